import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/record/shapes.ts';
import { type Ask, askedOf, incident, measured } from './asked.ts';

const times = {
  started: '2026-03-02T09:00:00Z',
  detected: '2026-03-02T09:10:00Z',
  acknowledged: '2026-03-02T09:15:00Z',
  mitigated: '2026-03-02T09:30:00Z',
  resolved: '2026-03-02T10:00:00Z',
};

/** Seconds by metric, or the reason; of what the record itself tells. */
function outcomes(data: Incident, ask: Ask = {}, refused: readonly string[] = []) {
  const asked = askedOf(ask);
  const found = measured(data, asked, refused).outcomes;
  return Object.fromEntries(
    asked.durations.flatMap(({ name, needs }, index) => {
      if (needs === 'history') return [];
      const [outcome] = found[index] ?? [];
      return [[name.replace('time_to_', ''), outcome && ('reason' in outcome ? outcome.reason : outcome.seconds)]];
    }),
  );
}

test('a sound incident gives every duration that it has times for', () => {
  expect(outcomes(incident(times))).toEqual({
    detect: 600,
    acknowledge: 300,
    mitigate: 1200,
    respond: 3000,
    recover: 3600,
    cause_addressed: 'missing_end',
    review: 'missing_end',
  });
});

test('offsets are instants: the same duration across a clock change', () => {
  const across = { started: '2026-03-29T01:30:00+01:00', detected: '2026-03-29T03:30:00+02:00' };
  expect(outcomes(incident(across), { config: { timezone: 'Europe/Berlin' } }).detect).toBe(3600);
});

test('fractions of a second stay exact', () => {
  const fine = { started: '2026-03-02T09:00:00.1Z', detected: '2026-03-02T09:00:00.3Z' };
  expect(outcomes(incident(fine)).detect).toBe(0.2);
});

test('a true zero counts', () => {
  expect(outcomes(incident({ ...times, detected: times.started })).detect).toBe(0);
});

describe('reasons', () => {
  test('withdrawn comes before everything', () => {
    expect(new Set(Object.values(outcomes(incident({}, { status: 'withdrawn', type: 'exercise' }))))).toEqual(
      new Set(['withdrawn']),
    );
  });

  test('an exercise does not count, a near miss for its detection only', () => {
    expect(new Set(Object.values(outcomes(incident(times, { type: 'exercise' }))))).toEqual(new Set(['not_countable']));
    const { detect, ...others } = outcomes(incident(times, { type: 'near_miss' }));
    expect(detect).toBe(600);
    expect(new Set(Object.values(others))).toEqual(new Set(['not_countable']));
    expect(outcomes(incident(times, { type: 'near_miss' }), { config: { countable: ['security'] } }).detect).toBe(
      'not_countable',
    );
  });

  test('a refused time is not missing: the record is invalid for what uses it', () => {
    const { detected: _, ...rest } = times;
    const found = outcomes(incident(rest), {}, ['/times/detected']);
    expect(found).toMatchObject({ detect: 'invalid_record', respond: 'invalid_record', recover: 3600 });
    expect(outcomes(incident({}), {}, ['/times'])).toMatchObject({
      detect: 'invalid_record',
      recover: 'invalid_record',
    });
    expect(outcomes(incident(times), {}, ['/within/started'])).toMatchObject({
      detect: 'invalid_record',
      respond: 3000,
    });
    expect(outcomes(incident(times), {}, ['/reviews/0/held'])).toMatchObject({
      review: 'invalid_record',
      respond: 3000,
    });
    expect(outcomes(incident(times), {}, ['/owner', '/reviews/0/minutes'])).toMatchObject({ review: 'missing_end' });
  });

  test('the pair itself out of order is impossible, another metric of the wrong time is invalid', () => {
    const found = outcomes(incident({ ...times, resolved: '2026-03-02T08:00:00Z' }));
    expect(found).toMatchObject({ recover: 'impossible_order', respond: 'invalid_record', detect: 600 });
    expect(outcomes(incident({ ...times, acknowledged: '2026-03-02T09:05:00Z' }))).toMatchObject({
      acknowledge: 'impossible_order',
      respond: 3000,
    });
  });

  test('a start after everything else is the one that is wrong', () => {
    const found = outcomes(incident({ ...times, started: '2026-04-02T09:00:00Z' }));
    expect(found).toMatchObject({ detect: 'impossible_order', recover: 'impossible_order', respond: 3000 });
  });

  test('over before it was detected: possible, and no time to respond', () => {
    const late = { ...times, acknowledged: '2026-03-03T09:01:00Z', detected: '2026-03-03T09:00:00Z' };
    const found = outcomes(incident(late));
    expect(found).toMatchObject({ respond: 'ended_before_detection', mitigate: 'ended_before_detection' });
    expect(found).toMatchObject({ detect: 86_400, acknowledge: 60, recover: 3600 });
  });

  test('a missing start comes before an open end, an open end before a missing one', () => {
    expect(outcomes(incident({ started: times.started }))).toMatchObject({
      detect: 'open',
      respond: 'missing_start',
      recover: 'open',
      review: 'missing_start',
    });
    expect(outcomes(incident({ started: times.started, resolved: times.resolved }))).toMatchObject({
      detect: 'missing_end',
      respond: 'missing_start',
      recover: 3600,
    });
  });

  test('what cannot exist is not missing', () => {
    const { mitigated: _, ...rest } = times;
    const found = outcomes(incident(rest, { not_applicable: { mitigated: 'nobody was affected' } }));
    expect(found).toMatchObject({ mitigate: 'not_applicable', respond: 3000 });
    const never = incident({ detected: times.detected }, { not_applicable: { resolved: 'nothing broke' } });
    expect(outcomes(never)).toMatchObject({ respond: 'not_applicable', mitigate: 'missing_end' });
  });

  test('a milestone after as-of has not happened', () => {
    const found = outcomes(incident(times), { asOf: '2026-03-02T09:45:00Z' });
    expect(found).toMatchObject({ mitigate: 1200, respond: 'open', recover: 'open', review: 'missing_start' });
  });

  test('a milestone of the config that runs backwards is in an impossible order', () => {
    const config = { milestones: { fix: { from: 'mitigated', to: 'resolved' } } } as const;
    expect(outcomes(incident({ ...times, mitigated: '2026-03-02T10:30:00Z' }), { config }).fix).toBe(
      'impossible_order',
    );
    expect(outcomes(incident(times), { config }).fix).toBe(1800);
  });
});

describe('time to review', () => {
  const held = (...days: string[]): Incident => ({ reviews: days.map((day) => ({ stage: 'full', held: day })) });

  test('a day counts as its end in the zone of the config, and the first full review counts', () => {
    const config = { timezone: 'America/New_York' };
    const first = outcomes(incident(times, held('2026-03-06', '2026-03-04')), { config });
    // 10:00Z on the 2nd to 23:59:59 at UTC-5 on the 4th.
    expect(first.review).toBe(2 * 86_400 + 19 * 3600 - 1);
  });

  test('a hot-wash is not the review', () => {
    const hotwash: Incident = { reviews: [{ stage: 'hotwash', held: '2026-03-03' }] };
    expect(outcomes(incident(times, hotwash)).review).toBe('missing_end');
  });

  test('a severity without required reviews has none to be timed, and one before the resolution has no length', () => {
    expect(outcomes(incident(times, { severity: 'sev4', ...held('2026-03-04') })).review).toBe('not_applicable');
    expect(outcomes(incident(times, held('2026-03-02T09:59:00Z'))).review).toBe('impossible_order');
    expect(outcomes(incident(times, held('2026-03-04')), { asOf: '2026-03-04T12:00:00Z' }).review).toBe('missing_end');
  });
});

describe('the support clock', () => {
  // Friday to Monday, 9 to 17.
  const weekend = { started: '2026-03-06T16:00:00Z', detected: '2026-03-09T10:00:00Z' };

  test('only the hours of the calendar count', () => {
    expect(outcomes(incident(weekend), { runs: 'support' }).detect).toBe(2 * 3600);
    expect(outcomes(incident(weekend)).detect).toBe(66 * 3600);
  });

  test('what lies wholly outside them is left out, a zero within them is a zero', () => {
    const night = { started: '2026-03-07T01:00:00Z', detected: '2026-03-08T02:00:00Z' };
    expect(outcomes(incident(night), { runs: 'support' }).detect).toBe('outside_support_hours');
    const noon = '2026-03-06T12:00:00Z';
    expect(outcomes(incident({ started: noon, detected: noon }), { runs: 'support' }).detect).toBe(0);
    const midnight = '2026-03-06T00:00:00Z';
    expect(outcomes(incident({ started: midnight, detected: midnight }), { runs: 'support' }).detect).toBe(
      'outside_support_hours',
    );
  });
});

test('uncertain times give bounds, which never fall below nothing', () => {
  const asked = askedOf();
  const one = measured(incident(times, { within: { started: '30m', detected: '5m' } }), asked).outcomes[0];
  expect(one).toEqual([{ seconds: 600, low: 0, high: 600 + 35 * 60, isEstimated: true }]);
});
