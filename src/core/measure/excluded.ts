import type { Table } from '../report.ts';
import type { MeasuredIncident } from './incident.ts';
import type { DurationMetric } from './metric.ts';
import type { Reason } from './outcome.ts';

/** One duration of one incident, or of one of its actions, that is in no figure. */
export interface Exclusion {
  record: string;
  action: string | undefined;
  metric: DurationMetric;
  reason: Reason;
}

/** What is left out of the durations of these incidents, incident by incident. */
export function exclusionsOf(
  incidents: readonly MeasuredIncident[],
  durations: readonly DurationMetric[],
): readonly Exclusion[] {
  const exclusions: Exclusion[] = [];
  for (const { id, outcomes } of incidents)
    for (const [index, metric] of durations.entries())
      for (const outcome of outcomes[index] ?? [])
        if ('reason' in outcome)
          exclusions.push({ record: id, action: outcome.action, metric, reason: outcome.reason });
  return exclusions;
}

/** The table `excluded`. */
export function excludedTable(exclusions: readonly Exclusion[]): Table {
  let rows: Table['rows'] | undefined;
  return {
    name: 'excluded',
    title: 'Left out of the durations',
    columns: [
      { key: 'record', title: 'Record', unit: 'text' },
      { key: 'metric', title: 'Metric', unit: 'text' },
      { key: 'reason', title: 'Reason', unit: 'text' },
      { key: 'action', title: 'Action', unit: 'text' },
    ],
    // There may be a hundred thousand, and people are shown the reasons instead.
    get rows() {
      rows ??= exclusions.map(({ record, action = null, metric, reason }) => ({
        record,
        metric: metric.name,
        reason,
        action,
      }));
      return rows;
    },
  };
}
