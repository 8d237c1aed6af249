import { type Columns, doublesOf, type PackedColumns } from '../columns.ts';
import { followedBy, refOf } from '../record/action.ts';
import { actionsOf, type ParsedRecord } from '../record/record.ts';
import type { Cell, Row } from '../report.ts';
import { type Around, actionColumns, actionRows, ageOf, daysLate } from './action-rows.ts';
import { type FollowUps, needsFollowUp } from './corrective-action.ts';

/** What is known of a record's actions without their rows; plain data, as JSON holds it. */
export interface ActionSummary {
  count: number;
  overdue: number;
  /** Whose effect is to be looked at by now. */
  checks: number;
  hasSlips: boolean;
  /** What its actions follow up, and which they are, in their order. */
  follows: readonly (readonly [followed: string, ref: string])[];
}

/** The cells of an action in the order of the columns, but those that the day or other records decide. */
export type KeptAction = readonly Cell[];

const others = new Set(['days_overdue', 'follow_ups', 'needs_follow_up', 'age_days']);
const keys = actionColumns.map(({ key }) => key);
const own = keys.filter((key) => !others.has(key));

/** The actions of one record for keeping, and what they come to; of a withdrawn one there are none. */
export function keptActions(
  record: ParsedRecord,
  around: Omit<Around, 'followUps'>,
): { summary: ActionSummary; rows: readonly KeptAction[] } {
  const rows = [...actionRows([record], around)];
  const follows =
    rows.length === 0
      ? []
      : actionsOf(record).map(([, action]) => [followedBy(record, action), refOf(record, action)] as const);
  return {
    summary: {
      count: rows.length,
      overdue: rows.filter((row) => row.overdue === true).length,
      checks: rows.filter((row) => row.effectiveness === 'due').length,
      hasSlips: rows.some((row) => Number(row.slips) > 0),
      follows: follows.flatMap(([followed, ref]) => (followed === undefined ? [] : [[followed, ref] as const])),
    },
    rows: rows.map((row) => own.map((key) => row[key] ?? null)),
  };
}

/** Summaries of many records, column by column; what follows what as JSON, '' for nothing. */
export interface ActionSummaries {
  rows: number;
  count: Float64Array;
  overdue: Float64Array;
  checks: Float64Array;
  slips: Float64Array;
  follows: readonly string[];
}

const counted = ['count', 'overdue', 'checks', 'slips'] as const;

/** Summaries with more behind those that were kept. */
export function withSummaries(known: ActionSummaries | undefined, more: readonly ActionSummary[]): ActionSummaries {
  const before = known?.rows ?? 0;
  const rows = before + more.length;
  const extended = (column: Float64Array | undefined, of: (summary: ActionSummary) => number): Float64Array => {
    const all = new Float64Array(rows);
    if (column !== undefined) all.set(column);
    more.forEach((summary, i) => {
      all[before + i] = of(summary);
    });
    return all;
  };
  return {
    rows,
    count: extended(known?.count, ({ count }) => count),
    overdue: extended(known?.overdue, ({ overdue }) => overdue),
    checks: extended(known?.checks, ({ checks }) => checks),
    slips: extended(known?.slips, ({ hasSlips }) => (hasSlips ? 1 : 0)),
    follows: [
      ...(known?.follows ?? []),
      ...more.map(({ follows }) => (follows.length === 0 ? '' : JSON.stringify(follows))),
    ],
  };
}

/** Summaries for keeping, of those rows and in that order. */
export function keptSummaries(summaries: ActionSummaries, rows: readonly number[]): Columns {
  return {
    ...Object.fromEntries(
      counted.map((name) => [name, Float64Array.from(rows, (row) => summaries[name][row] as number)]),
    ),
    follows: rows.map((row) => summaries.follows[row] as string),
  };
}

/** The summaries that were kept. */
export function summariesFrom(kept: PackedColumns): ActionSummaries {
  const [count, overdue, checks, slips] = counted.map((name) => doublesOf(kept, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { rows: count.length, count, overdue, checks, slips, follows: kept.texts('follows') };
}

/** What follows what, over all records that have actions, as their summaries have it. */
export function followUpsIn(all: Iterable<string>): FollowUps {
  const followUps = new Map<string, string[]>();
  for (const text of all) {
    if (text === '') continue;
    for (const [followed, ref] of JSON.parse(text) as ActionSummary['follows']) {
      const known = followUps.get(followed);
      if (known === undefined) followUps.set(followed, [ref]);
      else known.push(ref);
    }
  }
  return followUps;
}

/** The row of an action that was kept, on a day and among all others. */
export function rowFrom(kept: KeptAction, today: string, followUps: FollowUps): Row {
  const row: { [key: string]: Cell } = {};
  let next = 0;
  // In the order of the columns, as rows are made.
  for (const key of keys) row[key] = others.has(key) ? null : (kept[next++] ?? null);
  const followers = followUps.get(String(row.ref)) ?? [];
  row.days_overdue = row.overdue === true ? daysLate(row.due as string | null, today) : 0;
  row.age_days = ageOf(row, row.recorded as string | null, today);
  row.follow_ups = followers;
  row.needs_follow_up = needsFollowUp({ status: row.status, effectiveness: row.effectiveness }, followers);
  return row;
}
