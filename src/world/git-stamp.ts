import { hash } from 'node:crypto';
import path from 'node:path';
import { codeOf, type FsCalls } from './fs-calls.ts';
import { readRegularBytes, readRegularFile } from './read-file.ts';

const LARGEST_INDEX = 256 * 1024 * 1024;
const LARGEST_ATTRIBUTES = 1024 * 1024;

/**
 * How exactly a disk tells the times of two changes, at worst (FAT), in milliseconds. What changed so shortly before a
 * folder was read may have changed once more after it, and bear the same time.
 */
const TICK = 2_000;

/**
 * A text that stays the same as long as what git knows of a work tree's files does (its index), the names in those folders,
 * and the attributes by which git reads what is in them. `since` is when their names began to be read (UTC epoch
 * milliseconds; infinity if they were not). Undefined where that cannot be told.
 */
export function stampOf(
  fs: FsCalls,
  { top, own, common }: { top: string; own: string; common: string },
  folders: readonly string[],
  since: number,
): string | undefined {
  try {
    const index = readRegularBytes(fs, path.join(own, 'index'), LARGEST_INDEX, Buffer.alloc(0));
    if (index.problem !== undefined) return undefined;
    // Of all its bytes: the checksum at its end may be left out (index.skipHash).
    const parts: (string | null)[] = [hash('sha256', index.bytes, 'hex')];
    const above = new Set<string>(['']);
    for (const folder of folders) {
      const stat = fs.lstatSync(path.join(top, folder), { bigint: true, throwIfNoEntry: false });
      for (let at = folder; at !== '' && at !== '.'; at = path.posix.dirname(at)) above.add(at);
      if (stat === undefined) {
        parts.push(folder, null);
        continue;
      }
      const isSettled = Number(stat.ctimeMs) < since - TICK && Number(stat.mtimeMs) < since - TICK;
      if (!stat.isDirectory() || !isSettled) return undefined;
      parts.push(folder, [stat.dev, stat.ino, stat.mtimeNs, stat.ctimeNs].join(' '));
    }
    const attributes = [...above].map((folder) => path.join(top, folder, '.gitattributes'));
    for (const name of [path.join(common, 'info', 'attributes'), ...attributes]) {
      const read = readRegularFile(fs, name, LARGEST_ATTRIBUTES, Buffer.alloc(0));
      if (read.problem === undefined) parts.push(read.text);
      else if (read.problem === 'missing') parts.push(null);
      else return undefined;
    }
    return hash('sha256', JSON.stringify(parts), 'hex');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
