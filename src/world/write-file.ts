import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';
import { makeFolders } from './make-folders.ts';
import { readRegularBytes, readRegularFile, wordsFor } from './read-file.ts';
import { lookAt, refusal, telling } from './write-errors.ts';

/** Largest text that is read for comparing, bytes: over it nothing of pir's own goes. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/** See `Files.create`. */
export function createFile(fs: FsCalls, target: string, data: string | Uint8Array): boolean {
  const folder = path.dirname(target);
  return telling(target, () => {
    makeFolders(fs, folder);
    const parent = fs.lstatSync(folder);
    if (parent.isSymbolicLink()) throw refusal(`${folder} is a symbolic link`, 'Work in the folder that it points to.');
    const temporary = writeTemporary(fs, folder, data, undefined);
    try {
      fs.linkSync(temporary, target);
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (code === 'EEXIST') return false;
      if (!noHardLinks.has(code)) throw error;
      if (!createExclusively(fs, target, data)) return false;
    } finally {
      removeQuietly(fs, temporary);
    }
    syncFolder(fs, folder);
    return true;
  });
}

/** How file systems say that they have no hard links (exFAT, some network and container mounts), or no more of them. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** The second best: still one taker for a name, but a crash in the middle leaves a part of the file. */
function createExclusively(fs: FsCalls, target: string, data: string | Uint8Array): boolean {
  let fd: number;
  try {
    fd = fs.openSync(target, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  fillAndClose(fs, fd, target, data, undefined);
  return true;
}

/** See `Files.replace`. */
export function replaceFile(
  fs: FsCalls,
  target: string,
  before: string | { sha256: string },
  data: string | Uint8Array,
): boolean {
  return telling(target, () => {
    const stat = lookAt(fs, target);
    if (stat === undefined) return false;
    if (!stat.isFile()) throw refusal(`${target} is a ${wordsFor(stat)}`, 'Put a regular file in its place.');
    const now = readRegularBytes(fs, target, LARGEST_TEXT, Buffer.alloc(0));
    if (now.problem !== undefined && now.problem !== 'missing')
      throw refusal(`cannot read ${target}: ${now.detail}`, 'Nothing was changed.');
    if (now.problem !== undefined || !isSame(now.bytes, before)) return false;
    renameOver(fs, target, data, stat.mode);
    return true;
  });
}

function isSame(bytes: Buffer, before: string | { sha256: string }): boolean {
  if (typeof before === 'string') return bytes.equals(Buffer.from(before));
  return createHash('sha256').update(bytes).digest('hex') === before.sha256;
}

/** See `Files.remove`. */
export function removeFile(fs: FsCalls, target: string, text: string): void {
  telling(target, () => {
    const stat = lookAt(fs, target);
    if (stat?.isFile() !== true) return;
    const now = readRegularFile(fs, target, LARGEST_TEXT, Buffer.alloc(0));
    if (now.problem !== undefined || now.text !== text) return;
    fs.unlinkSync(target);
    syncFolder(fs, path.dirname(target));
  });
}

/** See `Files.put`: a report's file, which may also be a device such as /dev/null. */
export function putFile(fs: FsCalls, target: string, text: string): void {
  telling(target, () => {
    const stat = lookAt(fs, target);
    // In a checkout of somebody else's branch a link could lead the report anywhere.
    if (stat?.isSymbolicLink()) throw refusal(`${target} is a symbolic link`, 'Name a file that is none.');
    if (stat !== undefined && !stat.isFile()) fs.writeFileSync(target, text);
    else renameOver(fs, target, text, stat?.mode);
  });
}

/** See `Files.append`. */
export function appendToFile(fs: FsCalls, target: string, text: string): void {
  telling(target, () => fs.appendFileSync(target, text));
}

function renameOver(fs: FsCalls, target: string, data: string | Uint8Array, mode: number | undefined): void {
  const folder = path.dirname(target);
  const temporary = writeTemporary(fs, folder, data, mode);
  try {
    fs.renameSync(temporary, target);
  } catch (error) {
    removeQuietly(fs, temporary);
    throw error;
  }
  syncFolder(fs, folder);
}

/** A whole and synced file in that folder, under a name that is never a record's. */
function writeTemporary(fs: FsCalls, folder: string, data: string | Uint8Array, mode: number | undefined): string {
  const temporary = path.join(folder, `.pir-${randomBytes(8).toString('hex')}.tmp`);
  const fd = fs.openSync(temporary, 'wx', mode === undefined ? 0o666 : 0o600);
  fillAndClose(fs, fd, temporary, data, mode);
  return temporary;
}

/** Leaves nothing behind when the data did not get on the disk as a whole. */
function fillAndClose(
  fs: FsCalls,
  fd: number,
  name: string,
  data: string | Uint8Array,
  mode: number | undefined,
): void {
  try {
    try {
      fs.writeFileSync(fd, data);
      if (mode !== undefined) fs.fchmodSync(fd, mode & 0o7777);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    removeQuietly(fs, name);
    throw error;
  }
}

/** So that the name survives a power cut too. Not every system can (Windows, some network mounts). */
function syncFolder(fs: FsCalls, folder: string): void {
  let fd: number;
  try {
    fd = fs.openSync(folder, 'r');
  } catch (error) {
    if (['EPERM', 'EACCES', 'EISDIR'].includes(codeOf(error) ?? '')) return;
    throw error;
  }
  try {
    fs.fsyncSync(fd);
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    fs.closeSync(fd);
  }
}

function removeQuietly(fs: FsCalls, name: string): void {
  try {
    fs.unlinkSync(name);
  } catch (error) {
    // The error that led here says more; a temporary file that stays is no record.
    reasonOf(error);
  }
}
