import type { Entry } from '../../core/check/rule.ts';
import { kindOf, type RecordKind } from '../../core/record/kinds.ts';
import { kindAt, type Place } from '../../core/record/places.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { Root, StagedFile, World } from '../../world/world.ts';
import { recordOfBlob } from '../record-source.ts';

/** A file in a record's place, in a commit. */
export interface RecordRow extends StagedFile {
  kind: RecordKind;
}

/** What stands in the records' places of a commit, by path, and what a change touches of it. */
export interface Side {
  rows: ReadonlyMap<string, RecordRow>;
  /** Files that are not the same on the other side. */
  touched: readonly RecordRow[];
}

/** The records' places of two commits, with the files in which they differ. */
export function compareRecords(
  commits: { base: string; head: string },
  places: { base: readonly Place[]; head: readonly Place[] },
  root: Root,
  world: World,
): { base: Side; head: Side } {
  const base = rowsAt(commits.base, places.base, root, world);
  const head = rowsAt(commits.head, places.head, root, world);
  return {
    base: { rows: base, touched: [...base.values()].filter((row) => !isSame(row, head.get(row.path))) },
    head: { rows: head, touched: [...head.values()].filter((row) => !isSame(row, base.get(row.path))) },
  };
}

function isSame(a: RecordRow, b: RecordRow | undefined): boolean {
  return b !== undefined && a.blob === b.blob && a.mode === b.mode && a.kind === b.kind;
}

function rowsAt(commit: string, places: readonly Place[], root: Root, world: World): ReadonlyMap<string, RecordRow> {
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  const folders = [...new Set(places.map(({ folder }) => `${below}${folder}`))];
  const rows = new Map<string, RecordRow>();
  for (const row of world.git.treeAt(root.top, commit, folders)) {
    const kind = kindIn(row, row.path.slice(below.length), places);
    if (kind !== undefined) rows.set(row.path, { ...row, kind });
  }
  return rows;
}

/** What is neither file nor folder is no record by any name, but may hide some. */
function kindIn({ mode }: StagedFile, path: string, places: readonly Place[]): RecordKind | undefined {
  if (mode.startsWith('100')) return kindAt(path, places);
  return kindAt(path, places) ?? places.find(({ folder, isDeep }) => isDeep && path.startsWith(`${folder}/`))?.kind;
}

/** The files of those rows, read from git's objects. */
export function readRows(rows: readonly RecordRow[], { top }: Root, world: World): readonly RecordFile[] {
  if (rows.length === 0) return [];
  const blobs = world.git.requireBlobs(
    top,
    rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob),
  );
  return rows.map((row) => recordOfBlob(row, blobs.get(row.blob)));
}

/** Paths of files that moved and are otherwise the same, byte for byte. */
export function movedPaths(base: Side, head: Side): ReadonlySet<string> {
  const gone = new Map<string, number>();
  const keyOf = ({ blob, mode, kind }: RecordRow) => `${kind} ${mode} ${blob}`;
  for (const row of base.touched) if (!head.rows.has(row.path)) gone.set(keyOf(row), (gone.get(keyOf(row)) ?? 0) + 1);
  const moved = new Set<string>();
  for (const row of head.touched) {
    const left = gone.get(keyOf(row)) ?? 0;
    if (base.rows.has(row.path) || left === 0) continue;
    gone.set(keyOf(row), left - 1);
    moved.add(row.path);
  }
  return moved;
}

/** What the path of an untouched record says of it: its id, as long as it is in order. */
export function entryOfRow({ path, kind }: RecordRow): Entry {
  const id = kindOf(kind).id === undefined ? null : idIn(path, kind);
  return { kind, path, id, status: null, causes: [], actions: [], idAt: { line: 1, column: 1, endColumn: 1 } };
}

function idIn(path: string, kind: RecordKind): string {
  const name = nameIn(path);
  return (kind === 'risk' ? /^R-\d+/.exec(name)?.[0] : undefined) ?? name;
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|ya?ml)$/, '');
}

/** Finds the files in which records of given ids may stand, by their names. */
export function rowsNamed(rows: Iterable<RecordRow>): (ids: Iterable<string>) => readonly RecordRow[] {
  const byName = new Map<string, RecordRow[]>();
  const long: RecordRow[] = [];
  for (const row of rows) {
    const name = nameIn(row.path);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [row]);
    else same.push(row);
    if (kindOf(row.kind).hasLongNames) long.push(row);
  }
  return (ids) => {
    const found = new Set<RecordRow>();
    for (const id of ids) {
      for (const row of byName.get(id) ?? []) found.add(row);
      for (const row of long) if (nameIn(row.path).startsWith(`${id}-`)) found.add(row);
    }
    return [...found];
  };
}
