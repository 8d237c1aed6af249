import type { Config } from '../config.ts';
import type { Table } from '../report.ts';
import { targetOf } from './durations.ts';
import type { Group } from './groups.ts';
import type { CountMetric } from './metric.ts';

/** The table `counts`: one row a group and count. */
export function countsTable(
  groups: readonly Group[],
  counts: readonly CountMetric[],
  title: string,
  config: Config,
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
    ],
    rows: groups.flatMap((group) =>
      counts.map(({ name, title: words }, index) => ({
        group: group.key,
        metric: name,
        title: words,
        value: totalOf(group, index).value,
        target: targetOf(name, 'value', config),
      })),
    ),
    shown: ['group', 'title', 'value'],
  };
}

/** A count of a group, and of how many it is where it is a rate. */
export function totalOf({ incidents }: Group, index: number): { value: number; of: number } {
  let value = 0;
  let of = 0;
  for (const { counted } of incidents) {
    value += counted[index]?.value ?? 0;
    of += counted[index]?.of ?? 0;
  }
  return { value, of };
}
