import type { InnerCommit } from '../core/history/commit.ts';
import { logArguments, parseLog } from './git-log.ts';
import type { StreamGit } from './git-stream.ts';

export interface Span {
  top: string;
  tip: string;
  since: string | undefined;
}

/**
 * What came in by each merge on the first-parent chain of a span: of every commit on it, those that were not to be reached
 * from the one before. Oldest first.
 */
export async function mergedCommits(stream: StreamGit, { top, tip, since }: Span) {
  const args = ['rev-list', '--topo-order', '--parents', tip, ...(since === undefined ? [] : [`^${since}`]), '--'];
  const hashes: string[] = [];
  const parents: string[][] = [];
  let rest = '';
  for await (const chunk of stream({ cwd: top, args }).chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [hash = '', ...more] = line.split(' ');
      hashes.push(hash);
      parents.push(more);
    }
  }
  const places = new Map(hashes.map((hash, place) => [hash, place]));
  const chain: number[] = [];
  for (let at = places.get(tip); at !== undefined; at = places.get(parents[at]?.[0] ?? '')) chain.push(at);
  const owners = new Int32Array(hashes.length).fill(-1);
  for (const owner of chain.toReversed()) {
    const open = [owner];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (owners[at] !== -1) continue;
      owners[at] = owner;
      for (const parent of parents[at] ?? []) {
        const place = places.get(parent);
        if (place !== undefined) open.push(place);
      }
    }
  }
  const merged = new Map<string, string[]>();
  for (let at = hashes.length - 1; at >= 0; at--) {
    const owner = owners[at] ?? -1;
    if (owner === at || owner < 0) continue;
    const merge = hashes[owner] ?? '';
    const list = merged.get(merge);
    if (list === undefined) merged.set(merge, [hashes[at] ?? '']);
    else list.push(hashes[at] ?? '');
  }
  return merged;
}

/** Those commits by hash, with what each changed in the folders; the rest are left out. */
export async function readCommits(
  stream: StreamGit,
  top: string,
  commits: readonly string[],
  within: readonly string[],
): Promise<ReadonlyMap<string, InnerCommit>> {
  const read = new Map<string, InnerCommit>();
  if (commits.length === 0) return read;
  const input = (async function* () {
    yield `${commits.join('\n')}\n`;
  })();
  // Of merges only what differs from all parents: -c.
  const args = [...logArguments, '-c', '--no-walk=unsorted', '--stdin', '--', ...within];
  for await (const batch of parseLog(stream({ cwd: top, args, input }).chunks, () => true)) {
    for (const commit of batch) if (commit.changes.length > 0) read.set(commit.hash, commit);
  }
  return read;
}
