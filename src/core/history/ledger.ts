import { compareText } from '../finding.ts';
import { attributor, type ReadFacts } from './attribute.ts';
import type { Step, Version } from './change.ts';
import type { Commit, FileChange, MainCommit } from './commit.ts';
import type { Ledger } from './empty-ledger.ts';
import type { Event, Mark } from './event.ts';
import { changesOf } from './events/index.ts';
import { markOf } from './mark.ts';
import { type Holder, historyKey, type RecordHistory, recordOf, recordOfKey } from './record-history.ts';
import { detailsOf } from './step-details.ts';

export { emptyLedger, type Ledger } from './empty-ledger.ts';
export { historyKey } from './record-history.ts';

export interface LedgerSettings {
  /** The config's, worst first. */
  severities: readonly string[];
  /** Whether a commit of the main line is the epoch's or older. */
  isBeforeEpoch(commit: MainCommit): boolean;
}

/** A file that changed the id it holds. */
interface Swap {
  old: string;
  now: string;
}

/** All events, in the order of the main line; within one commit by record, each record's in the order of its kinds. */
export function eventsOf({ histories }: Ledger): Event[] {
  return inOrder([...histories.values()].flatMap(({ events }) => events));
}

/** The events of one record, of whatever kind, in the order of the main line. */
export function eventsOfRecord({ histories }: Ledger, record: string): Event[] {
  const keys = [...histories.keys()].filter((key) => key.includes(record) && recordOfKey(key) === record);
  return inOrder(keys.flatMap((key) => histories.get(key)?.events ?? []));
}

// Sorting is stable: the events of one commit stay as their records first appeared.
const inOrder = (events: Event[]): Event[] => events.sort((a, b) => a.mark.order - b.mark.order);

/** A record whose file or files a commit changed, and what is followed of it from there on. */
interface Touched {
  key: string;
  history: RecordHistory;
  files: FileChange[];
  next: Holder | undefined;
}

/**
 * Takes the next commit of the main line into a ledger, oldest first. A record is followed by its id, whatever file holds
 * it; while two files hold one id, the one that had it first is followed.
 */
export function addCommit(ledger: Ledger, commit: MainCommit, read: ReadFacts, settings: LedgerSettings): void {
  const touched = new Map<string, Touched>();
  const swaps = new Map<string, Swap>();
  const touch = (key: string, history: RecordHistory, change: FileChange) => {
    const known = touched.get(key);
    if (known === undefined) touched.set(key, { key, history, files: [change], next: undefined });
    else if (known.files.at(-1) !== change) known.files.push(change);
  };
  for (const change of commit.changes) {
    const { path, blob, mode } = change;
    const held = ledger.paths.get(path);
    const holding = held === undefined ? undefined : ledger.histories.get(held);
    const facts = blob === null ? undefined : read(path, blob, mode);
    if (facts === null) {
      ledger.skipped.push({ path, commit: commit.hash });
      if (held === undefined || holding === undefined) continue;
      const holder = holding.holders.get(path);
      if (holder !== undefined)
        holding.holders.set(path, { path, facts: holder.facts, blob: holder.blob, isReadable: false });
      touch(held, holding, change);
      continue;
    }
    const isSame = facts !== undefined && facts.id === holding?.id && facts.kind === holding.kind;
    const key = isSame ? held : facts === undefined ? undefined : historyKey(facts.kind, facts.id);
    if (held !== undefined && holding !== undefined && held !== key) {
      holding.holders.delete(path);
      ledger.paths.delete(path);
      touch(held, holding, change);
      if (key !== undefined) swaps.set(path, { old: held, now: key });
    }
    if (key === undefined || facts === undefined) continue;
    if (held !== key) ledger.paths.set(path, key);
    touch(key, hold(ledger, key, { path, facts, blob: blob ?? '', isReadable: true }), change);
  }
  ledger.latestAt = Math.max(ledger.latestAt, commit.committer.at);
  settle(ledger, commit, touched, swaps, read, settings);
  ledger.previousAt = commit.committer.at;
  ledger.commits++;
}

function hold({ histories }: Ledger, key: string, holder: Holder): RecordHistory {
  const { path, facts } = holder;
  const known = histories.get(key);
  if (known !== undefined) {
    known.holders.set(path, holder);
    return known;
  }
  const { kind, id } = facts;
  const holders = new Map([[path, holder]]);
  const history: RecordHistory = { kind, id, holders, present: undefined, last: holder, events: [] };
  histories.set(key, history);
  return history;
}

function settle(
  ledger: Ledger,
  commit: MainCommit,
  touched: ReadonlyMap<string, Touched>,
  swaps: ReadonlyMap<string, Swap>,
  read: ReadFacts,
  settings: LedgerSettings,
): void {
  for (const each of touched.values()) each.next = followed(each.history);
  const steps: Step[] = [];
  for (const each of touched.values()) {
    const { history, next } = each;
    steps.push({
      before: history.present,
      after: next,
      // A record that was never there before has no last version but the one that it begins with.
      last: history.present ?? (history.events.length > 0 ? history.last : undefined),
      swapped: swaps.size === 0 ? undefined : swappedFor(each, ledger, touched, swaps),
    });
  }
  let place = 0;
  for (const { history, files, next } of touched.values()) {
    const step = steps[place++] as Step;
    history.present = next;
    if (next !== undefined) history.last = next;
    const changes = changesOf(step);
    if (changes.length === 0) continue;
    const bringer = attributor(commit, history, files, read);
    const marks = new Map<Commit, Mark>();
    const isBeforeEpoch = settings.isBeforeEpoch(commit);
    const more = detailsOf(step, settings.severities);
    const record = recordOf(history);
    for (const change of changes) {
      const brought = bringer(change);
      const mark = marks.get(brought) ?? markOf(brought, commit, ledger);
      marks.set(brought, mark);
      const kind = change.kind as Event['kind'];
      const event: Event = { ...change, kind, record, recordKind: history.kind, mark, isBeforeEpoch };
      const details = more(change);
      history.events.push(details === undefined ? event : { ...event, ...details });
    }
  }
}

/** The record that gave up its file for this one when this one came, or that took its file when this one went. */
function swappedFor(
  { key, history, next: after }: Touched,
  { histories }: Ledger,
  touched: ReadonlyMap<string, Touched>,
  swaps: ReadonlyMap<string, Swap>,
): string | undefined {
  const before = history.present;
  if ((before === undefined) === (after === undefined)) return undefined;
  const { path } = (before ?? after) as Version;
  const swap = swaps.get(path);
  const other = before === undefined ? swap?.old : swap?.now;
  if (swap === undefined || other === undefined || (before === undefined ? swap.now : swap.old) !== key)
    return undefined;
  const [otherBefore, otherAfter] = [histories.get(other)?.present, touched.get(other)?.next];
  const isMutual =
    before === undefined
      ? otherAfter === undefined && otherBefore?.path === path
      : otherBefore === undefined && otherAfter?.path === path;
  return isMutual ? histories.get(other)?.id : undefined;
}

/** The version that counts: of the file followed so far, else of the first by name, readable ones before others. */
function followed({ holders, present }: RecordHistory): Holder | undefined {
  const here = present === undefined ? undefined : holders.get(present.path);
  if (here?.isReadable) return here;
  const sorted = [...holders.values()].sort((a, b) => compareText(a.path, b.path));
  return sorted.find(({ isReadable }) => isReadable) ?? here ?? sorted[0];
}
