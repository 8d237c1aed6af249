import type { BlobRead } from '../core/history/commit.ts';
import { isHash } from './git-blobs.ts';
import type { StreamGit } from './git-stream.ts';
import { LARGEST_RECORD } from './read-file.ts';

type Batches = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** Says of a blob that is not here. */
export type Missing = (blob: string) => Error;

/** See `GitHistory.readBlobStream`. GitFailed where git gives up. */
export async function* blobStream(
  stream: StreamGit,
  top: string,
  blobs: Batches,
  missing: Missing,
): AsyncGenerator<readonly BlobRead[]> {
  const args = ['cat-file', '--batch', '--buffer'];
  const { chunks } = stream({ cwd: top, args, input: linesOf(blobs) });
  let rest: Buffer = Buffer.alloc(0);
  let large: { blob: string; size: number; left: number } | undefined;
  for await (const chunk of chunks) {
    const ready: BlobRead[] = [];
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (at < bytes.length) {
      if (large !== undefined) {
        const step = Math.min(large.left, bytes.length - at);
        at += step;
        large.left -= step;
        if (large.left > 0) break;
        ready.push({ blob: large.blob, size: large.size, bytes: null });
        large = undefined;
        continue;
      }
      // `<id> blob <size>`, the bytes, and a line end after each.
      const end = bytes.indexOf(10, at);
      if (end < 0) break;
      const [blob = '', type, length] = bytes.toString('latin1', at, end).split(' ');
      if (type !== 'blob') throw missing(blob);
      const size = Number(length);
      if (size > LARGEST_RECORD) {
        at = end + 1;
        large = { blob, size, left: size + 1 };
        continue;
      }
      if (bytes.length < end + 1 + size + 1) break;
      ready.push({ blob, size, bytes: bytes.subarray(end + 1, end + 1 + size) });
      at = end + 1 + size + 1;
    }
    rest = bytes.subarray(at);
    if (ready.length > 0) yield ready;
  }
}

async function* linesOf(blobs: Batches): AsyncGenerator<string> {
  for await (const batch of blobs) {
    const strange = batch.find((blob) => !isHash(blob));
    if (strange !== undefined) throw new Error(`not a full hash: ${strange}`);
    if (batch.length > 0) yield `${batch.join('\n')}\n`;
  }
}
