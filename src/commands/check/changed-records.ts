import { kindOf, type RecordKind } from '../../core/record/kinds.ts';
import { kindAt, type Place } from '../../core/record/places.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { Root, StagedFile, World } from '../../world/world.ts';
import { recordOfBlob } from '../record-source.ts';

/** A file in a record's place, in a commit. */
export interface RecordRow extends StagedFile {
  kind: RecordKind;
}

/** The records' places of one commit, as paths from git's top level. */
export interface RecordPlaces {
  folders: readonly string[];
  rowOf(file: StagedFile): RecordRow | undefined;
}

/** The places of a side; the first that fits a path says its kind. */
export function recordPlaces(places: readonly Place[], root: Root, world: World): RecordPlaces {
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  return {
    folders: [...new Set(places.map(({ folder }) => `${below}${folder}`))],
    rowOf(file) {
      if (!file.path.startsWith(below)) return undefined;
      const kind = kindIn(file, file.path.slice(below.length), places);
      return kind && { ...file, kind };
    },
  };
}

/** What is neither file nor folder is no record by any name, but may hide some. */
function kindIn({ mode }: StagedFile, path: string, places: readonly Place[]): RecordKind | undefined {
  const kind = kindAt(path, places);
  if (kind !== undefined || mode.startsWith('100')) return kind;
  return places.find(({ folder, isDeep }) => path === folder || (isDeep && path.startsWith(`${folder}/`)))?.kind;
}

/** Bytes of blobs that are at hand already, by id. */
export type Blobs = ReadonlyMap<string, Uint8Array>;

/** The files of those rows, from what is at hand, else from git's objects. */
export function readRows(
  rows: readonly RecordRow[],
  { top }: Root,
  world: World,
  known: Blobs = new Map(),
): readonly RecordFile[] {
  const missing = rows.filter(({ mode, blob }) => mode.startsWith('100') && !known.has(blob)).map(({ blob }) => blob);
  const read = missing.length === 0 ? known : world.git.requireBlobs(top, missing);
  return rows.map((row) => recordOfBlob(row, known.get(row.blob) ?? read.get(row.blob)));
}

/** Paths of files that moved and are otherwise the same, byte for byte. */
export function movedPaths(before: readonly RecordRow[], after: readonly RecordRow[]): ReadonlySet<string> {
  const keyOf = ({ blob, mode, kind }: RecordRow) => `${kind} ${mode} ${blob}`;
  const [was, is] = [before, after].map((rows) => new Set(rows.map(({ path }) => path)));
  const gone = new Map<string, number>();
  for (const row of before) if (!is?.has(row.path)) gone.set(keyOf(row), (gone.get(keyOf(row)) ?? 0) + 1);
  const moved = new Set<string>();
  for (const row of after) {
    const left = gone.get(keyOf(row)) ?? 0;
    if (was?.has(row.path) || left === 0) continue;
    gone.set(keyOf(row), left - 1);
    moved.add(row.path);
  }
  return moved;
}

/** Files of a commit in which, by their names, records of those ids may stand. */
export function readNamed(
  ids: ReadonlySet<string>,
  commit: string,
  { folders, rowOf }: RecordPlaces,
  isKnown: (path: string) => boolean,
  root: Root,
  world: World,
): readonly RecordFile[] {
  if (ids.size === 0) return [];
  // As the rule record-id compares them.
  const wanted = new Set([...ids].map(folded));
  const isNamed = (path: string): boolean => {
    const name = folded(nameIn(path));
    if (wanted.has(name)) return true;
    for (let dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1))
      if (wanted.has(name.slice(0, dash))) return true;
    return false;
  };
  const rows = world.git
    .filesNamed(root.top, commit, folders, (path) => !isKnown(path) && isNamed(path))
    .flatMap((file) => rowOf(file) ?? [])
    .filter((row) => kindOf(row.kind).hasLongNames || wanted.has(folded(nameIn(row.path))));
  return readRows(rows, root, world);
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|ya?ml)$/, '');
}
