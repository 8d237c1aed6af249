import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measure } from '../../../src/core/measure/measure.ts';
import { isOutOfScope, type Reason, reasons } from '../../../src/core/measure/outcome.ts';
import type { Incident, Times } from '../../../src/core/record/shapes.ts';
import { askedOf, measured, rowsOf } from './asked.ts';

const day = 86_400_000;
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 1) + 20 * day })
  .map((at) => new Date(at).toISOString());
const names = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved', 'cause_addressed', 'closed'] as const;
const times = fc.record(Object.fromEntries(names.map((name) => [name, instant])), { requiredKeys: [] });
const anyIncident = fc.record(
  {
    times: times as fc.Arbitrary<Times>,
    type: fc.constantFrom('security', 'availability', 'near_miss', 'exercise', undefined),
    severity: fc.constantFrom('sev1', 'sev3', 'unheard'),
    status: fc.constantFrom('draft', 'closed', 'withdrawn'),
    services: fc.subarray(['a', 'b']),
    not_applicable: fc.record({ mitigated: fc.constant('none'), resolved: fc.constant('none') }, { requiredKeys: [] }),
    within: fc.record({ started: fc.constantFrom('5m', '2d') }, { requiredKeys: [] }),
    reviews: fc.array(fc.record({ stage: fc.constantFrom('full', 'hotwash'), held: instant })),
  },
  { requiredKeys: ['times'] },
) as fc.Arbitrary<Incident>;
const refused = fc.subarray(['/times', '/times/detected', '/times/resolved', '/within', '/reviews/0']);

const askedFor = fc.record(
  {
    by: fc.constantFrom('severity', 'service', 'type', 'month'),
    runs: fc.constantFrom('calendar', 'support'),
    from: fc.constantFrom('2026-01-05', '2026-02-01'),
    to: fc.constantFrom('2026-01-12', '2026-03-31'),
    asOf: fc.constantFrom('2026-01-10T12:00:00Z', '2026-12-31T00:00:00Z'),
  },
  { requiredKeys: ['runs', 'asOf'] },
);

test('used and what is left out within scope are the scope, for every metric', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyIncident, refused), { maxLength: 12 }), askedFor, (pairs, ask) => {
      const asked = askedOf(ask);
      const all = pairs.map(([data, pointers], index) => measured({ ...data, id: `inc-${index}` }, asked, pointers));
      const measures = measure(all, asked);
      const excluded = rowsOf(measures, 'excluded');
      for (const row of rowsOf(measures, 'durations')) {
        if (row.group !== 'all') continue;
        const own = excluded.filter(({ metric }) => metric === row.metric);
        expect(new Set(own.map(({ record }) => record)).size).toBe(own.length);
        const within = own.filter(({ reason }) => !isOutOfScope(reason as Reason));
        expect(Number(row.used) + within.length).toBe(row.in_scope);
        expect(own.every(({ reason }) => reasons.includes(reason as Reason))).toBe(true);
        for (const key of ['mean', 'median', 'min', 'max']) expect(row[key] === null).toBe(row.used === 0);
        if (row.used !== 0) {
          expect(Number(row.min)).toBeGreaterThanOrEqual(0);
          expect(Number(row.median)).toBeLessThanOrEqual(Number(row.max));
        }
      }
      const scope = rowsOf(measures, 'durations').find(({ metric }) => metric === 'time_to_detect')?.in_scope;
      expect(rowsOf(measures, 'counts').find(({ metric }) => metric === 'incidents')?.value).toBe(scope);
    }),
    { numRuns: 500 },
  );
});

test('the order of the records changes nothing but the order of what is left out', () => {
  fc.assert(
    fc.property(fc.array(anyIncident, { maxLength: 10 }), (incidents) => {
      const asked = askedOf({ by: 'severity' });
      const all = incidents.map((data, index) => measured({ ...data, id: `inc-${index}` }, asked));
      const forwards = measure(all, asked);
      const backwards = measure(all.toReversed(), asked);
      expect(rowsOf(backwards, 'durations')).toEqual(rowsOf(forwards, 'durations'));
      expect(rowsOf(backwards, 'counts')).toEqual(rowsOf(forwards, 'counts'));
    }),
  );
});
