import type { RecordKind } from '../record/kinds.ts';
import type { Change } from './change.ts';
import type { Trailer } from './commit.ts';
import type { EventKind } from './events/index.ts';
import type { SilentEdit } from './silent-edits.ts';

/** The commits behind an event: the one that brought it, and the one that put it on the main line. Dates are claims. */
export interface Mark {
  /** Of the commit that brought it, found inside a merge. */
  commit: string;
  author: string;
  authorEmail: string;
  /** Author date, UTC epoch seconds. */
  at: number;
  committerEmail: string;
  committedAt: number;
  /** The commit of the main line: the same one unless it is a merge. A fact holds from `mergedAt`, its committer date. */
  merge: string;
  mergedAt: number;
  /** The latest such date on the main line up to it, by which days are asked for: a skewed clock hides nothing. */
  holdsFrom: number;
  /** Who merged; null for what was not merged by a person, or not merged at all. */
  mergedBy: string | null;
  mergedByEmail: string | null;
  isMergedOnForge: boolean;
  /** Of both commits. */
  trailers: readonly Trailer[];
  /** The place of that commit among those taken in: events sort by it. */
  order: number;
  /** Committer date of what came before it on the main line, of those that touched records; null for the first. */
  previousAt: number | null;
}

/** What a closing said of itself, as the record had it then. */
export interface Closing {
  owner: string | null;
  /** `done.on`, as written. */
  on: string | null;
  by: string | null;
  hasEvidence: boolean;
}

/** One fact that changed on the main line. */
export interface Event extends Change {
  kind: EventKind;
  record: string;
  recordKind: RecordKind;
  mark: Mark;
  /** At or before the commit of `epoch`: it proves nothing. */
  isBeforeEpoch: boolean;
  /** Of an action that became done. */
  closing?: Closing;
  /** Which change without a word this is. */
  silent?: SilentEdit['edit'];
  /** It changed what somebody had signed off, and nobody signed again. */
  isAfterApproval?: true;
}
