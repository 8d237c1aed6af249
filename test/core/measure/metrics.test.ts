import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { metrics, metricsOf } from '../../../src/core/measure/index.ts';
import { measure } from '../../../src/core/measure/measure.ts';
import { askedOf, measured, rowOf, rowsOf } from './asked.ts';

test.each(metrics.map((metric) => [metric.name, metric] as const))('%s: its example gives its value', (_, metric) => {
  expect(metric.example).toBeDefined();
  const { incident = {}, asOf, value, told, earlier } = metric.example ?? {};
  const asked = askedOf({ asOf: asOf ?? '' });
  if (metric.kind === 'count' && metric.isOfRepeats) {
    const both = [earlier ?? {}, incident].map((one) => measured(one, asked));
    expect(rowOf(measure(both, asked), 'counts', metric.name).value).toBe(value);
    // An incident alone repeats nothing, and nobody could know whether it does.
    expect(rowOf(measure(both.slice(1), asked), 'counts', metric.name).value).toBe(metric.unit === 'ratio' ? null : 0);
    return;
  }
  const { outcomes, counted, dated } = measured(incident, asked, [], told);
  if (metric.kind === 'duration') {
    const seconds = (outcomes[asked.durations.indexOf(metric)] ?? []).flatMap((one) =>
      'seconds' in one ? one.seconds : [],
    );
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBe(value);
  } else {
    const index = asked.counts.indexOf(metric);
    expect((counted[index]?.value ?? 0) + (dated[index] ?? []).filter(({ counts }) => counts).length).toBe(value);
  }
});

test.each(metrics.filter(({ needs }) => needs === 'history').map((metric) => [metric.name, metric] as const))(
  '%s: without history there is none',
  (_, metric) => {
    const { incident = {}, asOf } = metric.example ?? {};
    const asked = askedOf({ asOf: asOf ?? '' });
    const one = measured(incident, asked);
    const measures = measure([one], asked);
    const [row] = measures.tables.flatMap(({ rows }) =>
      rows.filter((each) => each.metric === metric.name && 'group' in each),
    );
    if (metric.kind === 'count') expect(row?.value).toBeNull();
    else {
      expect(row).toMatchObject({ used: 0, median: null });
      const reasons = rowsOf(measures, 'excluded').flatMap((each) =>
        each.metric === metric.name ? [each.reason] : [],
      );
      expect(reasons.length).toBe(row?.in_scope);
      expect(new Set(reasons)).toEqual(new Set(['no_history']));
    }
  },
);

test('what a metric needs is what makes its example', () => {
  for (const { needs, example } of metrics) expect(example?.told !== undefined).toBe(needs === 'history');
});

test('every metric has its own file, named for it, and its own name', () => {
  const files = readdirSync(new URL('../../../src/core/measure/metrics', import.meta.url));
  const names = metrics.map(({ name }) => `${name.replaceAll('_', '-')}.ts`);
  expect(names.toSorted()).toEqual(files.toSorted());
});

test('the pairs are those that the world is told', () => {
  expect(metrics.flatMap((m) => (m.kind === 'duration' ? [`${m.name} ${m.title}: ${m.from} → ${m.to}`] : []))).toEqual([
    'time_to_detect MTTD: started → detected',
    'time_to_acknowledge MTTA: detected → acknowledged',
    'time_to_mitigate MTTM: detected → mitigated',
    'time_to_respond MTTR (respond): detected → resolved',
    'time_to_recover MTTR (recover): started → resolved',
    'time_to_cause_addressed Cause gone: detected → cause_addressed',
    'time_to_review Review: resolved → reviewed',
    'time_to_first_record First record: resolved → recorded',
    'action_lead_time Action lead time: recorded → done',
    'action_slip Action slip: first_due → last_due',
  ]);
});

test('milestones of the config come after ours, or in the place of one of the same name', () => {
  const all = metricsOf(
    resolveConfig({
      milestones: {
        time_to_contain: { title: 'Containment', from: 'started', to: 'mitigated' },
        time_to_detect: { from: 'started', to: 'acknowledged' },
      },
    }),
  );
  expect(all.slice(0, 2).map(({ name }) => name)).toEqual(['time_to_detect', 'time_to_acknowledge']);
  expect(all[0]).toMatchObject({ title: 'time_to_detect', from: 'started', to: 'acknowledged' });
  expect(all.at(-1)).toMatchObject({ name: 'time_to_contain', title: 'Containment', to: 'mitigated' });
});
