import type { RecordKind } from '../record/kinds.ts';
import type { Change, Version } from './change.ts';
import { bringerOf, type Commit, type FileChange, type InnerCommit, type MainCommit } from './commit.ts';
import { changesOf } from './events/index.ts';
import type { Facts } from './facts.ts';

/** What a file of a commit says: facts, null for what cannot be read, undefined for what is no record's place. */
export type ReadFacts = (path: string, blob: string | null, mode: string | null) => Facts | null | undefined;

/**
 * Who brought each change of a record in a commit of the main line: of a merge, the last commit of the branch that set the
 * fact to this very value, commits before merges. What nobody set so, where the merge has a text that no commit of its
 * branch wrote, the merge brought itself, or anybody could put words into another's mouth while merging; but for texts and
 * lists, in which both sides may have a part. Else the last that set the fact at all, else that changed the same action,
 * else by which the record came, else that changed any fact, else that wrote the file; the merge itself where its branch
 * had no part in it. `files` are those by which the record changed.
 */
export function attributor(
  commit: MainCommit,
  record: { kind: RecordKind; id: string },
  files: readonly FileChange[],
  read: ReadFacts,
): (change: Change) => Commit {
  if (commit.inner.length === 0) return () => commit;
  const last = files.at(-1);
  const touching = commit.inner.filter((inner) => inner.changes.some((each) => isOf(each, record, read)));
  const isOwn = files.some(({ blob }) => blob !== null && !commit.inner.some((inner) => wrote(inner, blob)));
  if (touching.length === 0) return () => (isOwn || last === undefined ? commit : bringerOf(commit, last));
  if (touching.length === 1 && !isOwn) return () => touching[0] as Commit;
  const bringers = new Map<string, Commit>();
  const isMerge = ({ parents }: InnerCommit) => parents.length > 1;
  for (const inner of [...touching.filter(isMerge), ...touching.filter((each) => !isMerge(each))])
    for (const change of changesIn(inner, record, read))
      for (const key of [...keysOf(change), ANY]) bringers.set(key, inner);
  return (change) => {
    const keys = isOwn ? keysOf(change).slice(0, isOfBoth(change) ? 2 : 1) : keysOf(change);
    for (const key of keys) {
      const found = bringers.get(key);
      if (found !== undefined) return found;
    }
    const entered = bringers.get(ENTERED);
    if (isOwn) return change.by === undefined ? (entered ?? commit) : commit;
    return entered ?? bringers.get(ANY) ?? (last === undefined ? commit : bringerOf(commit, last));
  };
}

const ENTERED = 'entered';
const ANY = 'any';

const wrote = ({ changes }: InnerCommit, blob: string): boolean => changes.some((each) => each.blob === blob);

/** Whether git may have joined it of what both sides said: a text, or a list (see `textOf`). */
function isOfBoth({ kind, from, to, by }: Change): boolean {
  return by === undefined && (kind === 'body' || from?.includes(', ') === true || to?.includes(', ') === true);
}

/** What a change is found by, the narrowest first. */
function keysOf({ kind, action, field, to, by }: Change): string[] {
  if (kind === 'created' || kind === 'restored') return [ENTERED];
  return [
    JSON.stringify([kind, action, field, to, by]),
    JSON.stringify([kind, action, field]),
    ...(action === null ? [] : [JSON.stringify([action])]),
  ];
}

function isOf(
  { path, blob, before, mode }: FileChange,
  record: { kind: RecordKind; id: string },
  read: ReadFacts,
): boolean {
  return [read(path, blob, mode), read(path, before, regular)].some((facts) => isSame(facts, record));
}

const regular = '100644';

function isSame(facts: Facts | null | undefined, { kind, id }: { kind: RecordKind; id: string }): boolean {
  return facts?.kind === kind && facts.id === id;
}

function changesIn(inner: InnerCommit, record: { kind: RecordKind; id: string }, read: ReadFacts): Change[] {
  let before: Version | undefined;
  let after: Version | undefined;
  for (const change of inner.changes) {
    const old = read(change.path, change.before, regular);
    const now = read(change.path, change.blob, change.mode);
    if (old && isSame(old, record)) before ??= { facts: old, path: change.path };
    if (now && isSame(now, record)) after ??= { facts: now, path: change.path };
  }
  return changesOf({ before, after, last: before, swapped: undefined });
}
