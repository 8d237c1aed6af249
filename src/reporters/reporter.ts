import type { Report } from '../core/report.ts';

/** What a printout depends on besides the report. */
export interface Style {
  /** Width to lay out for; Infinity where nothing needs to fit. */
  columns: number;
  /** 0 none, 1 basic, 2 of 256, 3 true colour. */
  color: 0 | 1 | 2 | 3;
  /** Only what was asked for: no notes, no waived findings, no summary. */
  isQuiet: boolean;
  /** The version of pir. */
  version: string;
}

/** Report → the whole text to print; empty, or ending in a newline. Pure: the same bytes for the same report and style. */
export type Render = (report: Report, style: Style) => string | Promise<string>;

/** A line of the list: known without loading the format. */
export interface Reporter {
  /** As in `--format`. */
  name: string;
  about: string;
  /** Can only say findings: for `check` and the like. */
  onlyFindings?: true;
  load: () => Promise<{ render: Render }>;
}
