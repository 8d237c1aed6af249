import type { Report } from '../core/report.ts';
import { toJson } from '../core/show-text.ts';
import { findingRow, wholeRow } from './json.ts';

/** One object a line: findings under the table name `findings`, then the rows of each table under its own. */
export function render(report: Report): string {
  const lines = report.findings.map((finding) => toJson({ table: 'findings', ...findingRow(finding) }));
  for (const table of report.tables)
    for (const row of table.rows) lines.push(toJson({ table: table.name, ...wholeRow(row, table) }));
  return lines.map((line) => `${line}\n`).join('');
}
