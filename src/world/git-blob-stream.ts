import type { BlobRead } from '../core/history/commit.ts';
import { growAsEver, growAtOnce, optimiseAsEver, optimiseLater } from './engine.ts';
import { isHash } from './git-blobs.ts';
import type { StreamCall, StreamGit } from './git-stream.ts';
import { LARGEST_RECORD } from './read-file.ts';

/** From so many blobs on it is worth while to tell V8 that there are some, and from so many on that there are many. */
const SOME = 20;
const MANY = 8_000;

type Batches = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** Says of a blob that is not here. */
export type Missing = (blob: string) => Error;

/** The call that hands over the blobs that it is told. */
export const blobsCall = (top: string): StreamCall => ({ cwd: top, args: ['cat-file', '--batch', '--buffer'] });

/** See `GitHistory.readBlobStream`. GitFailed where git gives up. */
export async function* blobStream(
  stream: StreamGit,
  top: string,
  blobs: Batches,
  missing: Missing,
): AsyncGenerator<readonly BlobRead[]> {
  const { chunks } = stream({ ...blobsCall(top), input: linesOf(blobs) });
  let header = '';
  let count = 0;
  let open: { blob: string; size: number; left: number; parts: Buffer[] } | undefined;
  try {
    for await (const chunk of chunks) {
      const ready: BlobRead[] = [];
      // `<id> blob <size>`, the bytes, and a line end after each.
      for (let at = 0; at < chunk.length; ) {
        if (open === undefined) {
          const end = chunk.indexOf(10, at);
          header += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
          if (end < 0) break;
          const [blob = '', type, length] = header.split(' ');
          if (type !== 'blob') throw missing(blob);
          const size = Number(length);
          header = '';
          at = end + 1;
          if (size <= LARGEST_RECORD && at + size < chunk.length) {
            ready.push({ blob, size, bytes: chunk.subarray(at, at + size) });
            at += size + 1;
          } else open = { blob, size, left: size + 1, parts: [] };
          continue;
        }
        const { blob, size, left, parts } = open;
        const part = chunk.subarray(at, at + left);
        at += part.length;
        open.left -= part.length;
        if (size <= LARGEST_RECORD) parts.push(part);
        if (open.left > 0) continue;
        const [only = part] = parts;
        ready.push({
          blob,
          size,
          bytes: size > LARGEST_RECORD ? null : parts.length > 1 ? Buffer.concat(parts, size) : only.subarray(0, size),
        });
        open = undefined;
      }
      if (ready.length === 0) continue;
      const before = count;
      count += ready.length;
      if (before < SOME && count >= SOME) {
        optimiseLater();
        growAtOnce();
      }
      if (before < MANY && count >= MANY) optimiseAsEver();
      yield ready;
    }
  } finally {
    // After this turn, in which whoever asked makes something of all of them.
    if (count >= SOME)
      setImmediate(() => {
        optimiseAsEver();
        growAsEver();
      });
  }
}

async function* linesOf(blobs: Batches): AsyncGenerator<string> {
  for await (const batch of blobs) {
    const strange = batch.find((blob) => !isHash(blob));
    if (strange !== undefined) throw new Error(`not a full hash: ${strange}`);
    if (batch.length > 0) yield `${batch.join('\n')}\n`;
  }
}
