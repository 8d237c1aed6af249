import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { Column, Row, Table } from '../report.ts';
import { median } from './statistics/summary.ts';

export const actionGroupings = ['owner', 'priority', 'kind', 'class', 'record'] as const;
export type ActionGrouping = (typeof actionGroupings)[number];

const statuses = ['proposed', 'open', 'in_progress', 'done', 'verified', 'cancelled', 'accepted'] as const;
const results = ['effective', 'partly', 'ineffective'] as const;

/** In the order of the schema, where that is one. */
const orders: { readonly [by in ActionGrouping]?: readonly string[] } = {
  kind: ['correct', 'mitigate', 'detect', 'prevent'],
  class: ['technical', 'architecture', 'process', 'policy', 'training', 'communication'],
};

const titled = (key: string, title: string, unit: Column['unit'] = 'count'): Column => ({ key, title, unit });

export const actionsByColumns: readonly Column[] = [
  titled('group', 'Group', 'text'),
  titled('total', 'All'),
  ...statuses.map((status) => titled(status, status === 'in_progress' ? 'In progress' : capitalised(status))),
  titled('overdue', 'Overdue'),
  titled('unowned', 'Unowned'),
  titled('age_median', 'Open for', 'days'),
  titled('age_oldest', 'Oldest', 'days'),
  titled('moved', 'Due moved'),
  titled('slip_days', 'Slipped', 'days'),
  ...results.map((result) => titled(result, capitalised(result))),
];

/**
 * The table `actions_by`: how many actions there are of each status, of all and of each owner, priority, … (null for those
 * without). Ages are days since the main line first had them, of those that are open; null where it tells of none. Owners
 * and records with most overdue, then most open, come first; other values in the order of the config or the schema.
 */
export function actionsBy(rows: readonly Row[], by: ActionGrouping, { priorities }: Config): Table {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const key = typeof row[by] === 'string' && row[by] !== '' ? row[by] : null;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  const order = by === 'priority' ? priorities : orders[by];
  const each = [...groups].map(([group, own]) => countedRow(group, own));
  return {
    name: 'actions_by',
    title: `Actions by ${by}`,
    columns: actionsByColumns.map((column) =>
      column.key === 'group' ? { ...column, title: capitalised(by) } : column,
    ),
    rows: [countedRow('all', rows), ...each.sort(order === undefined ? byUrgency : byOrder(order))],
    shown,
  };
}

/** The most telling first: what has no room goes from the end. The rest is for programs. */
const shown = [
  ...['group', 'total', 'open', 'in_progress', 'overdue', 'unowned', 'age_median', 'age_oldest'],
  ...['done', 'verified', 'proposed', 'cancelled', 'accepted'],
];

function countedRow(group: string | null, rows: readonly Row[]): Row {
  const count = (holds: (row: Row) => boolean): number => rows.filter(holds).length;
  const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
  const ages = rows.flatMap(({ age_days }) => (typeof age_days === 'number' ? [age_days] : []));
  return {
    group,
    total: rows.length,
    ...Object.fromEntries(statuses.map((status) => [status, count((row) => row.status === status)])),
    overdue: count(({ overdue }) => overdue === true),
    unowned: count(({ unowned }) => unowned === true),
    age_median: median(ages),
    age_oldest: ages.length === 0 ? null : Math.max(...ages),
    moved: sum('slips'),
    slip_days: sum('slip_days'),
    ...Object.fromEntries(results.map((result) => [result, count(({ effectiveness }) => effectiveness === result)])),
  };
}

const byName = (a: Row, b: Row): number =>
  Number(a.group === null) - Number(b.group === null) || compareText(String(a.group), String(b.group));

function byUrgency(a: Row, b: Row): number {
  const openIn = (row: Row): number => Number(row.open) + Number(row.in_progress);
  return Number(b.overdue) - Number(a.overdue) || openIn(b) - openIn(a) || byName(a, b);
}

const byOrder = (order: readonly string[]) => (a: Row, b: Row) => rank(a, order) - rank(b, order) || byName(a, b);

function rank({ group }: Row, order: readonly string[]): number {
  const place = order.indexOf(String(group));
  return place < 0 ? order.length : place;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
