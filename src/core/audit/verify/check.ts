import type { Column, Row } from '../../report.ts';

export type CheckResult = 'verified' | 'failed' | 'not_verifiable';

/** One thing that was looked at. */
export interface Check {
  name: string;
  result: CheckResult;
  detail: string;
  /** Whether nothing can be said of the package as long as this cannot be verified. */
  isNeeded: boolean;
}

export const verified = (name: string, detail: string): Check => ({ name, result: 'verified', detail, isNeeded: true });

export const failed = (name: string, detail: string): Check => ({
  name,
  result: 'failed',
  detail: shortened(detail),
  isNeeded: true,
});

/** What cannot be told here and now. */
export const untold = (name: string, detail: string, isNeeded: boolean): Check => ({
  name,
  result: 'not_verifiable',
  detail: shortened(detail),
  isNeeded,
});

/** Room for twenty paths. What a package that means ill has for a path may go on for as long as it likes. */
const LONGEST_DETAIL = 2400;

function shortened(detail: string): string {
  return detail.length <= LONGEST_DETAIL ? detail : `${detail.slice(0, LONGEST_DETAIL - 300)} … ${detail.slice(-200)}`;
}

/** The columns of the table `checks`. */
export const checkColumns: readonly Column[] = [
  { key: 'name', title: 'Check', unit: 'text' },
  { key: 'result', title: 'Result', unit: 'text' },
  { key: 'detail', title: 'What was found', unit: 'text' },
];

export const checkRow = ({ name, result, detail }: Check): Row => ({ name, result, detail });
