import { csvText, tableCsv } from '../core/csv-text.ts';
import type { Report } from '../core/report.ts';
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

/** Of `check`, and of what has no table, the findings, of all else the first table. */
export function render(report: Report): string {
  const table = report.command === 'check' ? undefined : report.tables[0];
  if (table !== undefined) return tableCsv(table);
  return csvText(
    FINDING_KEYS,
    report.findings.map(findingRow).map((row) => FINDING_KEYS.map((key) => row[key])),
  );
}
