import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import { actionClasses, actionKinds, actionStatuses, effects } from '../record/action.ts';
import { type Column, column, type Row, type Table } from '../report.ts';
import { capitalised, plainWords } from '../words.ts';
import { median } from './statistics/summary.ts';

export const actionGroupings = ['owner', 'priority', 'kind', 'class', 'record'] as const;
export type ActionGrouping = (typeof actionGroupings)[number];

/** In the order of the schema, where that is one. */
const orders: { readonly [by in ActionGrouping]?: readonly string[] } = {
  kind: actionKinds,
  class: actionClasses,
};

const counted = (key: string, title = capitalised(plainWords(key))): Column => column(key, title, 'count');

export const actionsByColumns: readonly Column[] = [
  column('group', 'Group'),
  counted('total', 'All'),
  ...actionStatuses.map((status) => counted(status)),
  counted('overdue'),
  counted('unowned'),
  column('age_median', 'Open for', 'days'),
  column('age_oldest', 'Oldest', 'days'),
  counted('moved', 'Due moved'),
  column('slip_days', 'Slipped', 'days'),
  ...effects.map((effect) => counted(effect)),
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
    ...Object.fromEntries(actionStatuses.map((status) => [status, count((row) => row.status === status)])),
    overdue: count(({ overdue }) => overdue === true),
    unowned: count(({ unowned }) => unowned === true),
    age_median: median(ages),
    age_oldest: ages.length === 0 ? null : Math.max(...ages),
    moved: sum('slips'),
    slip_days: sum('slip_days'),
    ...Object.fromEntries(effects.map((effect) => [effect, count(({ effectiveness }) => effectiveness === effect)])),
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
