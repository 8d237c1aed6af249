import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-verification.ts';
import { people, play } from '../play.ts';

const late =
  '/actions/0/effectiveness/check_on Unexpected action A1 unverified after 2026-07-02, expected its effect checked by that day';
const result = 'verified: { on: 2026-03-16, by: "@carol", result: effective }';
const failed = [result, result.replace('effective', 'ineffective')] as const;
const deadEnd =
  '/actions/1/verified/result Unexpected end at action A2, which did not work, expected another action that follows it';

it('waits until the day of the check is over', () => {
  expect(play(rule, [], { asOf: '2026-07-02T23:59:59Z' })).toEqual([]);
  expect(play(rule, [], { asOf: '2026-07-03T00:00:00Z' })).toEqual([late]);
});

it('says of an action that is late only that it is late', () => {
  const asOf = '2026-07-03T00:00:00Z';
  expect(play(rule, openAction, { asOf })).toEqual([]);
  expect(play(rule, [...openAction, ['    due: 2026-06-10\n', '    due: 2026-08-01\n']], { asOf })).toEqual([late]);
  expect(play(rule, [['    status: done\n', '    status: cancelled\n']], { asOf })).toEqual([]);
});

it('asks who verified what is verified', () => {
  expect(play(rule, [[`    ${result}\n`, '']])).toEqual([
    '/actions/1/verified Unexpected verified action A2 that nobody verified, expected who did, when and with what result',
  ]);
  expect(play(rule, [[result, 'verified: yes']])).toEqual([]);
});

it('lets nobody verify an own action, by whichever name', () => {
  const own = (by: string) => [[result, result.replace('"@carol"', by)]] as const;
  expect(play(rule, own('"@Dan"'))).toEqual([
    '/actions/1/verified/by Unexpected verification of A2 by its own owner @Dan, expected somebody else',
  ]);
  expect(play(rule, own('dan@example.net'))).toEqual([]);
  const known = people.replace('"@dan"', '"@dan", emails: [dan@example.net]');
  expect(play(rule, own('dan@example.net'), { people: known })).toHaveLength(1);
});

it('lets nothing end that did not work', () => {
  expect(play(rule, [failed])).toEqual([deadEnd]);
  for (const follows of ['A2', '2026-03-10-checkout-500s/A2'])
    expect(play(rule, [failed, ['    priority: p2\n', `    follows: ${follows}\n`]])).toEqual([]);
  expect(play(rule, [failed, ['    priority: p2\n', '    follows: A3\n']])).toEqual([deadEnd]);
  const cancelled = ['    status: done\n', '    status: cancelled\n'] as const;
  expect(play(rule, [failed, cancelled, ['    priority: p2\n', '    follows: A2\n']])).toEqual([deadEnd]);
  expect(play(rule, [failed, ['    status: verified\n', '    status: in_progress\n']])).toEqual([]);
  expect(play(rule, [[result, result.replace('effective', 'partly')]])).toEqual([]);
});

const ref = '2026-03-10-checkout-500s/A2';
const elsewhere = (follows: string, status = 'open', of = 'open') => ({
  'risks/R-007.md': `---\nschema: pir/risk@1\nid: R-007\ntitle: Limits drift\nstatus: ${of}\nactions:\n  - { id: A1, title: Look again, status: ${status}, follows: ${follows} }\n---\n`,
});

it('sees an action in another record that follows it', () => {
  expect(play(rule, [failed], { beside: elsewhere(ref) })).toEqual([]);
  expect(play(rule, [failed], { beside: elsewhere('2026-03-10-checkout-500s/A1') })).toEqual([deadEnd]);
  // An id alone means an action of the same record.
  expect(play(rule, [failed], { beside: elsewhere('A2') })).toEqual([deadEnd]);
  expect(play(rule, [failed], { beside: elsewhere(ref, 'cancelled') })).toEqual([deadEnd]);
  expect(play(rule, [failed], { beside: elsewhere(ref, 'open', 'withdrawn') })).toEqual([deadEnd]);
});
