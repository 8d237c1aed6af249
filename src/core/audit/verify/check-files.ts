import { countOf, someOf } from '../../words.ts';
import { collisions, MANIFEST, SIGNATURE, SUMS, whyNoPath } from '../package/files.ts';
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

/**
 * Every file against the list of sums and the manifest. One that is another is named; where list and manifest disagree
 * about a file, the file tells which of the two was changed.
 */
export function checkFiles(
  { sums: found }: FoundFiles,
  sums: ReadonlyMap<string, string> | undefined,
  manifest: ReadManifest | undefined,
): Check[] {
  if (sums === undefined)
    return [
      failed(`file ${SUMS}`, found.has(SUMS) ? 'it is no list of sums as sha256sum writes them' : 'it is missing'),
    ];
  const told = new Map(manifest?.files.map(({ path, sha256 }) => [path, sha256]));
  const wrong = new Map<string, string>();
  for (const [path, sum] of sums) {
    const is = found.get(path);
    if (is === undefined) wrong.set(path, 'it is listed and not here');
    else if (is !== sum) {
      if (told.get(path) === is) wrong.set(SUMS, `what it says of ${path} is not what file and manifest say`);
      else wrong.set(path, 'its bytes are others than listed');
    }
  }
  for (const path of found.keys())
    if (path !== SUMS && path !== SIGNATURE && !sums.has(path)) wrong.set(path, 'it is here and not listed');
  const isManifestItself = !wrong.has(MANIFEST) && sums.has(MANIFEST);
  for (const [path, sum] of isManifestItself ? told : [])
    if (!sums.has(path)) wrong.set(SUMS, `it lacks ${path}, which the manifest lists`);
    else if (sums.get(path) !== sum && !wrong.has(path)) wrong.set(MANIFEST, `it has another sum for ${path}`);
  if (isManifestItself && manifest !== undefined)
    for (const path of sums.keys())
      if (path !== MANIFEST && !told.has(path)) wrong.set(MANIFEST, `it does not list ${path}`);
  if (wrong.size === 0) return [verified('files', `${sums.size} of ${sums.size} are as listed`)];
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
