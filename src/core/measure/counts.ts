import type { Table } from '../report.ts';
import type { Asked } from './asked.ts';
import { columnsBehind } from './columns.ts';
import { targetOf } from './durations.ts';
import type { Group } from './groups.ts';
import type { CountMetric } from './metric.ts';

/** The table `counts`: one row a group and count. */
export function countsTable(
  groups: readonly Group[],
  counts: readonly CountMetric[],
  title: string,
  { config, hasHistory }: Pick<Asked, 'config' | 'hasHistory'>,
): Table {
  return {
    name: 'counts',
    title,
    columns: [
      { key: 'group', title: 'Group', unit: 'text' },
      { key: 'metric', title: 'Metric', unit: 'text' },
      { key: 'title', title: 'Title', unit: 'text' },
      { key: 'value', title: 'Value', unit: 'count' },
      { key: 'target', title: 'Target', unit: 'count' },
      { key: 'of', title: 'Of', unit: 'count' },
    ],
    rows: groups.flatMap((group) =>
      counts.map((metric, index) => {
        const { name, title: words } = metric;
        const { value, of } = shownTotal(metric, group, index, hasHistory);
        return { group: group.key, metric: name, title: words, value, target: targetOf(name, 'value', config), of };
      }),
    ),
    shown: ['group', 'title', 'value', 'of'],
  };
}

/** A count, null where it needs history and there is none, or is a share of nothing; and of how many, null for what is no share. */
export function shownTotal(
  { needs, compare, unit }: CountMetric,
  group: Group,
  index: number,
  hasHistory: boolean,
): { value: number | null; of: number | null } {
  if (needs === 'history' && !hasHistory) return { value: null, of: null };
  const { value, of } = totalOf(group, index);
  // A share of nothing is not zero.
  const shown = unit === 'ratio' ? (of === 0 ? null : value / of) : value;
  return { value: shown, of: typeof compare === 'object' ? of : null };
}

type Total = { value: number; of: number };

/** Every count is asked for several times, and one pass over thousands of incidents adds up all of them. */
const known = new WeakMap<Group, Total[]>();

/** A count of a group, and of how many it is where it is a rate. */
export function totalOf(group: Group, index: number): Total {
  let totals = known.get(group);
  if (totals === undefined) {
    totals = totalsOf(group);
    known.set(group, totals);
  }
  return totals[index] ?? { value: 0, of: 0 };
}

function totalsOf({ incidents, dated }: Group): Total[] {
  const { columns, rows } = columnsBehind(incidents);
  const totals = columns.counts.map((column) => ({ value: sumOf(column.value, rows), of: sumOf(column.of, rows) }));
  for (const [count, { value, of }] of dated) {
    while (totals.length <= count) totals.push({ value: 0, of: 0 });
    const total = totals[count] as Total;
    total.value += value;
    total.of += of;
  }
  return totals;
}

function sumOf(column: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += column[rows[i] as number] as number;
  return sum;
}
