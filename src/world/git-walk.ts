import type { InnerCommit, MainCommit } from '../core/history/commit.ts';
import { logArguments, parseLog } from './git-log.ts';
import { mergedCommits, readCommits, type Span } from './git-merged.ts';
import type { StreamCall, StreamGit } from './git-stream.ts';
import { OtherLine } from './user-error.ts';

/** Commits after which it is decided how to go on. */
const SAMPLE = 200;
/** Commits that wait for each other once a merge is among them, because looking into merges starts a process. */
const TOGETHER = 1_000;

type Batches = AsyncIterable<readonly InnerCommit[]>;

/** See `GitHistory.walkHistory`; `isOn` asks git whether `since` is on the chain. GitFailed where git gives up. */
export async function* walk(
  stream: StreamGit,
  span: Span,
  folders: readonly string[],
  isOn: () => boolean,
): AsyncGenerator<readonly MainCommit[]> {
  const within = folders.includes('') ? [] : folders;
  let merged: ReadonlyMap<string, readonly string[]> | undefined;
  for await (const commits of together(touching(stream, span, within, isOn))) {
    const merges = commits.filter(isMerge);
    if (merges.length > 0) merged ??= await mergedCommits(stream, span);
    const hashes = merges.flatMap(({ hash }) => merged?.get(hash) ?? []);
    const read = await readCommits(stream, span.top, hashes, within);
    const innerOf = (hash: string) => merged?.get(hash)?.flatMap((inner) => read.get(inner) ?? []) ?? [];
    yield commits.map((commit) => ({ ...commit, inner: isMerge(commit) ? innerOf(commit.hash) : [] }));
  }
}

const isMerge = ({ parents }: InnerCommit) => parents.length > 1;

/**
 * The commits of the chain that touched the folders. Git is told the folders only where most commits are about other
 * things: to compare trees by path costs more than to leave out files that nobody wants (performance.md, way 6).
 */
async function* touching(
  stream: StreamGit,
  span: Span,
  within: readonly string[],
  isOn: () => boolean,
): AsyncGenerator<InnerCommit[]> {
  let isDecided = within.length === 0;
  let seen = 0;
  let found = 0;
  let next: string | undefined;
  let parent: string | undefined;
  for await (const batch of chain(stream, span, [], isBelow(within))) {
    parent = batch.at(-1)?.parents[0];
    const commits = batch.filter(({ changes }) => changes.length > 0);
    yield commits;
    seen += batch.length;
    found += commits.length;
    if (isDecided || seen < SAMPLE) continue;
    isDecided = true;
    if (2 * found >= seen) continue;
    next = batch.at(-1)?.parents[0];
    break;
  }
  if (next !== undefined) yield* chain(stream, { ...span, tip: next }, within, () => true);
  // The oldest of what came since must stand on it; a foxtrot merge has it behind another parent.
  if (span.since !== undefined && (next === undefined ? parent !== span.since : !isOn())) throw new OtherLine();
}

/** The first-parent chain, each commit against its first parent. */
function chain(
  stream: StreamGit,
  span: Span,
  within: readonly string[],
  isWanted: (path: string) => boolean,
): AsyncGenerator<InnerCommit[]> {
  return parseLog(stream(chainCall(span, within)).chunks, isWanted);
}

/** The call that says them; a walk begins with that of all files. */
export function chainCall({ top, tip, since }: Span, within: readonly string[] = []): StreamCall {
  const revisions = [tip, ...(since === undefined ? [] : [`^${since}`])];
  return { cwd: top, args: [...logArguments, '--first-parent', '-m', ...revisions, '--', ...within] };
}

/** Whether a file is one of those, or below one. */
function isBelow(places: readonly string[]): (path: string) => boolean {
  if (places.length === 0) return () => true;
  const folders = places.map((place) => `${place}/`);
  return (path) => {
    for (let i = 0; i < folders.length; i++) if (path.startsWith(folders[i] as string)) return true;
    return places.includes(path);
  };
}

/** Batches as they come, until a merge has come; then large ones. */
async function* together(batches: Batches): AsyncGenerator<readonly InnerCommit[]> {
  let waiting: InnerCommit[] = [];
  for await (const batch of batches) {
    if (waiting.length > 0 || batch.some(isMerge)) waiting.push(...batch);
    else if (batch.length > 0) yield batch;
    if (waiting.length < TOGETHER) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}
