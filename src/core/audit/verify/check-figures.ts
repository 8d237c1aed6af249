import type { Cell, Row, Table } from '../../report.ts';
import { countOf, someOf } from '../../words.ts';
import { type Check, failed, untold, verified } from './check.ts';

/** What is to be taken into account where figures differ. */
export interface FigureDoubts {
  /** Figures of another version of pir may be defined otherwise; that version, where it is another. */
  otherVersion: string | undefined;
  isRedacted: boolean;
}

/** Tables that were computed again against those of a report in the package. */
export function checkFigures(
  name: string,
  report: string | undefined,
  computed: readonly Table[],
  { otherVersion, isRedacted }: FigureDoubts,
): Check {
  const tables = report === undefined ? undefined : tablesIn(report);
  if (tables === undefined) return failed(name, `reports/${name}.json cannot be read`);
  const wrong: string[] = [];
  for (const { name: table, rows } of computed) {
    const there = tables.get(table);
    if (there === undefined) wrong.push(`the table ${table} is missing`);
    else wrong.push(...differences(table, there, rows, isRedacted ? signedOff : []));
  }
  if (wrong.length === 0) return verified(name, `computed again from the records, all the same`);
  const words = `${countOf(wrong.length, 'difference')}: ${someOf(wrong, 5)}`;
  if (isRedacted) return untold(name, `with what is redacted it cannot be computed again (${words})`, true);
  if (otherVersion !== undefined)
    return untold(name, `made by pir ${otherVersion}, which may have counted otherwise (${words})`, true);
  return failed(name, words);
}

function tablesIn(report: string): Map<string, readonly Row[]> | undefined {
  try {
    const { tables } = JSON.parse(report) as { tables: { name: string; rows: unknown }[] };
    return new Map(tables.map(({ name, rows }) => [name, rowsIn(rows)]));
  } catch {
    return undefined;
  }
}

function rowsIn(rows: unknown): readonly Row[] {
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) throw new Error('no rows');
  return rows as Row[];
}

/** What rests on fingerprints of the text that was signed. */
const signedOff = ['approved'];

/** Keys that computed rows have; a report may have more. */
function differences(
  table: string,
  there: readonly Row[],
  computed: readonly Row[],
  apart: readonly string[],
): string[] {
  if (there.length !== computed.length)
    return [`${table} has ${countOf(there.length, 'row')} and not ${computed.length}`];
  return computed.flatMap((row, at) => {
    const other = there[at];
    const keys = Object.keys(row).filter(
      (key) => !apart.includes(key) && !isSame(row[key] ?? null, other?.[key] ?? null),
    );
    return keys.map((key) => `${table} ${wordsOf(row)}: ${key} is ${said(other?.[key])} and not ${said(row[key])}`);
  });
}

const isSame = (a: Cell, b: Cell): boolean => JSON.stringify(a) === JSON.stringify(b);
const said = (value: Cell | undefined): string => JSON.stringify(value ?? null);
const wordsOf = (row: Row): string => String(row.metric ?? row.id ?? row.record ?? row.cluster ?? 'row');
