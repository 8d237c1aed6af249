import { idOf } from '../record/id-of.ts';
import type { Reconciliation } from './reconcile.ts';

/** Where the last reconciliation is kept, relative to the root; `schemas/reconciliation.schema.json` describes it. */
export const RECONCILIATION = '.pir/reconciliation.json';

/** What was compared, when and by whom. */
export interface Compared {
  /** What the other system is called. */
  system: string;
  /** The name of its file, without folders. */
  file: string;
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: string;
  on: string;
  by: string;
  /** The commit under the records; null outside git. */
  commit: string | null;
  /** Whether anything differed from it. */
  dirty: boolean;
  /** Lines of the file that are an incident. */
  theirs: number;
  /** Lines that were not compared, or not wholly. */
  unreadable: readonly { line: number; problem: string }[];
}

/** The text of the file: ids, days and severities, and no words of theirs, which may not be meant for here. */
export function writeReconciliation(compared: Compared, { period, matched, ...lists }: Reconciliation): string {
  const { missingHere, unknownThere, severityDiffers, doubles, outside, notExpected } = lists;
  const { system, file, sha256, on, by, commit, dirty, theirs, unreadable } = compared;
  const written = {
    version: 1,
    system,
    file,
    sha256,
    on,
    by,
    commit,
    dirty,
    period: period ?? null,
    counts: {
      theirs,
      matched: new Set(matched.map(({ theirs }) => theirs.id)).size,
      missing_here: missingHere.length,
      unknown_there: unknownThere.length,
      severity_differs: severityDiffers.length,
      named_twice: doubles.length,
      outside_period: outside,
      not_expected: notExpected,
      unreadable: unreadable.length,
    },
    missing_here: missingHere.map(({ theirs: { id, day, severity }, maybe }) => ({ id, opened: day, severity, maybe })),
    unknown_there: unknownThere.map(({ record, maybe }) => ({
      record: idOf(record),
      severity: record.data.severity ?? null,
      maybe,
    })),
    severity_differs: severityDiffers.map(({ theirs, record }) => ({
      id: theirs.id,
      record: idOf(record),
      severity: record.data.severity ?? null,
      severity_there: theirs.severity,
    })),
    named_twice: doubles.map(({ theirs, records }) => ({ id: theirs.id, records })),
    unreadable,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
