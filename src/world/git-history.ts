import type { BlobRead, MainCommit, Signature } from '../core/history/commit.ts';
import type { ChangedFile } from './git-changes.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { StagedFile } from './staged-file.ts';

/**
 * What was committed, from git's objects alone: replace refs and grafts are ignored, nothing is fetched, no filter, no
 * mailmap. Whatever needs an object that is not here (shallow or partial clone) is a CannotJudge whose hint is the command
 * that fetches it. Hashes are full ones, from `resolve` or from here.
 */
export interface GitHistory {
  /**
   * Top of the bare repository that a person named with -C: from then on a `top` like any other, for everything that
   * reads objects. Undefined for every other folder, and for one inside a work tree.
   */
  bareTop(folder: string): string | undefined;
  /** The commit that HEAD is at; undefined before the first. CannotJudge for one that cannot be read. */
  head(top: string): string | undefined;
  /**
   * The newest commit of the main line: of that branch, else of its namesake on origin, else of HEAD; `ref` says which.
   * Undefined before the first commit.
   */
  mainLine(top: string, branch: string): { tip: string; ref: string } | undefined;
  /**
   * Has git begin to hand over what came to a branch after a commit, or all that it has, before `walkHistory` and
   * `readBlobStream` ask for that, which then take it over. Gives what ends it.
   */
  beginHistory(top: string, branch: string, since: string | undefined): () => void;
  isShallow(top: string): boolean;
  /** Commits whose parents a shallow clone does not have. */
  shallowBoundary(top: string): ReadonlySet<string>;
  /** Objects that replace refs would exchange and commits that grafts would move, for telling that they are ignored. */
  overrides(top: string): { replaced: readonly string[]; grafted: readonly string[] };
  /**
   * The first-parent chain from `tip` back, newest first (git's own order, in which its packs are read fastest), in
   * batches: commits that touched a file in the folders ('' for all, no patterns), down to but without `since`. OtherLine,
   * at its end at the latest, where `since` is not on the chain.
   */
  walkHistory(
    top: string,
    tip: string,
    folders: readonly string[],
    since?: string,
  ): AsyncIterable<readonly MainCommit[]>;
  /** The blobs in the order asked for, one for one, while they are still being asked for. */
  readBlobStream(
    top: string,
    blobs: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  ): AsyncIterable<readonly BlobRead[]>;
  /** The files of a commit below those folders or under those very names, in order of path. */
  treeAt(top: string, commit: string, paths: readonly string[]): readonly StagedFile[];
  /** The files that differ between two commits, in order of path. */
  changedFiles(top: string, from: string, to: string): readonly ChangedFile[];
  /**
   * Like `treeAt`, of a tree of which few files are wanted: by name and folder, '' or with a `/` at its end. A `hint` is
   * found in ` <name>`, one character for each of its bytes, of every wanted file.
   */
  filesNamed(
    top: string,
    commit: string,
    folders: readonly string[],
    isNamed: (name: string, folder: string) => boolean,
    hint?: RegExp,
  ): readonly StagedFile[];
  /** Begins to read what will be asked. Until it is closed, answers may come from there; they are the same. */
  readAhead(top: string): ReadAhead;
  /**
   * The last commit on the first-parent chain up to `tip` whose date is at or before the instant; undefined when all are
   * later. A commit's date is here the latest committer date on the chain up to it, so that a skewed clock reorders nothing.
   */
  commitAt(top: string, tip: string, instant: number): string | undefined;
  /** Undefined for histories that have nothing in common. */
  mergeBase(top: string, a: string, b: string): string | undefined;
  /** Whether `ancestor` is `descendant` or comes before it; false for a commit that is not here any more. */
  isAncestor(top: string, ancestor: string, descendant: string): boolean;
  /** Whether a commit is on the first-parent chain of `tip`; false for one that is not here any more. */
  isOnMainLine(top: string, commit: string, tip: string): boolean;
  /** Undefined for a root. `known` is a commit that is here, after which git need not be asked. */
  firstParent(top: string, commit: string, known?: string): string | undefined;
  /** Of every commit asked for, tested against the commit's own date. Slow: programs are run for each signed one. */
  signatures(top: string, commits: readonly string[]): Promise<ReadonlyMap<string, Signature>>;
  /** `Git.readBlobs`, but none may be missing. */
  requireBlobs(top: string, blobs: readonly string[], most?: number): ReadonlyMap<string, Uint8Array>;
}
