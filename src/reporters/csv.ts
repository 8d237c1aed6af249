import { stringify } from 'csv-stringify/sync';
import type { Cell, Report } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { findingRow } from './json.ts';

const FINDING_KEYS = [
  'rule',
  'severity',
  'message',
  'hint',
  'path',
  'line',
  'column',
  'end_line',
  'end_column',
  'record',
  'pointer',
  'waived',
  'baselined',
] as const;

/**
 * RFC 4180 with plain line ends and a header row: of `check`, and of what has no table, the findings, of all else the
 * first table. Values are raw: unknown is empty, a list is joined by `; `.
 */
export function render(report: Report): string {
  const table = report.command === 'check' ? undefined : report.tables[0];
  if (table === undefined)
    return csv(
      FINDING_KEYS,
      report.findings.map(findingRow).map((row) => FINDING_KEYS.map((key) => row[key])),
    );
  const keys = table.columns.map(({ key }) => key);
  return csv(
    keys,
    table.rows.map((row) => keys.map((key) => row[key] ?? null)),
  );
}

function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([header, ...rows.map((row) => row.map(cellText))]);
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
