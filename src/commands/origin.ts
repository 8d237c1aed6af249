import type { Place } from '../core/record/places.ts';
import type { RecordFile } from '../core/record/record.ts';
import type { RepositoryState } from '../core/report.ts';
import { CannotJudge, type Root, type StagedFile, type World } from '../world/world.ts';
import { digestOf } from './digest-of-blob.ts';
import { type RecordRow, readRows, recordPlaces } from './record-rows.ts';

/** Where a run takes what it reads from: the working tree, or the tree of a commit. Paths are relative to git's top level. */
export interface Origin {
  /** The commit; undefined for the working tree. */
  tree: Tree | undefined;
  /** See `Files.readRecords`. */
  records(places: readonly Place[], isKnown?: (path: string) => boolean): Iterable<RecordFile>;
  /** Texts of those of the files that are there; undefined for one that is no text in UTF-8. */
  texts(paths: readonly string[]): ReadonlyMap<string, string | undefined>;
  /** SHA-256 (hex) by path, as written in a record of this root; those that are no files in the repository are left out. */
  digests(paths: readonly string[]): ReadonlyMap<string, string>;
  /** What a report says of the repository; null outside git. */
  state(): RepositoryState | null;
}

/** A commit as the place where records are read. */
export interface Tree {
  /** Full hash; null for a moment before the first commit, when there was nothing. */
  commit: string | null;
  /** The branch it is read as a part of; null for none. */
  branch: string | null;
}

/** The files as they stand in the folders. */
export function workTree(root: Root, { files, git }: World): Origin {
  return {
    tree: undefined,
    records: (places, isKnown) => files.readRecords(root, places, isKnown),
    texts: (paths) => new Map(paths.map((path) => [path, textAt(files.join(root.top, path))])),
    digests: (paths) => mapOf(paths, (path) => files.digestInside(root, path)),
    state: () => (root.isGit ? git.state(root.top) : null),
  };

  function textAt(absolutePath: string): string | undefined {
    if (files.look(absolutePath) !== 'file') return undefined;
    try {
      return files.readText(absolutePath);
    } catch {
      return undefined;
    }
  }
}

/** So many records' texts are in memory together. */
const TOGETHER = 2_000;

/** The files as a commit holds them. */
export function treeOf(tree: Tree, root: Root, world: World): Origin {
  const { files, git } = world;
  const rowsAt = (paths: readonly string[]): readonly StagedFile[] =>
    tree.commit === null || paths.length === 0 ? [] : git.treeAt(root.top, tree.commit, paths);
  return {
    tree,
    *records(places, isKnown) {
      // Of a place inside another one, the inner says what its files are.
      const byDepth = places.toSorted((a, b) => b.folder.length - a.folder.length);
      const { folders, rowOf } = recordPlaces(byDepth, root, world);
      const rows = rowsAt(folders).flatMap((file): RecordRow[] => {
        const row = rowOf(file);
        return row === undefined || (row.mode.startsWith('100') && isKnown?.(row.path)) ? [] : [row];
      });
      for (let i = 0; i < rows.length; i += TOGETHER) yield* readRows(rows.slice(i, i + TOGETHER), root, world);
    },
    texts(paths) {
      const rows = new Map(rowsAt(paths).map((row) => [row.path, row]));
      const blobs = git.requireBlobs(root.top, regular([...rows.values()]), LARGEST_SETTINGS);
      return new Map([...rows].map(([path, { blob }]) => [path, textOf(path, blobs.get(blob))]));
    },
    digests(paths) {
      const nameOf = (path: string) => files.relative(root.top, files.resolve(root.folder, path));
      const inside = paths.filter((path) => !/^\.\.(?:\/|$)/.test(nameOf(path)));
      const rows = new Map(rowsAt(inside.map(nameOf)).map((row) => [row.path, row]));
      const named = inside.filter((path) => rows.get(nameOf(path))?.mode.startsWith('100'));
      const blobs = git.requireBlobs(root.top, regular([...rows.values()]));
      return mapOf(named, (path) => {
        // Of much git is not asked: large evidence that stands there still is taken for what it was.
        return digestOf(rows.get(nameOf(path)) as StagedFile, blobs, world) ?? files.digestInside(root, path);
      });
    },
    state: () => ({ ...tree, dirty: false, shallow: git.isShallow(root.top) }),
  };
}

/** Settings may be longer than records: a baseline of thousands of imported ones is. */
export const LARGEST_SETTINGS = 16 * 1024 * 1024;

function regular(rows: readonly StagedFile[]): string[] {
  return rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob);
}

function mapOf<T>(keys: readonly string[], find: (key: string) => T | undefined): Map<string, T> {
  const map = new Map<string, T>();
  for (const key of keys) {
    const value = map.has(key) ? undefined : find(key);
    if (value !== undefined) map.set(key, value);
  }
  return map;
}

/** CannotJudge for settings of which git was not asked for all. */
export function mustBeReadable(path: string, { length }: Uint8Array): void {
  if (length <= LARGEST_SETTINGS) return;
  throw new CannotJudge(
    `Cannot read ${path} from git: it has ${length} bytes`,
    `Make it smaller: files of over ${LARGEST_SETTINGS} bytes are not read.`,
  );
}

function textOf(path: string, bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  mustBeReadable(path, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
