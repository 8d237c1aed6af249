import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import path from 'node:path';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';
import { isInside, slashed } from './paths.ts';
import { decode, readRegularBytes, readRegularFile, wordsFor } from './read-file.ts';
import { readRecords } from './read-records.ts';
import { CannotJudge, UserError } from './user-error.ts';
import type { Files, Root } from './world.ts';
import { appendToFile, createFile, putFile, removeFile, replaceFile } from './write-file.ts';
import { createFolder } from './write-folder.ts';

/** Bytes of a config, a map, a CSV register or standard input. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/** Everything pir does with files, on a file system that tests may hand in. */
export function filesOn(fs: FsCalls, stdin: () => AsyncIterable<Uint8Array>): Files {
  return {
    readText: (name) => readText(fs, name),
    readRecords: (root, places, isKnown, onFolder) => readRecords(fs, root, places, isKnown, onFolder),
    look(name) {
      const stat = lookOrFail(fs, name);
      if (stat === undefined) return 'none';
      if (stat.isFile()) return 'file';
      if (stat.isDirectory()) return 'folder';
      return stat.isSymbolicLink() ? 'link' : 'special';
    },
    list(name) {
      try {
        return fs.readdirSync(name).sort();
      } catch (error) {
        reasonOf(error);
        return [];
      }
    },
    readBytes: (name, most) => readBytes(fs, name, most),
    digestInside: (root, name, most) => digestInside(fs, root, name, most),
    create: (name, data) => createFile(fs, name, data),
    createFolder: (name, files) => createFolder(fs, name, files),
    remove: (name, text) => removeFile(fs, name, text),
    replace: (name, before, data) => replaceFile(fs, name, before, data),
    put: (name, text) => putFile(fs, name, text),
    append: (name, text) => appendToFile(fs, name, text),
    join: (...parts) => path.join(...parts),
    resolve: (base, name) => path.resolve(base, name),
    relative: (from, to) => slashed(path.relative(from, to)),
    real(name) {
      try {
        return fs.realpathSync(name);
      } catch (error) {
        reasonOf(error);
        return name;
      }
    },
    readStdin: () => readStdin(stdin()),
  };
}

function readText(fs: FsCalls, name: string): string | undefined {
  const stat = lookOrFail(fs, name);
  if (stat === undefined) return undefined;
  const read = stat.isFile()
    ? readRegularFile(fs, name, LARGEST_TEXT, Buffer.alloc(0))
    : { problem: 'special' as const, detail: `it is a ${wordsFor(stat)}` };
  if (read.problem === undefined) return read.text;
  if (read.problem === 'missing') return undefined;
  throw unreadable(name, read.problem, read.detail);
}

function readBytes(fs: FsCalls, name: string, most: number): Uint8Array | undefined {
  const read = readRegularBytes(fs, name, most, Buffer.alloc(0));
  if (read.problem === undefined) return read.bytes;
  if (read.problem === 'missing') return undefined;
  throw unreadable(name, read.problem, read.detail);
}

function lookOrFail(fs: FsCalls, name: string) {
  try {
    return fs.lstatSync(name, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw unreadable(name, 'unreadable', reasonOf(error));
  }
}

function unreadable(name: string, problem: string, detail: string): UserError {
  if (problem === 'not_utf8')
    return new UserError(`Cannot read ${name}: it is not UTF-8 (${detail})`, 'Save it as UTF-8.');
  if (problem === 'too_large') return new UserError(`Cannot read ${name}: it is too large (${detail})`, 'Split it.');
  return new UserError(
    `Cannot read ${name}: ${detail}`,
    'Name a regular file that may be read; links are not followed.',
  );
}

const tooLarge = (name: string, most: number) =>
  new CannotJudge(`Cannot read ${name}: it is over ${Math.floor(most / 2 ** 20)} MiB`, 'pir makes no such file.');

/** In pieces, because evidence may be a large file. */
function digestInside(fs: FsCalls, root: Root, name: string, most = Number.POSITIVE_INFINITY): string | undefined {
  let fd: number | undefined;
  try {
    const real = fs.realpathSync(path.resolve(root.folder, name));
    if (!isInside(fs.realpathSync(root.top), real) || !fs.statSync(real).isFile()) return undefined;
    fd = fs.openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return undefined;
    if (stat.size > most) throw tooLarge(name, most);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(1024 * 1024);
    for (let got = fs.readSync(fd, piece); got > 0; got = fs.readSync(fd, piece)) hash.update(piece.subarray(0, got));
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof CannotJudge) throw error;
    if (codeOf(error) === 'ERR_INVALID_ARG_VALUE') return undefined;
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(codeOf(error) ?? '')) return undefined;
    throw unreadable(name, 'unreadable', reasonOf(error));
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

async function readStdin(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > LARGEST_TEXT) throw unreadable('standard input', 'too_large', `over ${LARGEST_TEXT} bytes`);
    pieces.push(piece);
  }
  const read = decode(Buffer.concat(pieces));
  if (read.problem !== undefined) throw unreadable('standard input', read.problem, read.detail);
  return read.text;
}
