import { expect, it } from 'vitest';
import { resolveConfig } from '../../src/core/config.ts';
import { metricFamilies } from '../../src/interop/metric-families.ts';
import { openMetrics } from '../../src/interop/open-metrics.ts';
import { faultsOf } from './open-metrics-grammar.ts';

const told = {
  repository: 'shops',
  asOf: 1_793_660_399,
  config: resolveConfig({ milestones: { hand_over: { title: 'Hand-over', from: 'detected', to: 'closed' } } }),
  durations: [
    {
      group: 'all',
      metric: 'time_to_detect',
      used: 2,
      in_scope: 3,
      mean: 90,
      median: 90,
      p90: null,
      min: 60,
      max: 120,
    },
    {
      group: 'sev1',
      metric: 'time_to_detect',
      used: 1,
      in_scope: 1,
      mean: 60,
      median: 60,
      p90: null,
      min: 60,
      max: 60,
    },
    {
      group: 'all',
      metric: 'hand_over',
      used: 0,
      in_scope: 3,
      mean: null,
      median: null,
      p90: null,
      min: null,
      max: null,
    },
  ],
  counts: [
    { group: 'all', metric: 'incidents', value: 3 },
    { group: 'sev1', metric: 'incidents', value: 1 },
    { group: 'all', metric: 'actions_overdue', value: 0 },
    { group: 'all', metric: 'closed_back_dated', value: null },
  ],
  actions: [
    { status: 'open', overdue: true, unowned: true },
    { status: 'in_progress', overdue: false, unowned: false },
    { status: 'proposed', overdue: false, unowned: true },
    { status: 'done', overdue: false, unowned: false },
  ],
  risks: [
    { status: 'open', level: 'high' },
    { status: 'open', level: 'high' },
    { status: 'closed', level: 'low' },
    { status: 'open', level: null },
  ],
};

const lines = openMetrics(metricFamilies(told))
  .split('\n')
  .filter((line) => !line.startsWith('#') && line !== '');

it('has the figures of all, and no others', () => {
  expect(lines).toEqual([
    'pir_as_of_timestamp_seconds{repository="shops"} 1793660399',
    'pir_incidents{repository="shops"} 3',
    'pir_actions_overdue{repository="shops"} 0',
    'pir_time_to_detect_seconds{repository="shops",stat="mean"} 90',
    'pir_time_to_detect_seconds{repository="shops",stat="median"} 90',
    'pir_time_to_detect_seconds{repository="shops",stat="min"} 60',
    'pir_time_to_detect_seconds{repository="shops",stat="max"} 120',
    'pir_duration_used{repository="shops",metric="time_to_detect"} 2',
    'pir_duration_used{repository="shops",metric="hand_over"} 0',
    'pir_duration_in_scope{repository="shops",metric="time_to_detect"} 3',
    'pir_duration_in_scope{repository="shops",metric="hand_over"} 3',
    'pir_register_actions{repository="shops",state="open"} 2',
    'pir_register_actions{repository="shops",state="overdue"} 1',
    'pir_register_actions{repository="shops",state="unowned"} 2',
    'pir_register_risks{repository="shops",level="low"} 0',
    'pir_register_risks{repository="shops",level="medium"} 0',
    'pir_register_risks{repository="shops",level="high"} 2',
    'pir_register_risks{repository="shops",level="critical"} 0',
  ]);
});

it('is sound by the grammar', () => {
  expect(faultsOf(openMetrics(metricFamilies(told)))).toEqual([]);
});
