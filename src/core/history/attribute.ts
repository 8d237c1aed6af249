import type { RecordKind } from '../record/kinds.ts';
import type { Change, Version } from './change.ts';
import { bringerOf, type Commit, type FileChange, type InnerCommit, type MainCommit } from './commit.ts';
import { changesOf } from './events/index.ts';
import type { Facts } from './facts.ts';

/** What a file of a commit says: facts, null for what cannot be read, undefined for what is no record's place. */
export type ReadFacts = (path: string, blob: string | null, mode: string | null) => Facts | null | undefined;

/**
 * Who brought each change of a record in a commit of the main line: of a merge, the last commit of the branch that set the
 * fact to this very value, else that set it at all, else that changed the same action, else by which the record came, else
 * that changed any fact, else that wrote the file; the merge itself where its branch had no part in it. `files` are those
 * by which the record changed.
 */
export function attributor(
  commit: MainCommit,
  record: { kind: RecordKind; id: string },
  files: readonly FileChange[],
  read: ReadFacts,
): (change: Change) => Commit {
  if (commit.inner.length === 0) return () => commit;
  const last = files.at(-1);
  const bringer = last === undefined ? commit : bringerOf(commit, last);
  const touching = commit.inner.filter((inner) => inner.changes.some((each) => isOf(each, record, read)));
  if (touching.length < 2) return () => touching[0] ?? bringer;
  const bringers = new Map<string, Commit>();
  for (const inner of touching)
    for (const change of changesIn(inner, record, read))
      for (const key of [...keysOf(change), ANY]) bringers.set(key, inner);
  return (change) => {
    for (const key of keysOf(change)) {
      const found = bringers.get(key);
      if (found !== undefined) return found;
    }
    return bringers.get(ENTERED) ?? bringers.get(ANY) ?? bringer;
  };
}

const ENTERED = 'entered';
const ANY = 'any';

/** What a change is found by, the narrowest first. */
function keysOf({ kind, action, field, to }: Change): string[] {
  if (kind === 'created' || kind === 'restored') return [ENTERED];
  return [
    JSON.stringify([kind, action, field, to]),
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
