// Over 200 lines: what is written of a ledger and what is read of it are one format, and change together.

import type { ReadFacts } from './attribute.ts';
import type { Event, Mark } from './event.ts';
import { type Facts, type Fields, type Item, type ListName, listsIn, type Said } from './facts.ts';
import { lazyHistories } from './lazy-histories.ts';
import type { Ledger } from './ledger.ts';
import type { Holder, RecordHistory } from './record-history.ts';

/** A ledger as ASCII text, for keeping: what it counted and where each record's row stands, and the rows with their line ends. */
export interface KeptText {
  index: string;
  rows: readonly string[];
}

type MarkRow = readonly [
  commit: string,
  author: string,
  authorEmail: string,
  at: number,
  committerEmail: string,
  committedAt: number,
  merge: string,
  mergedAt: number,
  holdsFrom: number,
  mergedBy: string | null,
  mergedByEmail: string | null,
  isMergedOnForge: boolean,
  trailers: Mark['trailers'],
  order: number,
  previousAt: number | null,
];
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
  /** What its last version says, since that is compared with the next. */
  facts: FactsRow,
];

/** The keys that say nothing are left out. */
type FactsRow = readonly [said: readonly SaidRow[], body: string, fingerprint: string | null];
type SaidRow = readonly [key: string, fields: Fields] | readonly [key: string, list: ListName, items: readonly Item[]];

/** The first line of the index. */
interface Counted {
  skipped: Ledger['skipped'];
  commits: number;
  previousAt: number | null;
  latestAt: number | null;
  former: Ledger['former'];
}

/**
 * A ledger as text, of which a run reads the index and only the rows that it is asked about. The index is five lines: what
 * was counted, and of all records their keys, the sizes of their rows, their last commits and their files. Of facts only
 * those of last versions are in it; of the others there are the blobs that say them.
 */
export function keptLedger({ histories, skipped, commits, previousAt, latestAt, former }: Ledger): KeptText {
  const rows: string[] = [];
  const [keys, sizes, lasts, paths]: [string[], number[], string[], string[]] = [[], [], [], []];
  for (const key of histories.keys()) {
    const kept = histories.keptRow?.(key);
    const history = kept === undefined ? (histories.get(key) as RecordHistory) : undefined;
    const row = kept?.row ?? ascii(JSON.stringify(rowOf(history as RecordHistory)));
    rows.push(`${row}\n`);
    keys.push(escaped(key));
    sizes.push(row.length);
    lasts.push(kept?.last ?? history?.events.at(-1)?.mark.merge ?? '');
    const held = kept === undefined ? [...(history as RecordHistory).holders.keys()] : pathsIn(kept.row);
    paths.push(held.map(escaped).join(BETWEEN_PATHS));
  }
  const counted: Counted = {
    skipped,
    commits,
    previousAt,
    latestAt: Number.isFinite(latestAt) ? latestAt : null,
    former,
  };
  const lines = [ascii(JSON.stringify(counted)), keys.join('\t'), sizes.join(' '), lasts.join(' '), paths.join('\t')];
  return { index: lines.join('\n'), rows };
}

/** No path has it, and nothing that is escaped has tabs or line ends. */
const BETWEEN_PATHS = '//';

const pathsIn = (row: string): string[] => (JSON.parse(row) as Row)[3].map(([path]) => path);

const escaped = (text: string): string => ascii(JSON.stringify(text)).slice(1, -1);

/** The texts of a line; mostly none is escaped. */
function textsIn(line: string, between: string): string[] {
  const texts = line === '' ? [] : line.split(between);
  return line.includes('\\') ? texts.map((text) => JSON.parse(`"${text}"`) as string) : texts;
}

/** JSON that says the same in as many bytes as characters, so that places in it can be counted. */
function ascii(json: string): string {
  if (!/[\u0080-\uffff]/.test(json)) return json;
  return json.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function markRow(mark: Mark): MarkRow {
  return [
    mark.commit,
    mark.author,
    mark.authorEmail,
    mark.at,
    mark.committerEmail,
    mark.committedAt,
    mark.merge,
    mark.mergedAt,
    mark.holdsFrom,
    mark.mergedBy,
    mark.mergedByEmail,
    mark.isMergedOnForge,
    mark.trailers,
    mark.order,
    mark.previousAt,
  ];
}

function markFrom(row: MarkRow): Mark {
  return {
    commit: row[0],
    author: row[1],
    authorEmail: row[2],
    at: row[3],
    committerEmail: row[4],
    committedAt: row[5],
    merge: row[6],
    mergedAt: row[7],
    holdsFrom: row[8],
    mergedBy: row[9],
    mergedByEmail: row[10],
    isMergedOnForge: row[11],
    trailers: row[12],
    order: row[13],
    previousAt: row[14],
  };
}

function rowOf({ kind, id, holders, present, last, events }: RecordHistory): Row {
  const marks: Mark[] = [];
  for (const { mark } of events) if (!marks.includes(mark)) marks.push(mark);
  const holderRow = ({ path, blob, isReadable }: Holder): HolderRow => [path, blob, isReadable];
  const eventRow = (event: Event): EventRow => {
    const { mark, kind: what, action, field, from, to, isBeforeEpoch } = event;
    const row = [marks.indexOf(mark), what, action, field, from, to, isBeforeEpoch ? 1 : 0] as const;
    const more = moreOf(event);
    return more === undefined ? row : [...row, more];
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
    factsRow(last.facts),
  ];
}

/** What only some events say. */
function moreOf({ by, closing, silent, isAfterApproval }: Event): More | undefined {
  if (by === undefined && closing === undefined && silent === undefined && !isAfterApproval) return undefined;
  return {
    ...(by !== undefined && { by }),
    ...(closing !== undefined && { closing }),
    ...(silent !== undefined && { silent }),
    ...(isAfterApproval && { isAfterApproval }),
  };
}

function factsRow({ said, body, fingerprint }: Facts): FactsRow {
  const rows = said.map(({ key, fields, list, items }): SaidRow => (list ? [key, list, items] : [key, fields]));
  return [rows.filter(([, fields]) => typeof fields === 'string' || Object.keys(fields).length > 0), body, fingerprint];
}

function factsFrom(kind: Facts['kind'], id: string, [rows, body, fingerprint]: FactsRow): Facts {
  const said = rows.map(
    (row): Said =>
      row.length === 3
        ? { key: row[0], fields: {}, list: row[1], items: row[2] }
        : { key: row[0], fields: row[1], list: undefined, items: [] },
  );
  return { kind, id, said, lists: listsIn(said), body, fingerprint };
}

/**
 * A kept ledger; `rowsFrom` gives a part of its rows. Throws what JSON.parse throws for an index that is none, for rows
 * only when they are asked for.
 */
export function ledgerFrom(index: string, rowsFrom: (start: number, end: number) => string, read: ReadFacts): Ledger {
  const [counted = '', keyLine = '', sizeLine = '', lastLine = '', pathLine = ''] = index.split('\n');
  const { skipped, commits, previousAt, latestAt, former } = JSON.parse(counted) as Counted;
  const keys = textsIn(keyLine, '\t');
  const sizes = sizeLine.split(' ');
  if (keys.length > 0 && sizes.length !== keys.length)
    throw new Error('a kept ledger says of other records than it has');
  const starts = new Float64Array(keys.length + 1);
  // A line end stands behind each.
  for (let i = 0; i < keys.length; i++) starts[i + 1] = (starts[i] as number) + Number(sizes[i]) + 1;
  const rowAt = (place: number) => rowsFrom(starts[place] as number, (starts[place + 1] as number) - 1);
  let lasts: readonly string[] | undefined;
  return {
    histories: lazyHistories({
      keys,
      lastOf(place) {
        lasts ??= lastLine.split(' ');
        return lasts[place] as string;
      },
      historyAt: (place) => historyFrom(JSON.parse(rowAt(place)) as Row, read),
      rowAt,
    }),
    paths: lazyPaths(keys, pathLine),
    skipped,
    commits,
    previousAt,
    latestAt: latestAt ?? Number.NEGATIVE_INFINITY,
    former,
  };
}

/** Which record each file holds, made when it is first asked for: without new commits it never is. */
function lazyPaths(keys: readonly string[], line: string): Ledger['paths'] {
  let all: Map<string, string> | undefined;
  const paths = (): Map<string, string> => {
    if (all !== undefined) return all;
    all = new Map();
    const held = line.split('\t');
    const isPlain = !line.includes('\\') && !line.includes(BETWEEN_PATHS) && !held.includes('');
    for (let i = 0; i < keys.length; i++) {
      // Mostly every record has one file.
      if (isPlain) all.set(held[i] as string, keys[i] as string);
      else for (const path of textsIn(held[i] ?? '', BETWEEN_PATHS)) all.set(path, keys[i] as string);
    }
    return all;
  };
  return {
    get: (path) => paths().get(path),
    set: (path, key) => paths().set(path, key),
    delete: (path) => paths().delete(path),
  };
}

function historyFrom(
  [kind, id, record, holders, present, last, markRows, events, facts]: Row,
  read: ReadFacts,
): RecordHistory {
  const known = factsFrom(kind, id, facts);
  const holderOf = (row: HolderRow) =>
    holderFrom(row, read, row[0] === last[0] && row[1] === last[1] ? known : undefined);
  const held = new Map(holders.map((row) => [row[0], holderOf(row)]));
  const marks = markRows.map(markFrom);
  return {
    kind,
    id,
    holders: held,
    present: present === null ? undefined : held.get(present),
    last: holderOf(last),
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

/** Facts that are not known are read from the blob when they are asked for. */
function holderFrom([path, blob, isReadable]: HolderRow, read: ReadFacts, known: Facts | undefined): Holder {
  let facts: Facts | null | undefined = known;
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
