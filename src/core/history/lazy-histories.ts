import type { Histories, RecordHistory } from './record-history.ts';

/** Where the row of a kept history stands, and the commit of its last event, '' without any. */
export interface KeptRow {
  start: number;
  end: number;
  last: string;
}

/** Kept histories, each of which is read when it is first asked for, and never for what its row says by itself. */
export function lazyHistories(
  kept: ReadonlyMap<string, KeptRow>,
  historyOf: (row: KeptRow) => RecordHistory,
): Histories {
  const loaded = new Map<string, RecordHistory>();
  const keys = new Set(kept.keys());
  const get = (key: string): RecordHistory | undefined => {
    const row = loaded.has(key) ? undefined : kept.get(key);
    if (row !== undefined) loaded.set(key, historyOf(row));
    return loaded.get(key);
  };
  return {
    get size() {
      return keys.size;
    },
    get,
    set(key, history) {
      keys.add(key);
      loaded.set(key, history);
    },
    keys: () => keys,
    *values() {
      for (const key of keys) yield get(key) as RecordHistory;
    },
    lastCommit: (key) => (loaded.has(key) ? undefined : kept.get(key)?.last || undefined),
  };
}
