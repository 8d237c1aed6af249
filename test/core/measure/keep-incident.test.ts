import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleHistory, exampleIncident } from '../../../src/core/measure/example.ts';
import { incidentFrom, keptIncident } from '../../../src/core/measure/keep-incident.ts';
import type { Incident, Times } from '../../../src/core/record/shapes.ts';
import { askedOf, measured } from './asked.ts';

const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 9) })
  .map((at) => new Date(at).toISOString());
const names = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved', 'cause_addressed', 'closed'] as const;
const anyIncident = fc.record(
  {
    id: fc.constantFrom('2026-01-01-a', 'ünïcode', undefined),
    times: fc.record(Object.fromEntries(names.map((name) => [name, instant])), {
      requiredKeys: [],
    }) as fc.Arbitrary<Times>,
    type: fc.constantFrom('security', 'near_miss', 'exercise', undefined),
    severity: fc.constantFrom('sev1', undefined),
    status: fc.constantFrom('draft', 'closed', 'withdrawn'),
    services: fc.subarray(['a', 'b']),
    repeat_of: fc.subarray(['x', 'y']),
    within: fc.record({ started: fc.constantFrom('5m', '2d') }, { requiredKeys: [] }),
    not_applicable: fc.record({ resolved: fc.constant('none') }, { requiredKeys: [] }),
    reviews: fc.array(fc.record({ stage: fc.constantFrom('full', 'hotwash'), held: instant })),
    actions: fc.subarray([...(exampleIncident.actions ?? []), { id: 'A9', status: 'done', due: '2026-01-03' }]),
  },
  { requiredKeys: ['times'] },
) as fc.Arbitrary<Incident>;

test('an incident comes back as it was measured, by way of JSON', () => {
  fc.assert(
    fc.property(
      anyIncident,
      fc.constantFrom('calendar', 'support'),
      fc.boolean(),
      fc.constantFrom('2026-01-05T12:00:00Z', '2026-12-31T00:00:00Z'),
      (incident, runs, isTold, asOf) => {
        const asked = askedOf({ runs: runs as 'calendar', asOf });
        const whole = measured(incident, asked, [], isTold ? exampleHistory : undefined);
        const kept = keptIncident(whole, asked.durations);
        expect(kept).toBeDefined();
        expect(incidentFrom(JSON.parse(JSON.stringify(kept)), asked.durations)).toEqual(whole);
      },
    ),
  );
});

test('what JSON would give back as another is not kept', () => {
  const { durations, ...asked } = askedOf();
  const whole = measured(exampleIncident, { ...asked, durations });
  expect(keptIncident(whole, durations)).toBeDefined();
  const odd = { seconds: 1, low: Number.NaN, high: 1, isEstimated: true };
  expect(keptIncident({ ...whole, outcomes: whole.outcomes.map(() => [odd]) }, durations)).toBeUndefined();
  expect(keptIncident({ ...whole, counted: [{ value: -0, of: 0 }] }, durations)).toBeUndefined();
  expect(keptIncident({ ...whole, services: ['another'] }, durations)).toBeUndefined();
});
