import type { RecordKind } from '../core/record/kinds.ts';
import { limits } from '../core/record/limits.ts';
import { kindAt, type Place } from '../core/record/places.ts';
import type { RecordFile } from '../core/record/record.ts';
import type { Root, StagedFile, World } from '../world/world.ts';

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

/** The files of those rows, from git's objects. */
export function readRows(rows: readonly RecordRow[], { top }: Root, world: World): readonly RecordFile[] {
  const blobs = rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob);
  const read = blobs.length === 0 ? new Map<string, Uint8Array>() : world.git.requireBlobs(top, blobs);
  return rows.map((row) => recordOfBlob(row, read.get(row.blob)));
}

/** The file that a row of the index or of a tree stands for; `bytes` are those of its blob. */
export function recordOfBlob(
  { path, kind, mode }: { path: string; kind: RecordKind; mode: string },
  bytes: Uint8Array | undefined,
): RecordFile {
  if (mode === '120000') return { path, kind, problem: 'link', detail: 'symbolic link' };
  if (bytes === undefined)
    return {
      path,
      kind,
      problem: mode.startsWith('100') ? 'unreadable' : 'special',
      detail: mode === '160000' ? 'submodule' : 'file without content',
    };
  if (bytes.length > limits.record) return { path, kind, problem: 'too_large', detail: `${bytes.length} bytes` };
  try {
    return { path, kind, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path, kind, problem: 'not_utf8', detail: 'bytes that are not UTF-8' };
  }
}
