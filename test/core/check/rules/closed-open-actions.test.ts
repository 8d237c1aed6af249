import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/closed-open-actions.ts';
import { play, playOne, riskExample } from '../play.ts';

it.each([
  ['proposed', 'only proposed'],
  ['open', 'still open'],
  ['in_progress', 'in progress'],
])('does not close over an action that is %s', (status, words) => {
  expect(play(rule, [['    status: done\n', `    status: ${status}\n`]])).toEqual([
    `/actions/0/status Unexpected action A1 ${words} in a closed record, expected it done, cancelled or accepted`,
  ]);
});

it.each([['done'], ['verified'], ['cancelled'], ['accepted']])('closes over an action that is %s', (status) => {
  expect(play(rule, [['    status: done\n', `    status: ${status}\n`]])).toEqual([]);
});

it('says nothing of what is not closed', () => {
  expect(
    play(rule, [
      ['status: closed\n', 'status: approved\n'],
      ['    status: done\n', '    status: open\n'],
    ]),
  ).toEqual([]);
  expect(playOne(rule, riskExample())).toEqual([]);
});

it('holds for risks too', () => {
  expect(playOne(rule, riskExample([['\nstatus: open\ntreatment', '\nstatus: closed\ntreatment']]))).toHaveLength(1);
});
