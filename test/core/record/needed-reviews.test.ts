import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { heldMoment, neededReviews, needsReview } from '../../../src/core/record/needed-reviews.ts';
import type { Incident } from '../../../src/core/record/shapes.ts';
import { formatInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

const utc = zoneClock('UTC');
const startup = resolveConfig({ profile: 'startup' });
const scaleup = resolveConfig({});
const enterprise = resolveConfig({ profile: 'enterprise' });

const incident = (
  severity: string,
  reviews: Incident['reviews'] = [],
  resolved = '2026-03-10T08:54:00Z',
): Incident => ({
  type: 'availability',
  severity,
  times: { resolved },
  reviews,
});

/** `stage deadline held index on-time`, one line a needed review. */
function needed(data: Incident, config = scaleup, zone = utc): string[] {
  const word = (at: number | undefined) => (at === undefined ? '-' : formatInstant(at));
  return neededReviews(data, config, zone).map(
    ({ stage, deadline, heldAt, index, isOnTime }) =>
      `${stage} ${word(deadline)} ${word(heldAt)} ${index ?? '-'} ${isOnTime ? 'in time' : 'not in time'}`,
  );
}

test('which stages are needed follows severity and profile', () => {
  expect(needed(incident('sev2'), startup)).toEqual(['full 2026-04-07T08:54:00Z - - not in time']);
  expect(needed(incident('sev2'))).toEqual([
    'hotwash 2026-03-13T08:54:00Z - - not in time',
    'full 2026-03-24T08:54:00Z - - not in time',
  ]);
  expect(needed(incident('sev3'), enterprise)).toEqual(['full 2026-04-07T08:54:00Z - - not in time']);
  expect(needed(incident('sev4'), enterprise)).toEqual([]);
});

test('an SLA for a severity that requires no review makes none needed', () => {
  expect(scaleup.sla.review.sev3).toEqual({ full: '28d' });
  expect(needed(incident('sev3', [{ stage: 'full', held: '2026-03-12' }]))).toEqual([]);
});

test('an exercise needs no review, an unknown severity neither', () => {
  expect(needsReview({ type: 'exercise', severity: 'sev1' }, scaleup)).toBe(false);
  expect(needsReview({ type: 'near_miss', severity: 'sev1' }, scaleup)).toBe(true);
  expect(needsReview({ type: 'security', severity: 'sev9' }, scaleup)).toBe(false);
  expect(needsReview({ type: 'security' }, scaleup)).toBe(false);
});

test('unresolved, there is no deadline yet, and a review that was held is in time', () => {
  const open: Incident = { ...incident('sev2', [{ stage: 'full', held: '2026-03-12' }]), times: {} };
  expect(needed(open)).toEqual(['hotwash - 2026-03-12T23:59:59Z 0 in time', 'full - 2026-03-12T23:59:59Z 0 in time']);
});

test('a full review by the deadline of the hot-wash is its own hot-wash, a later one is not', () => {
  expect(needed(incident('sev2', [{ stage: 'full', held: '2026-03-12' }]))).toEqual([
    'hotwash 2026-03-13T08:54:00Z 2026-03-12T23:59:59Z 0 in time',
    'full 2026-03-24T08:54:00Z 2026-03-12T23:59:59Z 0 in time',
  ]);
  expect(needed(incident('sev2', [{ stage: 'full', held: '2026-03-13' }]))).toEqual([
    'hotwash 2026-03-13T08:54:00Z - - not in time',
    'full 2026-03-24T08:54:00Z 2026-03-13T23:59:59Z 0 in time',
  ]);
});

test('the earliest review of the stage counts, wherever it stands in the list', () => {
  const reviews: Incident['reviews'] = [
    { stage: 'full', held: '2026-03-30' },
    { stage: 'hotwash', held: '2026-03-11T10:00:00+01:00' },
    { stage: 'full', held: '2026-03-20' },
  ];
  expect(needed(incident('sev2', reviews))).toEqual([
    'hotwash 2026-03-13T08:54:00Z 2026-03-11T09:00:00Z 1 in time',
    'full 2026-03-24T08:54:00Z 2026-03-20T23:59:59Z 2 in time',
  ]);
});

test('a full review in time stands in for a hot-wash that was late', () => {
  const reviews: Incident['reviews'] = [
    { stage: 'hotwash', held: '2026-03-15' },
    { stage: 'full', held: '2026-03-12' },
  ];
  expect(needed(incident('sev2', reviews))[0]).toBe('hotwash 2026-03-13T08:54:00Z 2026-03-12T23:59:59Z 1 in time');
});

test('held at the very deadline is in time, a second later is not', () => {
  const at = (held: string) => needed(incident('sev2', [{ stage: 'full', held }]), startup)[0];
  expect(at('2026-04-07T08:54:00Z')).toMatch(/ in time$/);
  expect(at('2026-04-07T08:54:01Z')).toMatch(/not in time$/);
});

test('a day of holding is its end in the zone of the config', () => {
  expect(heldMoment('2026-03-12', utc)).toBe(Date.UTC(2026, 2, 12, 23, 59, 59) / 1000);
  expect(heldMoment('2026-03-12', zoneClock('America/New_York'))).toBe(Date.UTC(2026, 2, 13, 3, 59, 59) / 1000);
  expect(heldMoment('2026-03-12T10:00:00+01:00', utc)).toBe(Date.UTC(2026, 2, 12, 9) / 1000);
  expect(heldMoment(undefined, utc)).toBeUndefined();
});

test('without an SLA a review is needed all the same, with no deadline', () => {
  const config = resolveConfig({ review_required: ['sev4'] });
  expect(needed(incident('sev4'), config)).toEqual(['full - - - not in time']);
});

test('holes that the schema left are stepped over', () => {
  const reviews = [undefined, { stage: 'full' }, { held: '2026-03-11' }, { stage: 'full', held: '2026-03-12' }];
  expect(needed(incident('sev2', reviews as never), startup)).toEqual([
    'full 2026-04-07T08:54:00Z 2026-03-12T23:59:59Z 3 in time',
  ]);
});
