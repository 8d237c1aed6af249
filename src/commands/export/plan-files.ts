import type { PlannedFile } from '../../core/report.ts';
import { filePart } from '../../core/repository-name.ts';
import { countOf, someOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import type { ExportedFile } from './format.ts';

/** Where an export goes, and what an earlier one has left there. */
export interface Destination {
  /** The folder as it was named, and absolute. */
  asked: string;
  folder: string;
  repository: string;
  /** SHA-256 (hex) of what an earlier export of this repository wrote, by the path below the folder. */
  written: ReadonlyMap<string, string>;
  /** The text in which that stands; undefined where there was none. */
  listText: string | undefined;
}

/** The file in which an export keeps what it wrote, so that the next one overwrites that and nothing else. */
const listName = (repository: string): string => `.pir-export-${filePart(repository)}.json`;

/** Looks at the folder. UserError for what stands in its place, and for the export of a repository of another name. */
export function openDestination(asked: string, cwd: string, repository: string, { files }: World): Destination {
  const folder = files.resolve(cwd, asked);
  const there = files.look(files.real(folder));
  if (there !== 'folder' && there !== 'none')
    throw new UserError(`Unexpected ${asked}, which is no folder`, 'Name another one with --out.');
  const name = listName(repository);
  const listText = files.readText(files.join(folder, name));
  return { asked, folder, repository, listText, written: readList(listText, files.join(asked, name), repository) };
}

function readList(text: string | undefined, path: string, repository: string): Map<string, string> {
  if (text === undefined) return new Map();
  const bad = () =>
    new UserError(
      `Unexpected ${path}, which is no list that an export left`,
      'Remove it; then --force says that files may be overwritten.',
    );
  let list: { repository?: unknown; files?: unknown };
  try {
    list = JSON.parse(text);
  } catch {
    throw bad();
  }
  if (typeof list !== 'object' || list === null || typeof list.files !== 'object' || list.files === null) throw bad();
  if (list.repository !== repository)
    throw new UserError(
      `Unexpected export of ${String(list.repository)} in the same folder, whose files have the same names`,
      'Name another folder with --out, or another name with --repository.',
    );
  return new Map(Object.entries(list.files).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/**
 * The files of an export as main writes them. What stands there is overwritten only if an earlier export wrote exactly
 * that, or with `isForced`; UserError names what is in the way.
 */
export function planFiles(
  exported: readonly ExportedFile[],
  { asked, folder, repository, written, listText }: Destination,
  { root }: Repository,
  isForced: boolean,
  world: World,
): PlannedFile[] {
  const { files } = world;
  const taken: string[] = [];
  const list = new Map(written);
  const placed = (path: string) => {
    const absolutePath = files.join(folder, path);
    const below = files.relative(root.top, absolutePath);
    return { absolutePath, path: /^\.\.(?:\/|$)/.test(below) ? files.join(asked, path) : below };
  };
  const planned = exported.map(({ path, data }): PlannedFile => {
    const digest = world.sha256(data);
    list.set(path, digest);
    const file = { ...placed(path), ...(typeof data === 'string' ? { text: data } : { text: '', bytes: data }) };
    const there = files.look(file.absolutePath);
    if (there === 'none') return { ...file, action: 'create' };
    const now = there === 'file' ? files.digestInside({ folder, top: folder, isGit: false }, path) : undefined;
    if (now === digest) return { ...file, action: 'keep' };
    if (now === undefined || !(isForced || now === written.get(path))) taken.push(file.path);
    return { ...file, action: 'update', digest: now ?? '' };
  });
  if (taken.length > 0)
    throw new UserError(
      `Unexpected ${countOf(taken.length, 'file')} in the way, not as an export of ${repository} left ${taken.length === 1 ? 'it' : 'them'}: ${someOf(taken, 3)}`,
      'Nothing was overwritten; move it away, name another folder with --out, or say --force.',
    );
  if (exported.length === 0) return [];
  const text = listOf(repository, list);
  const file = { ...placed(listName(repository)), text };
  if (listText === undefined) return [...planned, { ...file, action: 'create' }];
  return [...planned, { ...file, action: listText === text ? 'keep' : 'update', before: listText }];
}

function listOf(repository: string, files: ReadonlyMap<string, string>): string {
  const sorted = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ version: 1, repository, files: sorted }, null, 2)}\n`;
}
