import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packColumns, unpackColumns } from '../../../src/core/columns.ts';
import { ColumnIncident, type IncidentColumns, withMore } from '../../../src/core/measure/columns.ts';
import { exampleHistory, exampleIncident } from '../../../src/core/measure/example.ts';
import type { MeasuredIncident } from '../../../src/core/measure/incident.ts';
import { incidentsFrom, keptIncidents } from '../../../src/core/measure/keep-columns.ts';
import { measure } from '../../../src/core/measure/measure.ts';
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

const asked = fc.record({
  runs: fc.constantFrom('calendar', 'support'),
  isTold: fc.boolean(),
  asOf: fc.constantFrom('2026-01-05T12:00:00Z', '2026-12-31T00:00:00Z'),
});

/** What an incident says, whatever it is made of; what has no day of its own is there or not. */
const said = (all: readonly MeasuredIncident[]) =>
  all.map(({ id, day, isLater, isCounted, isUnresolved, severity, type, services, causes, repeatOf }, i) => ({
    ...{ id, day, isLater, isCounted, isUnresolved, severity, type, services, causes, repeatOf },
    occurrence: all[i]?.occurrence,
    outcomes: all[i]?.outcomes,
    counted: all[i]?.counted,
    dated: Object.entries(all[i]?.dated ?? {}).filter(([, days]) => days.length > 0),
  }));

const incidentsIn = (columns: IncidentColumns): MeasuredIncident[] =>
  Array.from({ length: columns.rows }, (_, row) => new ColumnIncident(columns, row));

test('incidents come back as they were measured, by way of columns and bytes', () => {
  fc.assert(
    fc.property(
      fc.array(anyIncident, { maxLength: 6 }),
      fc.nat(6),
      asked,
      (incidents, split, { runs, isTold, asOf }) => {
        const ask = askedOf({ runs: runs as 'calendar', asOf });
        const sizes = { durations: ask.durations.length, counts: ask.counts.length };
        const whole = incidents.map((one) => measured(one, ask, [], isTold ? exampleHistory : undefined));
        // Some of them kept before, the others put behind them.
        const first = withMore(undefined, whole.slice(0, split));
        const rows = whole.map((_, row) => row);
        const kept = unpackColumns(packColumns(keptIncidents(first, rows.slice(0, split))));
        const again = withMore(
          kept && whole.slice(0, split).length > 0 ? incidentsFrom(kept, sizes) : undefined,
          whole.slice(split),
        );
        expect(said(incidentsIn(again))).toEqual(said(whole));
        // Of some rows, in another order.
        const few = rows.filter((row) => row % 2 === 0).reverse();
        const chosen = unpackColumns(packColumns(keptIncidents(again, few)));
        expect(chosen && said(incidentsIn(incidentsFrom(chosen, sizes)))).toEqual(
          said(few.map((row) => whole[row] as never)),
        );
        // And what is said of all together.
        expect(measure(incidentsIn(again), ask).tables).toEqual(measure(whole, ask).tables);
        expect(measure(incidentsIn(again), ask).notes).toEqual(measure(whole, ask).notes);
      },
    ),
    { numRuns: 60 },
  );
});

test('what is only estimated keeps its bounds, and what has no number its reason', () => {
  const ask = askedOf();
  const whole = measured(exampleIncident, ask, [], exampleHistory);
  const odd = { seconds: -3.5, low: -7.25, high: Number.POSITIVE_INFINITY, isEstimated: true };
  const outcomes = whole.outcomes.map((own, i) => (i === 0 ? [odd] : own));
  const columns = withMore(undefined, [{ ...whole, outcomes, counted: [{ value: 300.5, of: 70_000 }] }]);
  const kept = unpackColumns(packColumns(keptIncidents(columns, [0])));
  const [back] = kept ? incidentsIn(incidentsFrom(kept, { durations: outcomes.length, counts: 1 })) : [];
  expect(back?.outcomes).toEqual(outcomes);
  expect(back?.counted).toEqual([{ value: 300.5, of: 70_000 }]);
});
