import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { readRegularBytes, readRegularFile } from './read-file.ts';
import type { KeptParts } from './world.ts';

const LARGEST_CACHE = 256 * 1024 * 1024;

/** The text kept under a name; undefined when there is none that can be trusted. */
export function readCache(fs: FsCalls, folder: string, name: string): string | undefined {
  return quietly(() => {
    const file = path.join(folder, name);
    if (!isOwn(fs, folder) || !isOwn(fs, file)) return undefined;
    const read = readRegularFile(fs, file, LARGEST_CACHE, Buffer.alloc(0));
    return read.problem === undefined ? read.text : undefined;
  });
}

/** The same of ASCII text, of which only the parts that are asked for are made. */
export function openCache(fs: FsCalls, folder: string, name: string): KeptParts | undefined {
  return quietly(() => {
    const file = path.join(folder, name);
    if (!isOwn(fs, folder) || !isOwn(fs, file)) return undefined;
    const read = readRegularBytes(fs, file, LARGEST_CACHE, Buffer.alloc(0));
    if (read.problem !== undefined) return undefined;
    const { bytes } = read;
    return { length: bytes.length, part: (start, end) => bytes.toString('latin1', start, end) };
  });
}

/** Replaces it as a whole, unsynced: a lost cache costs a slow run. */
export function writeCache(fs: FsCalls, folder: string, name: string, text: string): void {
  quietly(() => {
    fs.mkdirSync(folder, { recursive: true });
    if (!isOwn(fs, folder)) return;
    const temporary = path.join(folder, `.${name}.${randomBytes(8).toString('hex')}.tmp`);
    try {
      fs.writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
      fs.renameSync(temporary, path.join(folder, name));
    } catch {
      fs.unlinkSync(temporary);
    }
  });
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
