import type { Table } from '../report.ts';
import type { Asked } from './asked.ts';
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
  const totals: Total[] = [];
  const at = (index: number): Total => {
    while (totals.length <= index) totals.push({ value: 0, of: 0 });
    return totals[index] as Total;
  };
  for (const { counted } of incidents) {
    for (let index = 0; index < counted.length; index++) {
      const { value, of } = counted[index] as Total;
      const total = at(index);
      total.value += value;
      total.of += of;
    }
  }
  for (const { count, counts } of dated) {
    const total = at(count);
    total.value += counts ? 1 : 0;
    total.of += 1;
  }
  return totals;
}
