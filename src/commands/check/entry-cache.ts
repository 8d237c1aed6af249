import { entryOf } from '../../core/check/entry.ts';
import type { Entry } from '../../core/check/rule.ts';
import type { RecordKind } from '../../core/record/kinds.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { Root, World } from '../../world/world.ts';
import { asKept, readKept } from '../kept-json.ts';
import { type RecordPlaces, type RecordRow, readRows } from '../record-rows.ts';

/** What rules about several records know of those that a change leaves alone. */
export interface EntryCache {
  /** The entries of all records of those kinds in a commit, but of those paths; null for every kind. */
  entriesAt(
    commit: string,
    places: RecordPlaces,
    kinds: ReadonlySet<RecordKind> | null,
    isKnown: (path: string) => boolean,
  ): readonly Entry[];
  save(): void;
}

const NAME = 'entries.json';
/** Fewer new ones are read again sooner than a large file is written. */
const FEWEST_TO_SAVE = 200;

/**
 * Entries by the blob that they were taken from, kept in git's own folder: what a blob says never changes, so they hold for
 * this build of pir. A change of few records is then judged among ten thousand without reading those again, and what both
 * sides of it have in common is read once.
 */
export function openEntryCache(root: Root, world: World): EntryCache {
  // Not even opened where no rule needs all of a kind, for which nothing needs to be hashed.
  let key: string | undefined;
  let known: Map<string, Entry> | undefined;
  const used = new Map<string, Entry>();
  let added = 0;
  const open = (): Map<string, Entry> => {
    if (world.build === undefined) return new Map();
    key = world.sha256(world.build);
    return new Map(readKept<[string, Entry][]>(world.cache.read(root.top, NAME), key, world));
  };
  return {
    entriesAt(commit, { folders, rowOf }, kinds, isKnown) {
      known ??= open();
      const rows = world.git
        .filesNamed(root.top, commit, folders, (name, folder) => !isKnown(folder + name))
        .flatMap((file) => rowOf(file) ?? [])
        .filter(({ kind }) => kinds === null || kinds.has(kind));
      const missing = rows.filter((row) => !known?.has(keyOf(row)));
      for (const [index, file] of readRows(missing, root, world).entries()) {
        if (!('text' in file)) continue;
        known.set(keyOf(missing[index] as RecordRow), { ...entryOf(file, parseRecord(file).record), path: '' });
        added++;
      }
      return rows.flatMap((row) => {
        const entry = known?.get(keyOf(row));
        if (entry === undefined) return [];
        used.set(keyOf(row), entry);
        return { ...entry, path: row.path };
      });
    },
    save() {
      if (key === undefined || added < FEWEST_TO_SAVE) return;
      world.cache.write(root.top, NAME, asKept([...used], key, world));
    },
  };
}

const keyOf = ({ kind, blob }: RecordRow): string => `${kind} ${blob}`;
