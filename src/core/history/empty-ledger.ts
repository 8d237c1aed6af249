import type { Place } from '../record/places.ts';
import type { Histories } from './record-history.ts';

/** What the main line told of records, up to one of its commits. */
export interface Ledger {
  /** In the order in which they first appeared; by `historyKey`. */
  histories: Histories;
  /** Path → the key of the record that it holds. */
  paths: Pick<Map<string, string>, 'get' | 'set' | 'delete'>;
  /** Versions that could not be read, as `path` and commit: left out of every comparison. */
  skipped: { path: string; commit: string }[];
  /** How many commits were taken in, the committer date of the last, and the latest of all. */
  commits: number;
  previousAt: number | null;
  latestAt: number;
  /** Where records were looked for beside the config's places, because an older config named it. */
  former: readonly Place[];
}

/** A ledger in which nothing has happened. */
export function emptyLedger(): Ledger {
  return {
    histories: new Map(),
    paths: new Map(),
    skipped: [],
    commits: 0,
    previousAt: null,
    latestAt: Number.NEGATIVE_INFINITY,
    former: [],
  };
}
