import type { Finding } from '../core/finding.ts';
import type { Report, Row, Table } from '../core/report.ts';
import { toJson } from '../core/show-text.ts';
import type { Style } from './reporter.ts';

/** Everything as one object. Keys, their order and units are a contract: `schemas/report.schema.json`. */
export function render(report: Report, style: Style): string {
  const { errors, warnings, records, ...others } = report.summary;
  const whole = {
    version: 1,
    tool: { name: 'pir', version: style.version },
    command: report.command,
    as_of: report.asOf,
    complete: report.complete,
    repository: report.repository && {
      commit: report.repository.commit,
      branch: report.repository.branch,
      dirty: report.repository.dirty,
      shallow: report.repository.shallow,
    },
    findings: report.findings.map(findingRow),
    tables: report.tables.map((table) => ({
      name: table.name,
      title: table.title,
      columns: table.columns.map(({ key, title, unit }) => ({ key, title, unit })),
      rows: table.rows.map((row) => wholeRow(row, table)),
    })),
    notes: report.notes,
    files: report.files.map(({ path, action }) => ({ path, action })),
    summary: { errors, warnings, records, ...others },
  };
  return `${toJson(whole, 2)}\n`;
}

/** A finding with the names it has outside; the same in jsonl and csv. */
export function findingRow(finding: Finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    hint: finding.hint,
    path: finding.path,
    line: finding.line,
    column: finding.column,
    end_line: finding.endLine,
    end_column: finding.endColumn,
    record: finding.record,
    pointer: finding.pointer,
    waived: finding.waived,
    baselined: finding.baselined,
  };
}

/** The row with the table's keys in their order, null for what it lacks. */
export function wholeRow(row: Row, table: Table): Row {
  return { ...Object.fromEntries(table.columns.map(({ key }) => [key, row[key] ?? null])), ...row };
}
