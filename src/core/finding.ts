/** How bad a finding is. Notes are waived or baselined findings: visible, outside totals and exit code. */
export type Severity = 'error' | 'warning' | 'note';

/** One wrong fact, at the narrowest place that can be named. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** "Unexpected X, expected Y". */
  message: string;
  /** What to do, one sentence. */
  hint: string;
  /** Relative to git's top level (else to the root). */
  path: string;
  /** 1-based; columns count UTF-16 units, the end is exclusive. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The record's id; null where there is none to read. */
  record: string | null;
  /** JSON pointer into the frontmatter; null for places in the body or the file as a whole. */
  pointer: string | null;
  /** The pointer with ids for indexes (`/actions/A2/owner`): stable under reordering; key of baseline and waivers. */
  anchor: string;
  waived: boolean;
  baselined: boolean;
  /** The text of `line`, for the code frame; null where it must not be shown. */
  source: string | null;
}

/** Order of every listing: path, line, column, rule, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Code-unit order: the same on every machine, unlike the locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
