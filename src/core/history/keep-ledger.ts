import type { ReadFacts } from './attribute.ts';
import type { Event, Mark } from './event.ts';
import type { Facts } from './facts.ts';
import { type KeptRow, lazyHistories } from './lazy-histories.ts';
import type { Ledger } from './ledger.ts';
import type { Holder, RecordHistory } from './record-history.ts';

/** A ledger as ASCII text, for keeping: what it counted and where each record's row stands, and the rows one after another. */
export interface KeptText {
  index: string;
  rows: string;
}

type MarkRow = readonly (string | number | boolean | null | Mark['trailers'])[];
type HolderRow = readonly [path: string, blob: string, isReadable: boolean];
type More = Pick<Event, 'by' | 'closing' | 'silent' | 'isAfterApproval'>;
type EventRow = readonly [
  mark: number,
  kind: Event['kind'],
  action: string | null,
  field: string | null,
  from: string | null,
  to: string | null,
  isBeforeEpoch: 0 | 1,
  more?: More,
];
/** Lists, because names in each of some hundred thousand events would be most of what is kept. */
type Row = readonly [
  kind: RecordHistory['kind'],
  id: string,
  record: string,
  holders: readonly HolderRow[],
  present: string | null,
  last: HolderRow,
  marks: readonly MarkRow[],
  events: readonly EventRow[],
];

interface Index {
  skipped: Ledger['skipped'];
  commits: number;
  previousAt: number | null;
  latestAt: number | null;
  former: Ledger['former'];
  records: (readonly [key: string, length: number, last: string, ...paths: string[]])[];
}

/**
 * A ledger as text, of which a run reads the index and only the rows that it is asked about. Facts are not in it, only the
 * blobs that say them.
 */
export function keptLedger({ histories, skipped, commits, previousAt, latestAt, former }: Ledger): KeptText {
  const rows: string[] = [];
  const records: Index['records'] = [];
  for (const key of histories.keys()) {
    const history = histories.get(key) as RecordHistory;
    const row = ascii(JSON.stringify(rowOf(history)));
    rows.push(row, '\n');
    records.push([key, row.length, history.events.at(-1)?.mark.merge ?? '', ...history.holders.keys()]);
  }
  const index: Index = {
    skipped,
    commits,
    previousAt,
    latestAt: Number.isFinite(latestAt) ? latestAt : null,
    former,
    records,
  };
  return { index: ascii(JSON.stringify(index)), rows: rows.join('') };
}

/** JSON that says the same in as many bytes as characters, so that places in it can be counted. */
function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const markFields = [
  ...(['commit', 'author', 'authorEmail', 'at', 'committerEmail', 'committedAt', 'merge', 'mergedAt'] as const),
  ...(['holdsFrom', 'mergedBy', 'mergedByEmail', 'isMergedOnForge', 'trailers', 'order', 'previousAt'] as const),
] satisfies (keyof Mark)[];

const markFrom = (row: MarkRow): Mark =>
  Object.fromEntries(markFields.map((field, i) => [field, row[i]])) as unknown as Mark;

function rowOf({ kind, id, holders, present, last, events }: RecordHistory): Row {
  const marks = [...new Set(events.map(({ mark }) => mark))];
  const holderRow = ({ path, blob, isReadable }: Holder): HolderRow => [path, blob, isReadable];
  const markRow = (mark: Mark): MarkRow => markFields.map((field) => mark[field]);
  const eventRow = (event: Event): EventRow => {
    const { mark, kind: what, action, field, from, to, isBeforeEpoch, record: _, recordKind: __, ...more } = event;
    const row = [marks.indexOf(mark), what, action, field, from, to, isBeforeEpoch ? 1 : 0] as const;
    return Object.keys(more).length > 0 ? [...row, more] : row;
  };
  return [
    kind,
    id,
    events[0]?.record ?? id,
    [...holders.values()].map(holderRow),
    present?.path ?? null,
    holderRow(last),
    marks.map(markRow),
    events.map(eventRow),
  ];
}

/**
 * A kept ledger; `rowsFrom` gives a part of its rows. Throws what JSON.parse throws for an index that is none, for rows
 * only when they are asked for.
 */
export function ledgerFrom(index: string, rowsFrom: (start: number, end: number) => string, read: ReadFacts): Ledger {
  const { skipped, commits, previousAt, latestAt, former, records } = JSON.parse(index) as Index;
  const paths = new Map<string, string>();
  const kept = new Map<string, KeptRow>();
  let start = 0;
  for (const [key, length, last, ...held] of records) {
    kept.set(key, { start, end: start + length, last });
    start += length + 1;
    for (const path of held) paths.set(path, key);
  }
  return {
    histories: lazyHistories(kept, ({ start, end }) => historyFrom(JSON.parse(rowsFrom(start, end)) as Row, read)),
    paths,
    skipped,
    commits,
    previousAt,
    latestAt: latestAt ?? Number.NEGATIVE_INFINITY,
    former,
  };
}

function historyFrom(
  [kind, id, record, holders, present, last, markRows, events]: Row,
  read: ReadFacts,
): RecordHistory {
  const held = new Map(holders.map((row) => [row[0], holderFrom(row, read)]));
  const marks = markRows.map(markFrom);
  return {
    kind,
    id,
    holders: held,
    present: present === null ? undefined : held.get(present),
    last: holderFrom(last, read),
    events: events.map(
      ([mark, what, action, field, from, to, isBeforeEpoch, more]): Event => ({
        kind: what,
        action,
        field,
        from,
        to,
        ...more,
        record,
        recordKind: kind,
        mark: marks[mark] as Mark,
        isBeforeEpoch: isBeforeEpoch === 1,
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
