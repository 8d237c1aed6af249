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

/** A count of a group, and of how many it is where it is a rate. */
export function totalOf({ incidents, dated }: Group, index: number): { value: number; of: number } {
  let value = 0;
  let of = 0;
  for (const { counted } of incidents) {
    value += counted[index]?.value ?? 0;
    of += counted[index]?.of ?? 0;
  }
  for (const { count, counts } of dated) {
    if (count !== index) continue;
    value += counts ? 1 : 0;
    of += 1;
  }
  return { value, of };
}
