import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/review-held.ts';
import { judgeChanged } from '../judge-text.ts';

const reviews = /reviews:\n[\s\S]*?(?=approvals:)/.exec(rule.good.text)?.[0] ?? '';
const none: [string, string] = [reviews, ''];
const held = (day: string): [string, string] => ['held: 2026-03-12\n', `held: ${day}\n`];
const hotwash =
  '/reviews: Unexpected sev2 without a hot-wash, expected one by 2026-03-13T08:54:00Z, 72h after the resolution';
const full =
  '/reviews: Unexpected sev2 without a full review, expected one by 2026-03-24T08:54:00Z, 14d after the resolution';

test('a deadline that has not come is no finding; at its moment it is', () => {
  expect(judgeChanged(rule, [none], { asOf: '2026-03-13T08:53:59Z' })).toEqual([]);
  expect(judgeChanged(rule, [none], { asOf: '2026-03-13T08:54:00Z' })).toEqual([hotwash]);
  expect(judgeChanged(rule, [none], { asOf: '2026-03-24T08:54:00Z' })).toEqual([hotwash, full]);
});

test('never held and held late are told apart', () => {
  expect(judgeChanged(rule, [held('2026-03-24')])).toEqual([
    hotwash,
    '/reviews/0/held: Unexpected full review at 2026-03-24T23:59:59Z, expected one by 2026-03-24T08:54:00Z, 14d after the resolution',
  ]);
  expect(judgeChanged(rule, [held('2026-03-24T08:00:00Z')])).toEqual([hotwash]);
});

test('a hot-wash alone leaves the full review out', () => {
  expect(judgeChanged(rule, [['stage: full', 'stage: hotwash']])).toEqual([full]);
});

test('unresolved, of a severity that needs none, and an exercise', () => {
  expect(judgeChanged(rule, [none, ['  resolved: 2026-03-10T09:54:00+01:00\n', '']])).toEqual([]);
  expect(judgeChanged(rule, [none, ['severity: sev2', 'severity: sev3']])).toEqual([]);
  expect(
    judgeChanged(rule, [none, ['severity: sev2', 'severity: sev3']], { config: { profile: 'enterprise' } }),
  ).toHaveLength(1);
  expect(judgeChanged(rule, [none, ['type: availability', 'type: exercise']])).toEqual([]);
});

test('a day is that of the config’s zone', () => {
  // 13 March ends in Kiritimati at 10:00 UTC, 12 March in Baker Island time at 12:00 UTC of the 13th.
  expect(judgeChanged(rule, [held('2026-03-12')], { config: { timezone: 'Etc/GMT+12' } })).toHaveLength(1);
  expect(judgeChanged(rule, [held('2026-03-12')], { config: { timezone: 'Pacific/Kiritimati' } })).toEqual([]);
});

test('what the schema refuses is not missing', () => {
  expect(judgeChanged(rule, [held('2026-02-30')])).toEqual([]);
  expect(judgeChanged(rule, [[reviews, 'reviews: none\n']])).toEqual([]);
});
