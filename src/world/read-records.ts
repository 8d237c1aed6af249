import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Place } from '../core/record/places.ts';
import type { RecordFile, UnreadableFile } from '../core/record/record.ts';
import { optimiseAsEver, optimiseLater } from './engine.ts';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';
import { isInside, slashed } from './paths.ts';
import { LARGEST_RECORD, readRegularFile, wordsFor } from './read-file.ts';
import type { Root } from './world.ts';

const MOST_LEVELS = 32;
/** From so many records on it is worth while to tell V8 that there are some, and from so many on that there are many. */
const SOME = 20;
const MANY = 1_000;

/** One folder on the way. */
interface Folder {
  absolute: string;
  /** Relative to the top, with `/`. */
  path: string;
  place: Place;
  level: number;
}

/** See `Files.readRecords`. Nothing is kept but the names of the folders on the way. */
export function* readRecords(
  fs: FsCalls,
  root: Root,
  places: readonly Place[],
  isKnown: ((path: string) => boolean) | undefined,
  onFolder: ((path: string) => void) | undefined,
): Generator<RecordFile> {
  const scratch = Buffer.allocUnsafeSlow(LARGEST_RECORD + 1);
  const folders = places
    .map((place): Folder => {
      const absolute = path.resolve(root.folder, place.folder);
      return { absolute, path: slashed(path.relative(root.top, absolute)), place, level: 0 };
    })
    .sort((a, b) => compareKeys(`${a.path}/`, `${b.path}/`));
  const isPlace = (folder: string) => folders.some((other) => other.path === folder);
  let count = 0;
  try {
    for (const folder of folders) {
      onFolder?.(folder.path);
      const problem = placeProblem(fs, root, folder.absolute);
      if (problem === 'missing') continue;
      if (problem !== undefined) yield { path: folder.path, kind: folder.place.kind, ...problem };
      else yield* readFolder(folder);
    }
  } finally {
    if (count >= SOME) optimiseAsEver();
  }

  function* readFolder(folder: Folder): Generator<RecordFile> {
    const { place } = folder;
    const atFolder = { path: folder.path, kind: place.kind };
    let entries: Dirent[];
    try {
      entries = fs.readdirSync(folder.absolute, { withFileTypes: true });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') yield { ...atFolder, problem: 'unreadable', detail: reasonOf(error) };
      return;
    }
    if (folder.absolute !== root.top && entries.some(({ name }) => name === '.git')) {
      yield { ...atFolder, problem: 'special', detail: 'submodule or other repository' };
      return;
    }
    if (folder.level > MOST_LEVELS) {
      yield { ...atFolder, problem: 'unreadable', detail: `folder more than ${MOST_LEVELS} levels down` };
      return;
    }
    for (const entry of inOrder(entries)) {
      const isNamed = (place.format === 'markdown' ? /\.md$/ : /\.ya?ml$/).test(entry.name);
      const isFile = entry.isFile();
      if (isFile && !isNamed) continue;
      const name = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      const absolute = `${folder.absolute}${path.sep}${entry.name}`;
      if (isFile) {
        if (isKnown?.(name)) continue;
        count++;
        if (count === SOME) optimiseLater();
        else if (count === MANY) optimiseAsEver();
        const read = readRegularFile(fs, absolute, LARGEST_RECORD, scratch);
        const at = { path: name, kind: place.kind };
        if (read.problem === undefined) yield { ...at, text: read.text };
        else if (read.problem !== 'missing') yield { ...at, problem: read.problem, detail: read.detail };
        // A name that is not UTF-8 does not find its own file again.
        else if (name.includes('\ufffd')) yield { ...at, problem: 'unreadable', detail: 'file name that is not UTF-8' };
      } else if (place.isDeep && entry.isDirectory()) {
        if (isPlace(name)) continue;
        onFolder?.(name);
        yield* readFolder({ absolute, path: name, place, level: folder.level + 1 });
      } else if (place.isDeep || isNamed) {
        const problem = entry.isSymbolicLink() ? 'link' : 'special';
        yield { path: name, kind: place.kind, problem, detail: wordsFor(entry) };
      }
    }
  }
}

/** Entries that may be records or hold some, in the order of their whole paths: `a-b.md` before `a/c.md`. */
function inOrder(entries: readonly Dirent[]): Dirent[] {
  return entries
    .filter(({ name }) => !/^(?:[._]|README\.md$|index\.md$)/.test(name))
    .map((entry) => ({ entry, key: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ entry }) => entry);
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Why the folder of a place cannot be read as such, if so. A link is followed here, but not out of the repository. */
function placeProblem(
  fs: FsCalls,
  root: Root,
  folder: string,
): Pick<UnreadableFile, 'problem' | 'detail'> | 'missing' | undefined {
  try {
    const real = fs.realpathSync(folder);
    if (!isInside(fs.realpathSync(root.top), real)) return { problem: 'link', detail: 'folder outside the repository' };
    const stat = fs.statSync(real);
    return stat.isDirectory() ? undefined : { problem: 'special', detail: `${wordsFor(stat)} in place of a folder` };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { problem: 'unreadable', detail: reasonOf(error) };
    return isLink(fs, folder) ? { problem: 'link', detail: 'symbolic link to nothing' } : 'missing';
  }
}

function isLink(fs: FsCalls, name: string): boolean {
  try {
    return fs.lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch (error) {
    // A name too long for any file.
    reasonOf(error);
    return false;
  }
}
