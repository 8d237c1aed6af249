import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { showText, toJson } from '../core/show-text.ts';
import { INCOMPLETE } from './summary.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;

/** Reviewdog's DiagnosticResult. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export function render(report: Report): string {
  const diagnostics = report.findings.map((finding) => ({
    message: showText(finding.hint === '' ? finding.message : `${finding.message}. ${finding.hint}`),
    location: { path: finding.path, range: rangeOf(finding) },
    severity: SEVERITIES[finding.severity],
    code: { value: finding.rule },
  }));
  const incomplete = { message: INCOMPLETE, location: { path: '.' }, severity: 'ERROR', code: { value: 'incomplete' } };
  const all = report.complete ? diagnostics : [...diagnostics, incomplete];
  return `${toJson({ source: { name: 'pir' }, diagnostics: all }, 2)}\n`;
}

// Columns count bytes of UTF-8 here, so that they are known only where the line is.
function rangeOf({ line, column, endLine, endColumn, source }: Finding) {
  if (source === null) return { start: { line }, end: { line: endLine } };
  const start = { line, column: bytesBefore(source, column) };
  return { start, end: endLine === line ? { line, column: bytesBefore(source, endColumn) } : { line: endLine } };
}

function bytesBefore(source: string, column: number): number {
  let bytes = column;
  for (const char of source.slice(0, column - 1)) {
    const code = char.codePointAt(0) ?? 0;
    // Beyond its units; a character of two units has four bytes.
    bytes += code < 0x80 ? 0 : code < 0x800 ? 1 : 2;
  }
  return bytes;
}
