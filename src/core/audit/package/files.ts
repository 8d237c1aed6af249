import { compareText } from '../../finding.ts';

/** A file of a package, and where its bytes come from. */
export interface PackageFile {
  /** Below the package, with `/`. */
  path: string;
  data: string | Uint8Array;
  /** Path from git's top level of the file that it is byte for byte, and its blob. */
  source?: { path: string; blob: string };
}

/** A line of the manifest's `files`. */
export interface ManifestFile {
  path: string;
  size: number;
  sha256: string;
  git_blob: string | null;
  source: string | null;
}

/** The names that a package gives itself. */
export const MANIFEST = 'manifest.json';
export const SUMS = 'MANIFEST.sha256';
export const SIGNATURE = 'MANIFEST.sha256.sig';
export const BUNDLE = 'repository.bundle';

/** What a signature of a package is for: one made for anything else is none. */
export const NAMESPACE = 'pir-evidence';

const encoder = new TextEncoder();

export const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? encoder.encode(data) : data;

/** What the manifest says of files, in order of path. */
export function manifestFiles(
  files: readonly PackageFile[],
  sha256: (data: string | Uint8Array) => string,
): ManifestFile[] {
  return [...files]
    .sort((a, b) => compareText(a.path, b.path))
    .map(({ path, data, source }) => ({
      path,
      size: bytesOf(data).length,
      sha256: sha256(data),
      git_blob: source?.blob ?? null,
      source: source?.path ?? null,
    }));
}

/** Sums as `sha256sum` of GNU coreutils writes and checks them, in order of path. Paths are such that `whyNoPath` takes. */
export function sumsText(sums: readonly { path: string; sha256: string }[]): string {
  return [...sums]
    .sort((a, b) => compareText(a.path, b.path))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}

/** The sums that a text of that form holds, by path; undefined for one of another form. */
export function readSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  if (text !== '' && !text.endsWith('\n')) return undefined;
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined || sums.has(path)) return undefined;
    sums.set(path, sha256);
  }
  return sums;
}

/**
 * Why a path has no place in a package, in words; undefined for one that has. It leads nowhere but below the folder, on
 * every system, and needs no escaping in a list of sums.
 */
export function whyNoPath(path: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return 'an absolute path';
  if (/[\\\p{Cc}\p{Cs}]/u.test(path)) return 'a path with a backslash or a control character';
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) return 'a path with . or ..';
  return undefined;
}

/**
 * Paths that some file systems take for one and the same, by themselves or by a folder on their way: upper and lower case,
 * composed and decomposed letters.
 */
export function collisions(paths: readonly string[]): string[][] {
  const folded = new Map<string, Set<string>>();
  const seen = new Set<string>();
  // A folder that was seen has had those above it seen too.
  for (const path of paths)
    for (let part = path; part !== '' && !seen.has(part); part = part.slice(0, Math.max(0, part.lastIndexOf('/')))) {
      seen.add(part);
      // Upper case first: ſ is an S, and ß an SS, to some of them.
      const key = part.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
      const same = folded.get(key);
      if (same === undefined) folded.set(key, new Set([part]));
      else same.add(part);
    }
  return [...folded.values()].filter(({ size }) => size > 1).map((same) => [...same]);
}
