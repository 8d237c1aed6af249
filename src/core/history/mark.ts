import { type Commit, isMergedOnForge, type MainCommit, mergerOf } from './commit.ts';
import type { Mark } from './event.ts';

/** What was there of the main line when a commit was taken in. */
type Line = Pick<Mark, 'previousAt'> & { commits: number; latestAt: number };

/** The commits behind an event: which brought it, and which put it on the main line. */
export function markOf(brought: Commit, commit: MainCommit, { commits, previousAt, latestAt }: Line): Mark {
  const merger = mergerOf(commit);
  return {
    commit: brought.hash,
    author: brought.author.name,
    authorEmail: brought.author.email,
    at: brought.author.at,
    committerEmail: brought.committer.email,
    committedAt: brought.committer.at,
    merge: commit.hash,
    mergedAt: commit.committer.at,
    holdsFrom: latestAt,
    mergedBy: merger?.name ?? null,
    mergedByEmail: merger?.email ?? null,
    isMergedOnForge: isMergedOnForge(commit),
    trailers: brought === commit ? commit.trailers : [...brought.trailers, ...commit.trailers],
    order: commits,
    previousAt,
  };
}
