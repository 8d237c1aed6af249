import type { RecordKind } from '../record/kinds.ts';
import { attributor, type ReadFacts } from './attribute.ts';
import type { Change, Step, Version } from './change.ts';
import { type Commit, type FileChange, isMergedOnForge, type MainCommit, mergerOf } from './commit.ts';
import type { Closing, Event, Mark } from './event.ts';
import { changesOf } from './events/index.ts';
import { type Facts, itemOf, itemsIn } from './facts.ts';
import { isSignedAgain, silentEdits } from './silent-edits.ts';

/** Everything the main line says of one record. */
export interface RecordHistory {
  kind: RecordKind;
  id: string;
  /** The files that hold the id, with what each says; one whose present version cannot be read keeps its last facts. */
  holders: Map<string, { facts: Facts; isReadable: boolean }>;
  /** What is followed: stays with its file as long as that holds the id. Undefined while the record is gone. */
  present: Version | undefined;
  /** Its last version, whether it is still there or not. */
  last: Version;
  /** In the order of the main line. */
  events: Event[];
}

export interface Ledger {
  /** In the order in which they first appeared; by `historyKey`. */
  histories: Map<string, RecordHistory>;
  /** Path → the key of the record that it holds. */
  paths: Map<string, string>;
  /** Versions that could not be read, as `path` and commit: left out of every comparison. */
  skipped: { path: string; commit: string }[];
  /** How many commits were taken in, the committer date of the last, and the latest of all. */
  commits: number;
  previousAt: number | null;
  latestAt: number;
}

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

/** A ledger in which nothing has happened. */
export function emptyLedger(): Ledger {
  return {
    histories: new Map(),
    paths: new Map(),
    skipped: [],
    commits: 0,
    previousAt: null,
    latestAt: Number.NEGATIVE_INFINITY,
  };
}

/** All events, in the order of the main line; within one commit by record, each record's in the order of its kinds. */
export function eventsOf({ histories }: Ledger): Event[] {
  // Sorting is stable: the events of one commit stay as their records first appeared.
  return [...histories.values()].flatMap(({ events }) => events).sort((a, b) => a.mark.order - b.mark.order);
}

/** Records of different kinds may have the same id. */
export function historyKey(kind: RecordKind, id: string): string {
  return `${kind}:${id}`;
}

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
      const holder = held === undefined ? undefined : ledger.histories.get(held)?.holders.get(path);
      if (holder !== undefined) holder.isReadable = false;
      if (held !== undefined) touch(held, change);
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
    hold(ledger, key, path, facts);
    touch(key, change);
  }
  ledger.latestAt = Math.max(ledger.latestAt, commit.committer.at);
  settle(ledger, commit, touched, swaps, read, settings);
  ledger.previousAt = commit.committer.at;
  ledger.commits++;
}

function hold(ledger: Ledger, key: string, path: string, facts: Facts): void {
  ledger.paths.set(path, key);
  const history = ledger.histories.get(key);
  if (history !== undefined) history.holders.set(path, { facts, isReadable: true });
  else {
    const { kind, id } = facts;
    const holders = new Map([[path, { facts, isReadable: true }]]);
    ledger.histories.set(key, { kind, id, holders, present: undefined, last: { facts, path }, events: [] });
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
  const nexts = new Map<string, Version | undefined>();
  for (const key of touched.keys()) nexts.set(key, followed(ledger.histories.get(key) as RecordHistory));
  const steps = [...touched].map(([key, files]) => {
    const history = ledger.histories.get(key) as RecordHistory;
    const step: Step = {
      before: history.present,
      after: nexts.get(key),
      // A record that was never there before has no last version but the one that it begins with.
      last: history.present ?? (history.events.length > 0 ? history.last : undefined),
      swapped: swappedFor(key, ledger, nexts, swaps),
    };
    return { history, files, step };
  });
  for (const { history, files, step } of steps) {
    history.present = step.after;
    if (step.after !== undefined) history.last = step.after;
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
        record: recordOf(history),
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
function followed({ holders, present }: RecordHistory): Version | undefined {
  const here = present === undefined ? undefined : holders.get(present.path);
  if (present !== undefined && here?.isReadable) return { facts: here.facts, path: present.path };
  const paths = [...holders.keys()].sort();
  const path = paths.find((each) => holders.get(each)?.isReadable) ?? (here === undefined ? paths[0] : present?.path);
  const holder = path === undefined ? undefined : holders.get(path);
  return path === undefined || holder === undefined ? undefined : { facts: holder.facts, path };
}

/** The record that an event is told of: an acknowledgement is of its policy. */
function recordOf({ kind, id, last }: RecordHistory): string {
  return kind === 'acknowledgement' ? (last.facts.fields.policy ?? id) : id;
}

function markOf(brought: Commit, commit: MainCommit, { commits, previousAt, latestAt }: Ledger): Mark {
  const merger = mergerOf(commit);
  return {
    commit: brought.hash,
    author: brought.author.name,
    authorEmail: brought.author.email,
    at: brought.author.at,
    committerEmail: brought.committer.email,
    committedAt: brought.committer.at,
    merge: commit.hash,
    mergedAt: commit.committer.at,
    holdsFrom: latestAt,
    mergedBy: merger?.name ?? null,
    mergedByEmail: merger?.email ?? null,
    isMergedOnForge: isMergedOnForge(commit),
    trailers: brought === commit ? commit.trailers : [...brought.trailers, ...commit.trailers],
    order: commits,
    previousAt,
  };
}

type Details = Pick<Event, 'closing' | 'silent' | 'isAfterApproval'>;

/** What only both versions together tell of a change. */
function detailsOf({ last, after }: Step, severities: readonly string[]): (change: Change) => Details {
  const isSame = last === undefined || after === undefined;
  const silent = isSame ? [] : silentEdits(last.facts, after.facts, severities);
  const isSigned = !isSame && isUnderApproval(last.facts, after.facts);
  return (change) => {
    const edit = silent.find(({ action, field }) => action === change.action && field === change.field);
    const closing = closingOf(change, after?.facts);
    return {
      ...(closing !== undefined && { closing }),
      ...(edit !== undefined && { silent: edit.edit }),
      ...(isSigned && isOfWhatIsSigned(change, edit !== undefined) && { isAfterApproval: true as const }),
    };
  };
}

function closingOf({ kind, action, to }: Change, after: Facts | undefined): Closing | undefined {
  if (kind !== 'action-status' || action === null || (to !== 'done' && to !== 'verified')) return undefined;
  const fields = itemOf(after, 'actions', action) ?? {};
  return {
    owner: fields.owner ?? null,
    on: fields['done.on'] ?? null,
    by: fields['done.by'] ?? null,
    hasEvidence: fields['done.evidence'] !== undefined,
  };
}

/** Whether approvals stand over both versions, and nobody signed the later one or took the review up again. */
function isUnderApproval(before: Facts, after: Facts): boolean {
  if (itemsIn(before, 'approvals').length === 0 || itemsIn(after, 'approvals').length === 0) return false;
  const { status } = before.fields;
  return (status === 'approved' || status === 'closed' || status === 'in_force') && !isSignedAgain(before, after);
}

const signedFields =
  /^(?:id|title|type|severity|impact|controls|started|detected|acknowledged|mitigated|resolved)(?:\.|$)/;

function isOfWhatIsSigned({ kind, field }: Change, isSilent: boolean): boolean {
  if (kind.startsWith('cause-') || kind === 'body' || kind === 'action-added' || kind === 'action-removed') return true;
  if (kind === 'action-due' || kind === 'action-owner') return isSilent;
  if (kind === 'action-other') return field === 'title' || field === 'kind' || field === 'causes';
  return (kind === 'time' || kind === 'field' || kind === 'severity') && signedFields.test(field ?? '');
}
