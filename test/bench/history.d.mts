export interface History {
  records: number;
  /** Default 1. */
  seed?: number;
  /** The share of versions that are made on a branch and merged; default none. */
  merges?: number;
  /** Commits a version, on average, that touch no record; default none. */
  noise?: number;
}

/** Writes a history into an empty or new folder, checks the newest version out, and gives the number of commits. */
export function writeHistory(out: string, history: History): Promise<number>;
