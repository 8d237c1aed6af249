import { blobsCall } from './git-blob-stream.ts';
import type { StreamCall } from './git-stream.ts';
import { chainCall } from './git-walk.ts';

/** See `GitHistory.beginHistory`. */
export function beginHistory(
  begin: (call: StreamCall) => () => void,
  { top, tip, since }: { top: string; tip: string | undefined; since: string | undefined },
): () => void {
  if (tip === undefined || tip === since) return () => {};
  const ends = [begin(chainCall({ top, tip, since })), begin(blobsCall(top))];
  return () => {
    for (const end of ends) end();
  };
}
