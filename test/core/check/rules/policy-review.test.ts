import { expect, test } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import { rule } from '../../../../src/core/check/rules/policy-review.ts';
import { playOne } from '../play.ts';

const reviewBy = (day: string): Change => ['review_by: 2027-04-01', `review_by: ${day}`];
const said = (...changes: Change[]) => playOne(rule, policyExample(changes));
const late = '/review_by Unexpected policy that was to be looked at again by 2026-05-31, expected a day to come';

test('the day itself is not over', () => {
  expect(said(reviewBy('2026-06-01'))).toEqual([]);
  expect(said(reviewBy('2026-05-31'))).toEqual([late]);
});

test('a day ends in the zone of the config', () => {
  const west = { config: 'timezone: Pacific/Honolulu\n', asOf: '2026-06-01T09:59:00Z' };
  expect(playOne(rule, policyExample([reviewBy('2026-05-31')], west))).toEqual([]);
  expect(playOne(rule, policyExample([reviewBy('2026-05-31')], { ...west, asOf: '2026-06-01T10:00:00Z' }))).toEqual([
    late,
  ]);
});

test('a draft has to be looked at, too, a retired one no more', () => {
  expect(said(reviewBy('2026-05-31'), ['status: in_force', 'status: draft'])).toEqual([late]);
  expect(said(reviewBy('2026-05-31'), ['status: in_force', 'status: retired'])).toEqual([]);
});

test('without a day, or with one that is none, it has nothing to say', () => {
  expect(said(['review_by: 2027-04-01\n', ''])).toEqual([]);
  expect(said(reviewBy('2026-05-32'))).toEqual([]);
});
