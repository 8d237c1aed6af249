import { stringify } from 'csv-stringify/sync';
import type { Cell, Table } from './report.ts';
import { showText } from './show-text.ts';

/**
 * RFC 4180 with plain line ends and a header row. Values are raw: unknown is empty, a list is joined by `; `, and what a
 * spreadsheet would run as a formula is made text.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([header, ...rows.map((row) => row.map(cellText))]);
}

/** The columns of a table by their keys, and its rows. */
export function tableCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  const keys = columns.map(({ key }) => key);
  return csvText(
    keys,
    rows.map((row) => keys.map((key) => row[key] ?? null)),
  );
}

function cellText(value: Cell): string {
  if (value === null) return '';
  // A number below zero is no formula, a text that looks like one is.
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : value.join('; ');
  return isFormula(text) ? `'${showText(text)}` : showText(text);
}

// Spreadsheets run such texts, also behind blanks and in the wide forms that Japanese keyboards write. The library's own
// escape looks at the first character only.
function isFormula(text: string): boolean {
  return /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/.test(text);
}
