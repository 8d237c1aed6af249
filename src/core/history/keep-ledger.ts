import type { ReadFacts } from './attribute.ts';
import type { Event, Mark } from './event.ts';
import type { Facts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import type { Histories, Holder, RecordHistory } from './record-history.ts';

/**
 * A ledger as lines of text, for keeping: one for what it counted, then one a record, so that a run parses only those that
 * it is asked about. Facts are not in it, only the blobs that say them.
 */
export function* ledgerLines({ histories, skipped, commits, previousAt, latestAt }: Ledger): Generator<string> {
  yield JSON.stringify({ skipped, commits, previousAt, latestAt: Number.isFinite(latestAt) ? latestAt : null });
  for (const key of histories.keys()) {
    const history = histories.get(key) as RecordHistory;
    yield `${JSON.stringify([key, [...history.holders.keys()]])}\t${JSON.stringify(rowOf(history))}`;
  }
}

type HolderRow = readonly [path: string, blob: string, isReadable: boolean];
type EventRow = Omit<Event, 'mark' | 'record' | 'recordKind'> & { mark: number };

interface Row {
  kind: RecordHistory['kind'];
  id: string;
  record: string;
  holders: readonly HolderRow[];
  present: string | null;
  last: HolderRow;
  marks: readonly Mark[];
  events: readonly EventRow[];
}

function rowOf({ kind, id, holders, present, last, events }: RecordHistory): Row {
  const marks = [...new Set(events.map(({ mark }) => mark))];
  const holderRow = ({ path, blob, isReadable }: Holder): HolderRow => [path, blob, isReadable];
  return {
    kind,
    id,
    record: events[0]?.record ?? id,
    holders: [...holders.values()].map(holderRow),
    present: present?.path ?? null,
    last: holderRow(last),
    marks,
    events: events.map(({ mark, record, recordKind, ...event }) => ({ ...event, mark: marks.indexOf(mark) })),
  };
}

/** A kept ledger. Throws what JSON.parse throws for lines that are none, those of records only when they are asked for. */
export function ledgerFrom(lines: readonly string[], read: ReadFacts): Ledger {
  const [head = '', ...rows] = lines;
  const { skipped, commits, previousAt, latestAt } = JSON.parse(head) as Omit<Ledger, 'latestAt'> & {
    latestAt: number | null;
  };
  const paths = new Map<string, string>();
  const kept = new Map<string, string>();
  for (const line of rows) {
    const tab = line.indexOf('\t');
    const [key, held] = JSON.parse(line.slice(0, tab)) as [string, string[]];
    if (!line.endsWith('}')) throw new SyntaxError(`a line of the kept ledger was cut: ${key}`);
    kept.set(key, line.slice(tab + 1));
    for (const path of held) paths.set(path, key);
  }
  return {
    histories: lazily(kept, read),
    paths,
    skipped,
    commits,
    previousAt,
    latestAt: latestAt ?? Number.NEGATIVE_INFINITY,
  };
}

function lazily(kept: ReadonlyMap<string, string>, read: ReadFacts): Histories {
  const loaded = new Map<string, RecordHistory>();
  const keys = new Set(kept.keys());
  const get = (key: string): RecordHistory | undefined => {
    const line = loaded.has(key) ? undefined : kept.get(key);
    if (line !== undefined) loaded.set(key, historyFrom(JSON.parse(line) as Row, read));
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
  };
}

function historyFrom({ kind, id, record, holders, present, last, marks, events }: Row, read: ReadFacts): RecordHistory {
  const held = new Map(holders.map((row) => [row[0], holderFrom(row, read)]));
  return {
    kind,
    id,
    holders: held,
    present: present === null ? undefined : held.get(present),
    last: holderFrom(last, read),
    events: events.map(
      ({ mark, ...event }): Event => ({
        ...event,
        record,
        recordKind: kind,
        mark: marks[mark] as Mark,
      }),
    ),
  };
}

/** Its facts are read from the blob when they are asked for. */
function holderFrom([path, blob, isReadable]: HolderRow, read: ReadFacts): Holder {
  let facts: Facts | null | undefined;
  return {
    path,
    blob,
    isReadable,
    get facts(): Facts {
      facts ??= read(path, blob, '100644');
      if (!facts) throw new Error(`the kept ledger names a version of ${path} that nobody can read: ${blob}`);
      return facts;
    },
  };
}
