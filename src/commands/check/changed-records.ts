import { kindOf } from '../../core/record/kinds.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { Root, World } from '../../world/world.ts';
import { type RecordPlaces, type RecordRow, readRows } from '../record-rows.ts';

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
