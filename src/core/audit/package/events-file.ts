import { csvText } from '../../csv-text.ts';
import { compareText } from '../../finding.ts';
import type { Signature } from '../../history/commit.ts';
import type { Closing, Event, Mark } from '../../history/event.ts';
import { eventRow, type SeenEvent } from '../../history/event-rows.ts';
import { isOfKind } from '../../history/events/index.ts';
import type { RecordKind } from '../../record/kinds.ts';
import { toJson } from '../../show-text.ts';
import { formatInstant, parseInstant } from '../../time.ts';

/** `history/events.json`, which `schemas/events.schema.json` describes: every event of every record, oldest first. */
export function eventsText(seen: readonly SeenEvent[], { commit, asOf }: { commit: string; asOf: string }): string {
  const events = seen.map((each) => {
    const { event } = each;
    return {
      ...eventRow(each),
      record_kind: event.recordKind,
      holds_from: formatInstant(event.mark.holdsFrom),
      before_epoch: event.isBeforeEpoch,
      closing: event.closing === undefined ? null : closingRow(event.closing),
    };
  });
  return `${toJson({ version: 1, commit, as_of: asOf, events }, 1)}\n`;
}

const closingRow = ({ owner, on, by, hasEvidence }: Closing) => ({ owner, on, by, has_evidence: hasEvidence });

type Row = { [key: string]: unknown };

/** As much of the events as figures need, in order, from a text of that form; undefined for another form. */
export function readEvents(text: string): Event[] | undefined {
  try {
    const { version, events } = JSON.parse(text) as { version?: unknown; events?: unknown };
    if (version !== 1 || !Array.isArray(events)) return undefined;
    return events.map((row, order) => readEvent(row as Row, order));
  } catch {
    return undefined;
  }
}

function readEvent(row: Row, order: number): Event {
  const text = (key: string): string => {
    const value = row[key];
    if (typeof value !== 'string') throw new Error(`no ${key}`);
    return value;
  };
  const orNull = (key: string) => textOrNull(row[key]);
  const moment = (key: string): number => {
    const at = parseInstant(text(key));
    if (at === undefined) throw new Error(`no moment ${key}`);
    return at;
  };
  const kind = text('kind');
  if (!isOfKind(kind, kind)) throw new Error(`no kind ${kind}`);
  const mark: Mark = {
    commit: text('commit'),
    author: text('author'),
    authorEmail: text('author_email'),
    at: moment('at'),
    committerEmail: '',
    committedAt: moment('merged_at'),
    merge: text('merge'),
    mergedAt: moment('merged_at'),
    holdsFrom: moment('holds_from'),
    mergedBy: orNull('merged_by'),
    mergedByEmail: null,
    isMergedOnForge: false,
    trailers: [],
    order,
    previousAt: null,
  };
  const by = orNull('by');
  return {
    kind: kind as Event['kind'],
    record: text('record'),
    recordKind: text('record_kind') as RecordKind,
    action: orNull('action'),
    field: orNull('field'),
    from: orNull('from'),
    to: orNull('to'),
    ...(by !== null && { by }),
    mark,
    isBeforeEpoch: row.before_epoch === true,
    ...(row.closing != null && { closing: readClosing(row.closing as Row) }),
  };
}

const readClosing = ({ owner, on, by, has_evidence: hasEvidence }: Row): Closing => ({
  owner: textOrNull(owner),
  on: textOrNull(on),
  by: textOrNull(by),
  hasEvidence: hasEvidence === true,
});

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** How far the history is signed: said as coverage, since one signature proves nothing about the next commit. */
export interface SignatureCoverage {
  commits: number;
  good: number;
  /** Signed by a key that the repository's list does not name, or where it has no list. */
  unknown_key: number;
  expired: number;
  bad: number;
  none: number;
}

/** `history/signatures.csv`: one row a commit that brought or merged a fact, by date and hash. */
export function signaturesText(seen: readonly SeenEvent[]): { text: string; coverage: SignatureCoverage } {
  const commits = new Map(seen.map(({ event, signature }) => [event.mark.commit, { mark: event.mark, signature }]));
  const coverage: SignatureCoverage = { commits: commits.size, good: 0, unknown_key: 0, expired: 0, bad: 0, none: 0 };
  const rows = [...commits]
    .sort(([a, one], [b, other]) => one.mark.at - other.mark.at || compareText(a, b))
    .map(([commit, { mark, signature }]) => {
      const { state, reason, signer, key } = signature ?? unsigned;
      coverage[state]++;
      const { at, author, authorEmail, merge } = mark;
      return [commit, formatInstant(at), author, authorEmail, merge, state, reason || null, signer, key];
    });
  const header = ['commit', 'at', 'author', 'author_email', 'merged_in', 'state', 'reason', 'signer', 'key'];
  return { text: csvText(header, rows), coverage };
}

const unsigned: Signature = { state: 'none', reason: '', signer: null, key: null };
