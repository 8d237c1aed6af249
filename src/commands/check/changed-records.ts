import { kindOf } from '../../core/record/kinds.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { ReadAhead, Root, World } from '../../world/world.ts';
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
export async function readNamed(
  ids: ReadonlySet<string>,
  commit: string,
  { folders, rowOf }: RecordPlaces,
  isKnown: (path: string) => boolean,
  root: Root,
  world: World,
  ahead: ReadAhead | undefined,
): Promise<readonly RecordFile[]> {
  if (ids.size === 0) return [];
  // As the rule record-id compares them.
  const wanted = new Set([...ids].map(folded));
  const shortest = Math.min(...[...wanted].map(({ length }) => length));
  const beginnings = new Set([...wanted].map((id) => id.slice(0, shortest)));
  const isNamed = (file: string): boolean => {
    // Of ten thousand names, few get further.
    if (!beginnings.has(file.slice(0, shortest).toLowerCase()) && isAscii(file)) return false;
    const name = folded(nameIn(file));
    if (wanted.has(name)) return true;
    for (let dash = name.indexOf('-', shortest); dash > 0; dash = name.indexOf('-', dash + 1))
      if (wanted.has(name.slice(0, dash))) return true;
    return false;
  };
  await ahead?.trees(commit, folders);
  const rows = world.git
    .filesNamed(root.top, commit, folders, (name, folder) => isNamed(name) && !isKnown(folder + name), hintOf(wanted))
    .flatMap((file) => rowOf(file) ?? [])
    .filter((row) => kindOf(row.kind).hasLongNames || wanted.has(folded(nameIn(row.path))));
  await ahead?.blobs(rows.map(({ blob }) => blob));
  return readRows(rows, root, world);
}

/** More are sooner looked for in each name. */
const MOST_HINTS = 50;

/** What stands before and in a name that begins with one of those folded ids, one character for each byte of UTF-8. */
export function hintOf(ids: ReadonlySet<string>): RegExp | undefined {
  if (ids.size > MOST_HINTS || ![...ids].every((id) => /^[\w-]+$/.test(id))) return undefined;
  // Of all that is not ASCII, the sign of the kelvin alone is folded into a letter of it.
  const words = [...ids].map((id) => id.replaceAll('k', '(?:k|\xe2\x84\xaa)'));
  return new RegExp(`[ /](?:${words.join('|')})`, 'i');
}

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

const folded = (text: string): string => (isAscii(text) ? text : text.normalize('NFC')).toLowerCase();

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|ya?ml)$/, '');
}
