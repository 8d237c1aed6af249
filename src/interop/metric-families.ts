import type { Config } from '../core/config.ts';
import { isCount, isDuration, metricsOf } from '../core/measure/index.ts';
import type { Row } from '../core/report.ts';
import { type Family, metricName, type Sample } from './open-metrics.ts';

/** What a dashboard is told: tables as the commands have them, of one repository as of one moment. */
export interface Told {
  repository: string;
  /** UTC epoch seconds. */
  asOf: number;
  config: Config;
  /** `durations` and `counts` of `pir metrics`. */
  durations: readonly Row[];
  counts: readonly Row[];
  /** `actions` of `pir actions`, and `risks` of `pir risk list`. */
  actions: readonly Row[];
  risks: readonly Row[];
}

const stats = ['mean', 'median', 'p90', 'min', 'max'] as const;

/** The gauges of a repository. What is not known has no sample; a true zero has one. */
export function metricFamilies(told: Told): Family[] {
  const { repository, asOf } = told;
  const all = (row: Row) => row.group === 'all';
  return [
    {
      name: 'pir_as_of_timestamp_seconds',
      unit: 'seconds',
      help: 'The moment that the figures are of, in seconds since 1970.',
      samples: [{ labels: { repository }, value: asOf }],
    },
    ...countFamilies(told, told.counts.filter(all)),
    ...durationFamilies(told, told.durations.filter(all)),
    {
      name: 'pir_register_actions',
      help: 'Actions of all incidents, risks and management reviews, as pir actions lists them: open or in progress, those of them overdue, and unfinished ones that are nobody’s.',
      samples: [
        state(
          repository,
          'open',
          told.actions.filter(({ status }) => status === 'open' || status === 'in_progress'),
        ),
        state(
          repository,
          'overdue',
          told.actions.filter(({ overdue }) => overdue === true),
        ),
        state(
          repository,
          'unowned',
          told.actions.filter(({ unowned }) => unowned === true),
        ),
      ],
    },
    {
      name: 'pir_register_risks',
      help: 'Open risks of the register by the level of their last assessment.',
      samples: levels(told.risks).map(([level, value]) => ({ labels: { repository, level }, value })),
    },
  ];
}

function countFamilies({ repository, config }: Told, rows: readonly Row[]): Family[] {
  return metricsOf(config)
    .filter(isCount)
    .map(({ name, definition }) => {
      const value = rows.find(({ metric }) => metric === name)?.value;
      return {
        name: metricName('pir', name),
        help: definition,
        samples: typeof value === 'number' ? [{ labels: { repository }, value }] : [],
      };
    });
}

function durationFamilies({ repository, config }: Told, rows: readonly Row[]): Family[] {
  const durations = metricsOf(config).filter(isDuration);
  const sized = (key: 'used' | 'in_scope') =>
    durations.flatMap(({ name }): Sample[] => {
      const value = rows.find(({ metric }) => metric === name)?.[key];
      return typeof value === 'number' ? [{ labels: { repository, metric: name }, value }] : [];
    });
  return [
    ...durations.map(({ name, definition }): Family => {
      const row = rows.find(({ metric }) => metric === name);
      const samples = stats.flatMap((stat) => {
        const value = row?.[stat];
        return typeof value === 'number' ? [{ labels: { repository, stat }, value }] : [];
      });
      return { name: metricName('pir', name, 'seconds'), unit: 'seconds', help: definition, samples };
    }),
    { name: 'pir_duration_used', help: 'How many values the figures of a duration rest on.', samples: sized('used') },
    { name: 'pir_duration_in_scope', help: 'How many there could be.', samples: sized('in_scope') },
  ];
}

function state(repository: string, name: string, rows: readonly Row[]): Sample {
  return { labels: { repository, state: name }, value: rows.length };
}

function levels(risks: readonly Row[]): [level: string, count: number][] {
  const open = risks.filter(({ status }) => status === 'open');
  return ['low', 'medium', 'high', 'critical'].map((level) => [
    level,
    open.filter((risk) => risk.level === level).length,
  ]);
}
