import { describe, expect, test } from 'vitest';
import { countClusters } from '../../../src/core/measure/clusters.ts';
import type { Incident } from '../../../src/core/record/shapes.ts';
import { type Ask, askedOf, lasting, measureAll, measured, rowsOf } from './asked.ts';

const q2 = '2026-05-10';
const q3 = '2026-08-10';
const compare = { from: '2026-07-01', to: '2026-09-30' };
const ask: Ask = { ...compare, compare };

/** Incidents of the second and third quarter that took so many minutes to be detected, and a day to be resolved. */
function quarters(before: readonly number[], after: readonly number[], more: Incident = {}): Incident[] {
  const of = (minutes: readonly number[], day: string) => minutes.map((one) => lasting(one, 1440, more, day));
  return [...of(before, q2), ...of(after, q3)];
}

function compared(incidents: readonly Incident[], more: Ask = {}, metric = 'time_to_detect', group = 'all') {
  const measures = measureAll(incidents, { ...ask, ...more });
  const row = rowsOf(measures, 'comparison').find((one) => one.metric === metric && one.group === group) ?? {};
  return { row, notes: measures.notes };
}

const headline = (...names: string[]): Ask => ({ config: { headline: names } });

test('a clear fall of a headline metric is better, with its interval and n', () => {
  const { row, notes } = compared(quarters([50, 60, 70, 55, 65, 80], [5, 6, 7, 5, 6, 8]), headline('time_to_detect'));
  expect(row).toMatchObject({ verdict: 'better', n_before: 6, n_after: 6 });
  expect(Number(row.change)).toBeCloseTo(Number(row.after) / Number(row.before), 9);
  // To the microsecond, without what logarithms leave below it: geometric means of minutes.
  const product = [50, 60, 70, 55, 65, 80].reduce((all, minutes) => all * minutes * 60, 1);
  expect(row.before).toBe(Math.round(product ** (1 / 6) * 1e6) / 1e6);
  expect(Number(row.high)).toBeLessThan(1);
  expect(notes.join('\n')).toMatch(
    /MTTD: better: 1h 3m \(n = 6\) before, 6m 5s \(n = 6\) after, ×0\.1, 95 % interval ×0\.08 to ×0\.12\. The smallest change that could have shown \(80 % power\) is a fall to ×/,
  );
});

test('a rise is worse, a wobble is no detectable change', () => {
  const config = headline('time_to_detect');
  expect(compared(quarters([5, 6, 7, 5, 6], [50, 60, 70, 55, 65]), config).row.verdict).toBe('worse');
  const { row, notes } = compared(quarters([5, 60, 7, 50, 6], [6, 50, 9, 61, 4]), config);
  expect(row.verdict).toBe('no_detectable_change');
  expect(notes.join()).toContain('MTTD: no detectable change: ');
});

test('under five on a side is too few, and no interval is made up', () => {
  const { row, notes } = compared(quarters([5, 6, 7, 5], [50, 60, 70, 55, 65]), headline('time_to_detect'));
  expect(row).toMatchObject({ verdict: 'too_few', change: null, low: null, high: null });
  expect(notes.join()).toContain(
    'MTTD: too few: 5m 42s (n = 4) before, 59m 35s (n = 5) after; a comparison needs five on each side',
  );
});

test('only headline metrics of all incidents get a verdict; groups and others get intervals', () => {
  const incidents = quarters([50, 60, 70, 55, 65, 80], [5, 6, 7, 5, 6, 8]);
  const more: Ask = { ...headline('time_to_respond'), by: 'severity' };
  for (const group of ['all', 'sev1']) {
    const { row } = compared(incidents, more, 'time_to_detect', group);
    expect(row.verdict).toBeNull();
    expect(row.low).not.toBeNull();
  }
  expect(compared(incidents, more, 'time_to_respond', 'sev1').row.verdict).toBeNull();
});

test('several headline metrics are adjusted for being several', () => {
  // p is about 0.04 alone, which is not enough among two.
  const incidents = quarters([10, 20, 30, 40, 50, 60], [4, 8, 11, 15, 20, 27]);
  expect(compared(incidents, headline('time_to_detect')).row.verdict).toBe('better');
  expect(compared(incidents, headline('time_to_detect', 'time_to_respond')).row.verdict).toBe('no_detectable_change');
});

test('a headline metric that this version does not have is named', () => {
  const notes = (config?: ReturnType<typeof headline>) => compared(quarters([1], [1]), config).notes.join();
  expect(notes(headline('time_to_detect', 'luck'))).toContain('no verdict on luck');
  expect(notes()).not.toContain('no verdict');
});

describe('counts', () => {
  const many = (count: number) => Array.from({ length: count }, () => 5);

  test('are more or fewer, never better or worse', () => {
    const config = headline('incidents');
    expect(compared(quarters(many(5), many(25)), config, 'incidents').row).toMatchObject({
      before: 5,
      after: 25,
      verdict: 'more',
    });
    expect(compared(quarters(many(25), many(5)), config, 'incidents').row.verdict).toBe('fewer');
    expect(compared(quarters(many(5), many(7)), config, 'incidents').row.verdict).toBe('no_detectable_change');
  });

  test('the change is one of rates: as many in half the time are twice as many', () => {
    const half: Ask = { compare: { from: '2026-07-01', to: '2026-09-30' }, asOf: '2026-08-15T23:59:59Z' };
    const incidents = [lasting(5, 10, {}, '2026-04-10'), lasting(5, 10, {}, '2026-06-20'), lasting(5, 10, {}, q3)];
    const { row, notes } = compared(incidents, half, 'incidents');
    expect(row).toMatchObject({ before: 1, after: 1 });
    expect(Number(row.change)).toBeCloseTo(1, 12);
    expect(notes.join()).toContain('the period is not over: its days to 2026-08-15');
    const whole = compared(incidents, {}, 'incidents').row;
    expect(whole).toMatchObject({ before: 2, after: 1 });
    expect(Number(whole.change)).toBeCloseTo(91 / 92 / 2, 12);
  });

  test('repeats counted once have to say the same', () => {
    const incidents = quarters(many(5), many(25));
    const first = incidents[5]?.id ?? '';
    const repeats = incidents.map((one, index) => (index > 5 ? { ...one, repeat_of: [first] } : one));
    expect(compared(repeats, headline('incidents'), 'incidents').row.verdict).toBe('no_detectable_change');
  });
});

test('rates are compared as rates: reviews in time, of those that are settled', () => {
  const reviewed = (day: string, held: string) => lasting(5, 10, { reviews: [{ stage: 'full', held }] }, day);
  const incidents = [
    ...Array.from({ length: 8 }, () => reviewed(q2, '2026-06-30')),
    ...Array.from({ length: 8 }, () => reviewed(q3, '2026-08-11')),
  ];
  const { row } = compared(incidents, headline('review_on_time'), 'review_on_time');
  expect(row).toMatchObject({ before: 0, after: 1, n_before: 8, n_after: 8, verdict: 'better', change: null });
});

test('a register that begins within the period before is said to', () => {
  expect(compared(quarters([5], [5])).notes.join()).toContain('the first incident on record is of 2026-05-10');
  const early = [lasting(5, 10, {}, '2026-03-31'), ...quarters([5], [5])];
  expect(compared(early).notes.join()).not.toContain('the first incident on record');
});

test('clusters follow repeat_of through others, and only among those given', () => {
  const asked = askedOf();
  const of = (links: { [id: string]: string[] }) =>
    countClusters(Object.entries(links).map(([id, repeat_of]) => measured(lasting(1, 2, { id, repeat_of }), asked)));
  expect(of({ a: [], b: ['a'], c: ['b'], d: [], e: ['gone'] })).toBe(3);
  expect(of({ a: ['b'], b: ['c'], c: ['a'] })).toBe(1);
  expect(of({ a: ['a'], b: [] })).toBe(2);
});
