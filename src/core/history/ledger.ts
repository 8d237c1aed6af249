import { compareText } from '../finding.ts';
import { attributor, type ReadFacts } from './attribute.ts';
import type { Step, Version } from './change.ts';
import type { Commit, FileChange, MainCommit } from './commit.ts';
import type { Ledger } from './empty-ledger.ts';
import type { Event, Mark } from './event.ts';
import { changesOf } from './events/index.ts';
import { markOf } from './mark.ts';
import { type Holder, historyKey, type RecordHistory, recordOfKey } from './record-history.ts';
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

/**
 * Takes the next commit of the main line into a ledger, oldest first. A record is followed by its id, whatever file holds
 * it; while two files hold one id, the one that had it first is followed.
 */
export function addCommit(ledger: Ledger, commit: MainCommit, read: ReadFacts, settings: LedgerSettings): void {
  const touched = new Map<string, FileChange[]>();
  const swaps = new Map<string, Swap>();
  const touch = (key: string, change: FileChange) => {
    const files = touched.get(key);
    if (files === undefined) touched.set(key, [change]);
    else if (files.at(-1) !== change) files.push(change);
  };
  for (const change of commit.changes) {
    const { path, blob, mode } = change;
    const held = ledger.paths.get(path);
    const facts = blob === null ? undefined : read(path, blob, mode);
    if (facts === null) {
      ledger.skipped.push({ path, commit: commit.hash });
      if (held === undefined) continue;
      const holders = ledger.histories.get(held)?.holders;
      const holder = holders?.get(path);
      if (holder !== undefined) holders?.set(path, { path, facts: holder.facts, blob: holder.blob, isReadable: false });
      touch(held, change);
      continue;
    }
    const key = facts === undefined ? undefined : historyKey(facts.kind, facts.id);
    if (held !== undefined && held !== key) {
      ledger.histories.get(held)?.holders.delete(path);
      ledger.paths.delete(path);
      touch(held, change);
      if (key !== undefined) swaps.set(path, { old: held, now: key });
    }
    if (key === undefined || facts === undefined) continue;
    hold(ledger, key, { path, facts, blob: blob ?? '', isReadable: true });
    touch(key, change);
  }
  ledger.latestAt = Math.max(ledger.latestAt, commit.committer.at);
  settle(ledger, commit, touched, swaps, read, settings);
  ledger.previousAt = commit.committer.at;
  ledger.commits++;
}

function hold(ledger: Ledger, key: string, holder: Holder): void {
  const { path, facts } = holder;
  ledger.paths.set(path, key);
  const history = ledger.histories.get(key);
  if (history !== undefined) history.holders.set(path, holder);
  else {
    const { kind, id } = facts;
    ledger.histories.set(key, {
      kind,
      id,
      holders: new Map([[path, holder]]),
      present: undefined,
      last: holder,
      events: [],
    });
  }
}

function settle(
  ledger: Ledger,
  commit: MainCommit,
  touched: ReadonlyMap<string, FileChange[]>,
  swaps: ReadonlyMap<string, Swap>,
  read: ReadFacts,
  settings: LedgerSettings,
): void {
  const nexts = new Map<string, Holder | undefined>();
  for (const key of touched.keys()) nexts.set(key, followed(ledger.histories.get(key) as RecordHistory));
  const steps = [...touched].map(([key, files]) => {
    const history = ledger.histories.get(key) as RecordHistory;
    const next = nexts.get(key);
    const step: Step = {
      before: history.present,
      after: next,
      // A record that was never there before has no last version but the one that it begins with.
      last: history.present ?? (history.events.length > 0 ? history.last : undefined),
      swapped: swappedFor(key, ledger, nexts, swaps),
    };
    return { history, files, step, next };
  });
  for (const { history, files, step, next } of steps) {
    history.present = next;
    if (next !== undefined) history.last = next;
    const changes = changesOf(step);
    if (changes.length === 0) continue;
    const bringer = attributor(commit, history, files, read);
    const marks = new Map<Commit, Mark>();
    const isBeforeEpoch = settings.isBeforeEpoch(commit);
    const more = detailsOf(step, settings.severities);
    for (const change of changes) {
      const brought = bringer(change);
      const mark = marks.get(brought) ?? markOf(brought, commit, ledger);
      marks.set(brought, mark);
      const base = {
        ...change,
        kind: change.kind as Event['kind'],
        record: recordOfKey(historyKey(history.kind, history.id)),
        recordKind: history.kind,
      };
      history.events.push({ ...base, mark, isBeforeEpoch, ...more(change) });
    }
  }
}

/** The record that gave up its file for this one when this one came, or that took its file when this one went. */
function swappedFor(
  key: string,
  { histories }: Ledger,
  nexts: ReadonlyMap<string, Version | undefined>,
  swaps: ReadonlyMap<string, Swap>,
): string | undefined {
  const before = histories.get(key)?.present;
  const after = nexts.get(key);
  if ((before === undefined) === (after === undefined)) return undefined;
  const { path } = (before ?? after) as Version;
  const swap = swaps.get(path);
  const other = before === undefined ? swap?.old : swap?.now;
  if (swap === undefined || other === undefined || (before === undefined ? swap.now : swap.old) !== key)
    return undefined;
  const [otherBefore, otherAfter] = [histories.get(other)?.present, nexts.get(other)];
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
