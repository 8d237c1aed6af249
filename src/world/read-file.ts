import { isAscii, isUtf8 } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import type { UnreadableFile } from '../core/record/record.ts';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';

/** Bytes; a record over it is a finding (security.md 3). */
export const LARGEST_RECORD = 320 * 1024;

export type ReadResult =
  | { text: string; problem?: undefined }
  | Pick<UnreadableFile, 'problem' | 'detail'>
  | { problem: 'missing'; detail: string };

/** Non-blocking, because between a look and the opening a file may become a pipe that nobody writes to. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The text of a regular file of at most `limit` bytes. Links are not followed, pipes and devices not read.
 * `scratch` is memory that may be used again by the next call.
 */
export function readRegularFile(fs: FsCalls, path: string, limit: number, scratch: Buffer): ReadResult {
  const read = readRegularBytes(fs, path, limit, scratch);
  return read.problem === undefined ? decode(read.bytes) : read;
}

/** Its bytes, which may stand in `scratch`. */
export function readRegularBytes(
  fs: FsCalls,
  path: string,
  limit: number,
  scratch: Buffer,
): { bytes: Buffer; problem?: undefined } | Exclude<ReadResult, { text: string }> {
  let fd: number;
  try {
    fd = fs.openSync(path, READ);
  } catch (error) {
    return whyClosed(error);
  }
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return { problem: 'special', detail: wordsFor(stat) };
    if (stat.size > limit) return { problem: 'too_large', detail: `${stat.size} bytes` };
    const buffer = stat.size < scratch.length ? scratch : Buffer.allocUnsafeSlow(stat.size + 1);
    let length = 0;
    let got: number;
    do {
      got = fs.readSync(fd, buffer, length, buffer.length - length, null);
      length += got;
    } while (got > 0 && length < stat.size);
    if (length > limit) return { problem: 'too_large', detail: `over ${limit} bytes` };
    if (length === buffer.length) return { problem: 'unreadable', detail: 'it grew while it was read' };
    return { bytes: buffer.subarray(0, length) };
  } catch (error) {
    return { problem: 'unreadable', detail: reasonOf(error) };
  } finally {
    fs.closeSync(fd);
  }
}

function whyClosed(error: unknown): { problem: 'missing' | 'link' | 'special' | 'unreadable'; detail: string } {
  const code = codeOf(error);
  if (code === 'ENOENT') return { problem: 'missing', detail: 'no such file' };
  if (code === 'ELOOP') return { problem: 'link', detail: 'symbolic link' };
  if (code === 'ENXIO') return { problem: 'special', detail: 'socket or device' };
  return { problem: 'unreadable', detail: reasonOf(error) };
}

/** Opens a regular file of at most `limit` bytes for reading, as above; without `fd` where it is none. */
export function openRegular(
  fs: FsCalls,
  path: string,
  limit: number,
): { fd: number; size: number } | { fd: undefined; size: 0 } {
  const fd = fs.openSync(path, READ);
  let size = limit + 1;
  try {
    const stat = fs.fstatSync(fd);
    if (stat.isFile()) size = stat.size;
  } finally {
    if (size > limit) fs.closeSync(fd);
  }
  return size > limit ? { fd: undefined, size: 0 } : { fd, size };
}

/** The text, or the place of the first byte that is not UTF-8. A byte order mark stays in the text. */
export function decode(bytes: Buffer): ReadResult {
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') };
  const offset = firstBadByte(bytes);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  return { problem: 'not_utf8', detail: `byte 0x${byte} at offset ${offset}` };
}

function firstBadByte(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

/** What stands there, in words for a message. */
export function wordsFor(
  entry: Pick<
    Stats,
    'isSymbolicLink' | 'isDirectory' | 'isFIFO' | 'isSocket' | 'isCharacterDevice' | 'isBlockDevice' | 'isFile'
  >,
): string {
  if (entry.isFile()) return 'file';
  if (entry.isSymbolicLink()) return 'symbolic link';
  if (entry.isDirectory()) return 'folder';
  if (entry.isFIFO()) return 'named pipe';
  if (entry.isSocket()) return 'socket';
  return 'device';
}
