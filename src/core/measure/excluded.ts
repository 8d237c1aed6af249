import type { Table } from '../report.ts';
import type { MeasuredIncident } from './incident.ts';
import type { DurationMetric } from './metric.ts';
import type { Reason } from './outcome.ts';

/** One duration of one incident that is in no figure. */
export interface Exclusion {
  record: string;
  metric: DurationMetric;
  reason: Reason;
}

/** What is left out of the durations of these incidents, incident by incident. */
export function exclusionsOf(
  incidents: readonly MeasuredIncident[],
  durations: readonly DurationMetric[],
): readonly Exclusion[] {
  return incidents.flatMap(({ id, outcomes }) =>
    durations.flatMap((metric, index) => {
      const outcome = outcomes[index];
      return outcome !== undefined && 'reason' in outcome ? [{ record: id, metric, reason: outcome.reason }] : [];
    }),
  );
}

/** The table `excluded`. */
export function excludedTable(exclusions: readonly Exclusion[]): Table {
  return {
    name: 'excluded',
    title: 'Left out of the durations',
    columns: [
      { key: 'record', title: 'Record', unit: 'text' },
      { key: 'metric', title: 'Metric', unit: 'text' },
      { key: 'reason', title: 'Reason', unit: 'text' },
    ],
    rows: exclusions.map(({ record, metric, reason }) => ({ record, metric: metric.name, reason })),
  };
}
