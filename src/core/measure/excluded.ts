import type { Row, Table } from '../report.ts';
import { columnsBehind } from './columns.ts';
import type { MeasuredIncident } from './incident.ts';
import type { DurationMetric } from './metric.ts';
import { type Reason, reasons } from './outcome.ts';

/** Durations of incidents, or of their actions, that are in no figure. */
export interface Exclusions {
  /** Whether there are none. */
  isEmpty: boolean;
  /** Those for one reason, incident by incident and duration by duration; one for all actions of an incident. */
  visit(reason: Reason, visit: (record: string, metric: DurationMetric) => void): void;
  /** Each of them, incident by incident. */
  rows(): Row[];
}

/** What is left out of the durations of these incidents. */
export function exclusionsOf(incidents: readonly MeasuredIncident[], durations: readonly DurationMetric[]): Exclusions {
  const { columns, rows } = columnsBehind(incidents);
  const width = durations.length;
  // Of each reason the incidents' places, times the width, and the durations'.
  const found: number[][] = reasons.map(() => []);
  let isEmpty = true;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    for (let index = 0; index < width; index++) {
      const column = columns.durations[index];
      if (column === undefined) continue;
      const { from, reasons: why } = column;
      const end = from[row + 1] as number;
      for (let place = from[row] as number; place < end; place++) {
        const reason = why[place] as number;
        if (reason === 0) continue;
        isEmpty = false;
        const same = found[reason - 1] as number[];
        if (same[same.length - 1] !== i * width + index) same.push(i * width + index);
      }
    }
  }
  return {
    isEmpty,
    visit(reason, visit) {
      for (const each of found[reasons.indexOf(reason)] ?? [])
        visit(incidents[Math.floor(each / width)]?.id as string, durations[each % width] as DurationMetric);
    },
    rows: () =>
      incidents.flatMap(({ id, outcomes }) =>
        durations.flatMap(({ name }, index) =>
          (outcomes[index] ?? []).flatMap((outcome) =>
            'reason' in outcome
              ? { record: id, metric: name, reason: outcome.reason, action: outcome.action ?? null }
              : [],
          ),
        ),
      ),
  };
}

/** The table `excluded`. */
export function excludedTable(exclusions: Exclusions): Table {
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
      rows ??= exclusions.rows();
      return rows;
    },
  };
}
