import { describe, expect, test } from 'vitest';
import { incident, lasting, measureAll, rowOf, rowsOf } from './asked.ts';

test('figures are exact seconds: mean, median, p90 from five on, least and greatest', () => {
  const four = measureAll([5, 10, 20, 41].map((minutes) => lasting(minutes, 100)));
  expect(rowOf(four, 'durations', 'time_to_detect')).toMatchObject({
    used: 4,
    in_scope: 4,
    mean: 1140,
    median: 900,
    p90: null,
    min: 300,
    max: 2460,
    estimated: 0,
  });
  const five = measureAll([5, 10, 20, 41, 60].map((minutes) => lasting(minutes, 100)));
  expect(rowOf(five, 'durations', 'time_to_detect').p90).toBeCloseTo(60 * (41 + 0.6 * 19), 9);
});

describe('periods', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-04-30'];
  const incidents = days.map((day) => lasting(10, 20, {}, day));

  test('both ends are inclusive', () => {
    const used = (from?: string, to?: string) =>
      rowOf(measureAll(incidents, { from, to }), 'durations', 'time_to_detect').used;
    expect([used(), used('2026-02-01'), used(undefined, '2026-02-01'), used('2026-02-02', '2026-04-29')]).toEqual([
      3, 2, 2, 0,
    ]);
  });

  test('periods without incidents are rows, with nothing in them', () => {
    const measures = measureAll(incidents, { by: 'month', to: '2026-05-31' });
    const rows = rowsOf(measures, 'durations').filter(({ metric }) => metric === 'time_to_detect');
    expect(rows.map(({ group, used }) => [group, used])).toEqual([
      ['all', 3],
      ['2026-01', 1],
      ['2026-02', 1],
      ['2026-03', 0],
      ['2026-04', 1],
      ['2026-05', 0],
    ]);
    expect(rows[3]).toMatchObject({ in_scope: 0, mean: null, median: null, p90: null, min: null, max: null });
  });

  test('the day is that of detection in the zone of the config, else of the start', () => {
    const late = incident({ started: '2026-03-31T20:00:00Z', detected: '2026-03-31T22:30:00Z' });
    const unseen = incident({ started: '2026-03-31T20:00:00Z' });
    const config = { timezone: 'Europe/Berlin' };
    const measures = measureAll([late, unseen], { by: 'month', from: '2026-03-01', to: '2026-04-30', config });
    expect(rowOf(measures, 'counts', 'incidents', '2026-03').value).toBe(1);
    expect(rowOf(measures, 'counts', 'incidents', '2026-04').value).toBe(1);
  });

  test('what is detected after as-of is left out', () => {
    const measures = measureAll(incidents, { asOf: '2026-02-01T00:09:00Z' });
    expect(rowOf(measures, 'counts', 'incidents').value).toBe(1);
  });

  test('an incident without a day is in no period, and a note says so', () => {
    const lost = incident({ resolved: '2026-02-01T00:00:00Z' }, { id: 'lost' });
    const whole = measureAll([...incidents, lost]);
    expect(rowOf(whole, 'counts', 'incidents').value).toBe(4);
    const part = measureAll([...incidents, lost], { from: '2026-01-01' });
    expect(rowOf(part, 'counts', 'incidents').value).toBe(3);
    expect(part.notes.join()).toContain(
      '1 incident without a time of start or detection, in no period and left out: lost',
    );
  });

  test('an empty period has no data, not zero', () => {
    const measures = measureAll(incidents, { from: '2026-06-01', to: '2026-06-30' });
    expect(rowOf(measures, 'durations', 'time_to_respond')).toMatchObject({ used: 0, mean: null, median: null });
    expect(measures.notes).toContain('no data: no incident to measure from 2026-06-01 to 2026-06-30');
    expect(measureAll([]).notes).toContain('no data: no incident to measure');
  });
});

describe('groups', () => {
  test('severities in the order of the config, then what it does not know', () => {
    const incidents = ['sev3', 'zz', 'sev1', 'aa'].map((severity) => lasting(1, 2, { severity }));
    const rows = rowsOf(measureAll(incidents, { by: 'severity' }), 'counts');
    expect([...new Set(rows.map(({ group }) => group))]).toEqual(['all', 'sev1', 'sev3', 'aa', 'zz']);
  });

  test('an incident is in the group of each service, once each, and a note says that they do not add up', () => {
    const measures = measureAll([lasting(1, 2, { services: ['b', 'a', 'b'] }), lasting(1, 2)], { by: 'service' });
    expect(['all', 'a', 'b'].map((group) => rowOf(measures, 'counts', 'incidents', group).value)).toEqual([2, 1, 1]);
    expect(measures.notes).toContain('the groups do not add up: 1 incident counts under several services');
    expect(measures.notes).toContain('1 incident without a service is in no group');
  });

  test('causes are those of the root', () => {
    const causes = [
      { id: 'C1', role: 'root', category: 'process/supplier' },
      { id: 'C2', role: 'trigger', category: 'people/slip' },
    ] as const;
    const measures = measureAll([lasting(1, 2, { causes: [...causes] })], { by: 'cause' });
    expect(rowsOf(measures, 'counts').map(({ group }) => group)).not.toContain('people/slip');
    expect(rowOf(measures, 'durations', 'time_to_detect', 'process/supplier').used).toBe(1);
  });
});

describe('counts', () => {
  test('reviews and actions as of the moment', () => {
    const reviewed = lasting(1, 2, {
      reviews: [{ stage: 'full', held: '2026-03-03' }],
      actions: [
        { id: 'A1', status: 'open', due: '2026-04-01' },
        { id: 'A2', status: 'proposed', due: '2026-04-01' },
        { id: 'A3', status: 'verified' },
      ],
    });
    const late = lasting(1, 2, { reviews: [{ stage: 'full', held: '2026-06-01' }] });
    const small = lasting(1, 2, { severity: 'sev4', reviews: [{ stage: 'full', held: '2026-03-04' }] });
    const gone = lasting(1, 2, { status: 'withdrawn', actions: [{ id: 'A1', status: 'open', due: '2026-01-01' }] });
    const measures = measureAll([reviewed, late, small, gone, lasting(1, 2)]);
    expect(Object.fromEntries(rowsOf(measures, 'counts').map(({ metric, value }) => [metric, value]))).toMatchObject({
      incidents: 4,
      incidents_open: 0,
      reviewed: 3,
      review_required: 3,
      review_on_time: 1,
      actions: 3,
      actions_open: 1,
      actions_overdue: 1,
      actions_done: 1,
    });
    const before = measureAll([reviewed, late], { asOf: '2026-04-01T23:59:59Z' });
    expect(rowOf(before, 'counts', 'actions_overdue').value).toBe(0);
    expect(rowOf(before, 'counts', 'reviewed').value).toBe(1);
  });
});

describe('notes', () => {
  test('an outlier is named and kept', () => {
    const measures = measureAll([lasting(1, 60), lasting(1, 62), lasting(1, 64), lasting(1, 6000, { id: 'the-long' })]);
    expect(rowOf(measures, 'durations', 'time_to_recover').used).toBe(4);
    expect(measures.notes).toContain(
      'MTTR (recover): the mean of 1d 2h hangs on single incidents: 1h 2m without the-long',
    );
    expect(measures.notes.join()).not.toContain('MTTD');
  });

  test('exactly a third is enough, two incidents are too few', () => {
    // Without 5 the mean of 3 is 2; without 1 it is 4.
    const named = (values: readonly number[]) =>
      measureAll(values.map((minutes) => lasting(minutes, 100, { id: `is-${minutes}` })))
        .notes.filter((note) => note.startsWith('MTTD'))
        .join();
    expect(named([1, 3, 5])).toContain(
      'MTTD: the mean of 3m hangs on single incidents: 4m without is-1, 2m without is-5',
    );
    expect(named([10, 12, 14])).toBe('');
    expect(named([1, 100])).toBe('');
  });

  test('open incidents stand beside the median', () => {
    const open = incident({ started: '2026-03-01T00:00:00Z', detected: '2026-03-01T00:10:00Z' });
    const measures = measureAll([lasting(10, 70), open]);
    expect(rowOf(measures, 'durations', 'time_to_respond')).toMatchObject({ used: 1, in_scope: 2, open: 1 });
    expect(measures.notes).toContain(
      'MTTR (respond): 1 of 2 incidents is still open, which would raise the median of 1h',
    );
  });

  test('uncertain times count, with the bounds of the mean', () => {
    const measures = measureAll([lasting(60, 100, { within: { started: '30m' } }), lasting(60, 100)]);
    expect(rowOf(measures, 'durations', 'time_to_detect')).toMatchObject({ used: 2, mean: 3600, estimated: 1 });
    expect(measures.notes).toContain(
      'MTTD: 1 of 2 values rests on uncertain times, so the mean of 1h lies between 45m and 1h 15m',
    );
  });

  test('an id that two records have is named', () => {
    const measures = measureAll([lasting(1, 2, { id: 'same' }), lasting(1, 2, { id: 'same' })]);
    expect(measures.notes.join()).toContain('several records have the same id and each of them counts: same');
  });
});

test('targets stand beside the figures, in seconds', () => {
  const config = { targets: { time_to_detect: { median: '15m', p90: '1mo' }, incidents: { value: 3 } } };
  const measures = measureAll([lasting(1, 2)], { config });
  expect(rowOf(measures, 'durations', 'time_to_detect')).toMatchObject({
    target_median: 900,
    target_p90: 30 * 86_400,
    target_mean: null,
  });
  expect(rowOf(measures, 'counts', 'incidents').target).toBe(3);
});
