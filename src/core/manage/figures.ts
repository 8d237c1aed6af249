import type { Compared } from '../measure/compare.ts';
import type { Figure } from '../measure/durations.ts';
import type { Measures } from '../measure/measure.ts';
import type { Block, Column, Row, Table } from '../report.ts';
import { plainWords, ratioWords } from '../words.ts';
import type { LookedAt } from './looked-at.ts';

/** A table whose rows have a cell a column. */
export function tableOf(
  name: string,
  title: string,
  columns: readonly Column[],
  rows: readonly Row[],
  shown?: readonly string[],
): Table {
  return { name, title, columns, rows, ...(shown && { shown }) };
}

/** More rows than these nobody reads on a page. */
const MOST_ROWS = 25;

/** A table on the page, its first rows where there are many, with the command that lists all of them. */
export function listed(table: Table, command: string): Block[] {
  const { rows } = table;
  if (rows.length <= MOST_ROWS) return [{ block: 'table', table }];
  return [
    { block: 'table', table: { ...table, rows: rows.slice(0, MOST_ROWS) } },
    { block: 'text', text: `${rows.length - MOST_ROWS} more are not shown: ${command} lists all of them.` },
  ];
}

/** One duration of all incidents of the period. */
export function durationNamed({ figures }: Measures, name: string): Figure | undefined {
  return figures.find(({ group, metric }) => group === 'all' && metric.name === name);
}

/** One count of all incidents of the period, as `pir metrics` has it; nulls where only history would tell. */
export function countNamed({ tables }: Measures, name: string): { value: number | null; of: number | null } {
  const counts = tables.find((table) => table.name === 'counts');
  const row = counts?.rows.find(({ group, metric }) => group === 'all' && metric === name);
  return { value: (row?.value ?? null) as number | null, of: (row?.of ?? null) as number | null };
}

/** How a figure compares with that of the period before. */
export function comparedNamed({ compared }: Measures, name: string): Compared | undefined {
  return compared.find(({ group, metric }) => group === 'all' && metric.name === name);
}

/** What a comparison comes to, in a few words for a reader with a minute; the table of them has the rest. */
export function changeWords({ comparison, verdict }: Compared): string {
  if (comparison.kind === 'too_few')
    return comparison.reason === 'nothing' ? 'nothing to compare' : 'too few to compare with the period before';
  const { change, low, high } = comparison;
  const interval = `95 % interval ${ratioWords(low)} to ${high === null ? 'any multiple' : ratioWords(high)}`;
  const size = change === null ? interval : `${ratioWords(change)}, ${interval}`;
  // Only headline figures are judged: a verdict on each of many would be wrong for one in twenty.
  return verdict === null ? size : `${plainWords(verdict)} (${size})`;
}

/** The day of the first incident on record where that is later than the period before: then there is nothing to compare with. */
export function recordsBeginOn({ measures, measured, period }: LookedAt): string | undefined {
  let first: string | undefined;
  for (const { day, isLater } of measured)
    if (!isLater && day !== undefined && (first === undefined || day < first)) first = day;
  const before = measures.before?.to ?? period.from;
  return first !== undefined && first > before ? first : undefined;
}

/** `3 of 4`; what is not known is a dash. */
export function ofWords({ value, of }: { value: number | null; of: number | null }): string {
  if (value === null) return '–';
  return of === null ? String(value) : `${value} of ${of}`;
}

/** What stands where there is nothing to show: not a zero. */
export const NO_DATA = 'no data';
