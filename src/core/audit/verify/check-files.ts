import { countOf, someOf } from '../../words.ts';
import { collisions, MANIFEST, readSums, SIGNATURE, SUMS, sumsText, whyNoPath } from '../package/files.ts';
import { type Check, failed, verified } from './check.ts';
import type { ReadManifest } from './read-manifest.ts';

/** What stands in a folder. */
export interface FoundFiles {
  /** SHA-256 of every regular file, by path. */
  sums: ReadonlyMap<string, string>;
  /** What is neither file nor folder, with what it is: never read. */
  odd: readonly { path: string; what: string }[];
  /** Why not everything was looked at; undefined where it was. */
  stopped: string | undefined;
}

/** Names that would lead elsewhere, or mean two files somewhere: those in the folder, and those in its lists. */
export function checkPaths(found: FoundFiles, listed: readonly string[]): Check {
  const names = [...found.sums.keys()];
  const wrong = [
    ...(found.stopped === undefined ? [] : [found.stopped]),
    ...found.odd.map(({ path, what }) => `${path} is ${what}`),
    ...[...new Set([...names, ...listed])].flatMap((path) => {
      const why = whyNoPath(path);
      return why === undefined ? [] : [`${path} is ${why}`];
    }),
    ...collisions([...new Set([...names, ...listed])]).map((same) => `${same.join(' and ')} differ in case alone`),
  ];
  return wrong.length === 0
    ? verified('paths', `${countOf(names.length, 'file')}, no links, names that hold on every system`)
    : failed('paths', someOf(wrong, 20));
}

/** What is wrong with files, by path: the file itself, the list of sums or the manifest. */
export type WrongFiles = ReadonlyMap<string, string>;

/**
 * Every file against the list of sums and the manifest. Two of the three that agree tell which was changed, so that one
 * changed byte is one wrong file.
 */
export function wrongFiles(
  { sums: found }: FoundFiles,
  list: string | undefined,
  manifest: ReadManifest | undefined,
): WrongFiles {
  const sums = list === undefined ? undefined : readSums(list);
  const wrong = new Map<string, string>();
  const told = manifest && new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const byManifest = told && differing(found, told, [MANIFEST, SUMS, SIGNATURE]);
  if (sums === undefined)
    wrong.set(SUMS, list === undefined ? 'it is missing' : 'it is no list of sums as sha256sum writes them');
  if (byManifest?.size === 0 && sums !== undefined) {
    const bySums = differing(found, sums, [SUMS, SIGNATURE]);
    if (bySums.size === 1 && bySums.has(MANIFEST))
      return new Map([[MANIFEST, 'it or its line in the list was changed']]);
    const isOther = list !== sumsText([...sumsOf(manifest), { path: MANIFEST, sha256: found.get(MANIFEST) ?? '' }]);
    return isOther ? new Map([[SUMS, 'it is not the list that files and manifest make']]) : wrong;
  }
  const bySums = sums === undefined ? (byManifest ?? new Map()) : differing(found, sums, [SUMS, SIGNATURE]);
  for (const [path, why] of bySums) wrong.set(path, why);
  // What the list says of a file is right, so what the manifest says of it is not.
  if (sums !== undefined && !wrong.has(MANIFEST))
    for (const path of byManifest?.keys() ?? [])
      if (!wrong.has(path)) wrong.set(MANIFEST, `what it says of ${path} is not so`);
  return wrong;
}

const sumsOf = (manifest: ReadManifest | undefined) => manifest?.files ?? [];

/** Files that are others than listed, missing, or not listed. */
function differing(
  found: ReadonlyMap<string, string>,
  listed: ReadonlyMap<string, string>,
  apart: readonly string[],
): Map<string, string> {
  const wrong = new Map<string, string>();
  for (const [path, sum] of listed) {
    const is = found.get(path);
    if (is === undefined) wrong.set(path, 'it is listed and not here');
    else if (is !== sum) wrong.set(path, 'its bytes are others than listed');
  }
  for (const path of found.keys())
    if (!listed.has(path) && !apart.includes(path)) wrong.set(path, 'it is here and not listed');
  return wrong;
}

/** The same as checks: one for all that is right, else one a file. */
export function checkFiles(wrong: WrongFiles, count: number): Check[] {
  if (wrong.size === 0) return [verified('files', `${count} of ${count} are as listed`)];
  return [...wrong].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, why]) => failed(`file ${path}`, why));
}

/** Sizes and blobs that the manifest names, against the bytes. */
export function checkBlobs(
  manifest: ReadManifest,
  bytesOf: (path: string) => Uint8Array | undefined,
  isBlob: (id: string, bytes: Uint8Array) => boolean,
): Check {
  const wrong: string[] = [];
  let count = 0;
  for (const { path, size, git_blob: blob } of manifest.files) {
    const bytes = bytesOf(path);
    // What is missing or another has been said.
    if (bytes === undefined) continue;
    if (bytes.length !== size) wrong.push(`${path} has ${bytes.length} bytes and not ${size}`);
    if (blob === null) continue;
    count++;
    if (!isBlob(blob, bytes)) wrong.push(`${path} is not the blob ${blob}`);
  }
  return wrong.length === 0
    ? verified(
        'blobs',
        `${countOf(count, 'file')} ${count === 1 ? 'is the blob' : 'are the blobs'} that the manifest names`,
      )
    : failed('blobs', someOf(wrong, 10));
}
