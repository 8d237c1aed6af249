import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { metrics, metricsOf } from '../../../src/core/measure/index.ts';
import { askedOf, measured } from './asked.ts';

test.each(metrics.map((metric) => [metric.name, metric] as const))('%s: its example gives its value', (_, metric) => {
  expect(metric.example).toBeDefined();
  const { incident = {}, asOf, value } = metric.example ?? {};
  const asked = askedOf({ asOf: asOf ?? '' });
  const { outcomes, counted } = measured(incident, asked);
  if (metric.kind === 'duration') expect(outcomes[asked.durations.indexOf(metric)]).toMatchObject({ seconds: value });
  else expect(counted[asked.counts.indexOf(metric)]?.value).toBe(value);
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
