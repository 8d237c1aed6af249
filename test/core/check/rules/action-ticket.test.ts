import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/action-ticket.ts';
import { play } from '../play.ts';

const ticket = '    ticket: "https://tracker.example/OPS-4711"\n';

it('asks for the ticket of a correction, and only there', () => {
  const message = 'Unexpected correction A2 without a ticket, expected where the work is tracked';
  expect(play(rule, [[ticket, '']])).toEqual([`/actions/1/ticket ${message}`]);
  expect(play(rule, [[ticket, '    ticket: " "\n']])).toEqual([`/actions/1/ticket ${message}`]);
  expect(
    play(rule, [
      [ticket, ''],
      ['    kind: correct\n', '    kind: mitigate\n'],
    ]),
  ).toEqual([]);
  expect(
    play(rule, [
      [ticket, ''],
      ['    status: verified\n', '    status: cancelled\n'],
    ]),
  ).toEqual([]);
  expect(play(rule, [[ticket, '    ticket: 4711\n']])).toEqual([]);
});

it('is silent on a draft', () => {
  expect(
    play(rule, [
      [ticket, ''],
      ['status: closed\n', 'status: draft\n'],
    ]),
  ).toEqual([]);
});
