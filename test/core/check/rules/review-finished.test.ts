import { expect, test } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/review-finished.ts';
import { judgeChanged } from '../judge-text.ts';

const status = (to: string): [string, string] => ['status: closed\n', `status: ${to}\n`];
const end = 'expected a finished review by 2026-04-23T08:54:00Z, 30 days after its deadline';

test('a draft may take thirty days after the last deadline', () => {
  expect(judgeChanged(rule, [status('draft')], { asOf: '2026-04-23T08:53:59Z' })).toEqual([]);
  expect(judgeChanged(rule, [status('draft')], { asOf: '2026-04-23T08:54:00Z' })).toEqual([
    `/status: Unexpected draft, ${end}`,
  ]);
});

test('in review it may stay while an action is left', () => {
  const asInReview = openAction.map(([from, to]): [string, string] => [from, to.replace('approved', 'in_review')]);
  expect(judgeChanged(rule, asInReview)).toEqual([]);
  expect(judgeChanged(rule, [status('in_review')])).toEqual([
    `/status: Unexpected review without end though no action is left, ${end}`,
  ]);
});

test('signed off, unresolved, of a severity without review, withdrawn', () => {
  expect(judgeChanged(rule, [status('approved')])).toEqual([]);
  expect(judgeChanged(rule, [status('withdrawn')])).toEqual([]);
  expect(judgeChanged(rule, [status('draft'), ['  resolved: 2026-03-10T09:54:00+01:00\n', '']])).toEqual([]);
  expect(judgeChanged(rule, [status('draft'), ['severity: sev2', 'severity: sev4']])).toEqual([]);
});

test('the profile sets the deadline', () => {
  const around = { config: { profile: 'startup' as const } };
  expect(judgeChanged(rule, [status('draft')], { ...around, asOf: '2026-05-07T08:53:59Z' })).toEqual([]);
  expect(judgeChanged(rule, [status('draft')], { ...around, asOf: '2026-05-07T08:54:00Z' })).toHaveLength(1);
});

test('what was taken up again may take thirty days from then', () => {
  const reopened: [string, string][] = [
    status('in_review'),
    ['owner: "@alice"\n', 'owner: "@alice"\nreopened: [{ on: 2026-06-01, by: "@alice", reason: one more cause }]\n'],
  ];
  expect(judgeChanged(rule, reopened, { asOf: '2026-06-30T12:00:00Z' })).toEqual([]);
  expect(judgeChanged(rule, reopened, { asOf: '2026-07-03T00:00:00Z' })).toEqual([
    expect.stringContaining('30 days after it was reopened'),
  ]);
});
