import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { openRegular, readRegularFile } from './read-file.ts';

/** What was kept, in parts: only those that are asked for are read. */
export interface KeptParts {
  length: number;
  /** Of what is ASCII. */
  part(start: number, end: number): string;
  bytes(start: number, end: number): Uint8Array;
}

const LARGEST_CACHE = 256 * 1024 * 1024;
/** Characters that are written at once. */
const PIECE = 1024 * 1024;

/** Whether anything stands under a name. */
export function hasCache(fs: FsCalls, folder: string, name: string): boolean {
  return quietly(() => fs.lstatSync(path.join(folder, name), { throwIfNoEntry: false })) !== undefined;
}

/** The text kept under a name; undefined when there is none that can be trusted. */
export function readCache(fs: FsCalls, folder: string, name: string): string | undefined {
  return quietly(() => {
    const file = path.join(folder, name);
    if (!isOwn(fs, folder) || !isOwn(fs, file)) return undefined;
    const read = readRegularFile(fs, file, LARGEST_CACHE, Buffer.alloc(0));
    return read.problem === undefined ? read.text : undefined;
  });
}

/**
 * The same, of which only the parts that are asked for are read. The file stays open, among `opened`, so that all parts
 * are of one file, whatever takes its place; parts that are not there any more are shorter.
 */
export function openCache(fs: FsCalls, folder: string, name: string, opened: number[]): KeptParts | undefined {
  return quietly(() => {
    const file = path.join(folder, name);
    if (!isOwn(fs, folder) || !isOwn(fs, file)) return undefined;
    const { fd, size } = openRegular(fs, file, LARGEST_CACHE);
    if (fd === undefined) return undefined;
    opened.push(fd);
    const bytes = (start: number, end: number): Buffer => {
      const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(end, size) - start));
      let length = 0;
      let got: number;
      do {
        got = fs.readSync(fd, buffer, length, buffer.length - length, start + length);
        length += got;
      } while (got > 0 && length < buffer.length);
      return buffer.subarray(0, length);
    };
    return { length: size, bytes, part: (start, end) => bytes(start, end).toString('latin1') };
  });
}

/** Replaces it as a whole, unsynced: a lost cache costs a slow run. */
export function writeCache(
  fs: FsCalls,
  folder: string,
  name: string,
  data: string | Uint8Array | readonly string[],
): void {
  quietly(() => {
    fs.mkdirSync(folder, { recursive: true });
    if (!isOwn(fs, folder)) return;
    const temporary = path.join(folder, `.${name}.${randomBytes(8).toString('hex')}.tmp`);
    try {
      if (Array.isArray(data)) writeTexts(fs, temporary, data);
      else fs.writeFileSync(temporary, data as string | Uint8Array, { flag: 'wx', mode: 0o600 });
      fs.renameSync(temporary, path.join(folder, name));
    } catch {
      fs.unlinkSync(temporary);
    }
  });
}

function writeTexts(fs: FsCalls, name: string, texts: readonly string[]): void {
  const fd = fs.openSync(name, 'wx', 0o600);
  try {
    let some: string[] = [];
    let length = 0;
    const write = (): void => {
      fs.writeFileSync(fd, some.join(''));
      some = [];
      length = 0;
    };
    for (const text of texts) {
      for (let at = 0; at < text.length; ) {
        const end = pieceEnd(text, at + PIECE);
        some.push(text.slice(at, end));
        length += end - at;
        at = end;
        if (length >= PIECE) write();
      }
    }
    write();
  } finally {
    fs.closeSync(fd);
  }
}

// Halves of a character would be written as two unknown ones.
function pieceEnd(text: string, end: number): number {
  const isHalf = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return Math.min(text.length, isHalf ? end + 1 : end);
}

/** Somebody else's verdicts are not to be believed, and a link could lead a write anywhere. */
function isOwn(fs: FsCalls, name: string): boolean {
  const stat = fs.lstatSync(name);
  return !stat.isSymbolicLink() && (process.getuid === undefined || stat.uid === process.getuid());
}

/** A cache that fails is a cache that is not there. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
