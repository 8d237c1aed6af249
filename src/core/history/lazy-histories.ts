import type { Histories, RecordHistory } from './record-history.ts';

/** Kept histories by place: their keys in order, and the commit of each one's last event, '' without any. */
export interface KeptHistories {
  keys: readonly string[];
  lastOf(place: number): string;
  historyAt(place: number): RecordHistory;
  /** What it was read from. */
  rowAt(place: number): string;
}

/** Kept histories, each of which is read when it is first asked for, and never for what is known of it without. */
export function lazyHistories({ keys, lastOf, historyAt, rowAt }: KeptHistories): Histories {
  const loaded = new Map<string, RecordHistory>();
  const added: string[] = [];
  let places: ReadonlyMap<string, number> | undefined;
  const placeOf = (key: string): number | undefined => {
    places ??= new Map(keys.map((each, place) => [each, place]));
    return places.get(key);
  };
  const get = (key: string): RecordHistory | undefined => {
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const place = placeOf(key);
    if (place === undefined) return undefined;
    const history = historyAt(place);
    loaded.set(key, history);
    return history;
  };
  function* allKeys(): Generator<string> {
    yield* keys;
    yield* added;
  }
  return {
    get size() {
      return keys.length + added.length;
    },
    get,
    has: (key) => loaded.has(key) || placeOf(key) !== undefined,
    set(key, history) {
      if (!loaded.has(key) && placeOf(key) === undefined) added.push(key);
      loaded.set(key, history);
    },
    keys: allKeys,
    *values() {
      for (const key of allKeys()) yield get(key) as RecordHistory;
    },
    lastCommit(key) {
      const place = loaded.has(key) ? undefined : placeOf(key);
      return place === undefined ? undefined : lastOf(place) || undefined;
    },
    keptRow(key) {
      const place = loaded.has(key) ? undefined : placeOf(key);
      return place === undefined ? undefined : { row: rowAt(place), last: lastOf(place) };
    },
  };
}
