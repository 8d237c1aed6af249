import type { Finding, Severity } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { anchorOf, placeOf } from '../record/place.ts';
import type { ParsedRecord, RecordText } from '../record/record.ts';
import { unshared } from '../unshared.ts';
import type { PlacedProblem } from './rule.ts';

/** Of an id and of words from a record, so much stands in each of its findings. */
const LONGEST_ID = 200;
const LONGEST_WORDS = 600;

/** The finding that a problem of a record is, at its place in that file; without a record, of the file as a whole. */
export function findingAt(
  rule: string,
  severity: Severity,
  problem: Problem,
  file: RecordText,
  record: ParsedRecord | undefined,
): Finding {
  const { line, column, endLine, endColumn, source } = placeOf(file.text, record?.root, problem);
  const id = record !== undefined && 'id' in record.data ? (record.data.id ?? null) : null;
  return {
    rule,
    severity,
    message: unshared(shortened(problem.message)),
    hint: unshared(shortened(problem.hint)),
    path: file.path,
    line,
    column,
    endLine,
    endColumn,
    record: id === null || id.length > LONGEST_ID ? null : unshared(id),
    pointer: problem.pointer ?? null,
    anchor: problem.anchor ?? (problem.pointer === undefined ? '' : anchorOf(record?.root, problem.pointer)),
    waived: false,
    baselined: false,
    source: rule === 'secret' ? null : lineOf(source),
  };
}

// A thousand findings on one line of 200 KB would copy it a thousand times.
let lastLine = '';

function lineOf(source: string): string {
  if (source !== lastLine) lastLine = unshared(source);
  return lastLine;
}

/** The finding that a problem with a place of its own is; `source` is the line it stands in. */
export function findingOf(
  rule: string,
  level: Severity,
  { isAtMostWarning, ...problem }: PlacedProblem,
  source: string | null,
): Finding {
  const severity = isAtMostWarning ? 'warning' : level;
  return { ...problem, rule, severity, waived: false, baselined: false, source };
}

/** Beginning and end, between which a text of hostile length is left out. */
function shortened(words: string): string {
  return words.length <= LONGEST_WORDS ? words : `${words.slice(0, 400)} … ${words.slice(-150)}`;
}
