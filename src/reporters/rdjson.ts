import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { showText, toJson } from '../core/show-text.ts';
import { INCOMPLETE } from './summary.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;

/** Reviewdog's DiagnosticResult. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export function render(report: Report): string {
  const byteColumn = byteColumns();
  const diagnostics = report.findings.map((finding) => ({
    message: showText(finding.hint === '' ? finding.message : `${finding.message}. ${finding.hint}`),
    location: { path: finding.path, range: rangeOf(finding, byteColumn) },
    severity: SEVERITIES[finding.severity],
    code: { value: finding.rule },
  }));
  const incomplete = { message: INCOMPLETE, location: { path: '.' }, severity: 'ERROR', code: { value: 'incomplete' } };
  const all = report.complete ? diagnostics : [...diagnostics, incomplete];
  return `${toJson({ source: { name: 'pir' }, diagnostics: all }, 2)}\n`;
}

type ByteColumn = (source: string, column: number) => number;

// Columns count bytes of UTF-8 here, so that they are known only where the line is.
function rangeOf({ line, column, endLine, endColumn, source }: Finding, byteColumn: ByteColumn) {
  if (source === null) return { start: { line }, end: { line: endLine } };
  const start = { line, column: byteColumn(source, column) };
  return { start, end: endLine === line ? { line, column: byteColumn(source, endColumn) } : { line: endLine } };
}

// Goes on from the column asked for last: a line may be a whole record's size and have a thousand findings.
function byteColumns(): ByteColumn {
  let last = { source: '', units: 0, bytes: 0 };
  return (source, column) => {
    const units = Math.min(column - 1, source.length);
    const isInPair = (source.charCodeAt(last.units) & 0xfc00) === 0xdc00;
    const goesOn = last.source === source && last.units <= units && !isInPair;
    const from = goesOn ? last : { source, units: 0, bytes: 0 };
    last = { source, units, bytes: from.bytes + bytesOf(source.slice(from.units, units)) };
    return last.bytes + 1;
  };
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    // Half a surrogate pair is written as U+FFFD, three bytes as well.
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
