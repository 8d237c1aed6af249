import path from 'node:path';
import type { BlobRead, MainCommit, Signature } from '../core/history/commit.ts';
import type { FsCalls } from './fs-calls.ts';
import { commitAt, firstParent, isAncestor, mergeBase } from './git-ancestry.ts';
import { blobStream } from './git-blob-stream.ts';
import { isHash, readBlobs } from './git-blobs.ts';
import { type ChangedFile, changedFiles, filesNamed } from './git-changes.ts';
import { mainLine } from './git-main-line.ts';
import { answerOf, cutOff, lacking } from './git-missing.ts';
import { readSignatures } from './git-signatures.ts';
import { fields, type RunGit } from './git-spawn.ts';
import { GitFailed, type StreamGit } from './git-stream.ts';
import { walk } from './git-walk.ts';
import { readRegularFile } from './read-file.ts';
import type { StagedFile } from './world.ts';

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
  /**
   * The newest commit of the main line: of that branch, else of its namesake on origin, else of HEAD; `ref` says which.
   * Undefined before the first commit.
   */
  mainLine(top: string, branch: string): { tip: string; ref: string } | undefined;
  isShallow(top: string): boolean;
  /** Commits whose parents a shallow clone does not have. */
  shallowBoundary(top: string): ReadonlySet<string>;
  /** Objects that replace refs would exchange and commits that grafts would move, for telling that they are ignored. */
  overrides(top: string): { replaced: readonly string[]; grafted: readonly string[] };
  /**
   * The first-parent chain from `tip` back, newest first (git's own order, in which its packs are read fastest), in
   * batches: commits that touched a file in the folders ('' for all, no patterns), down to but without `since`.
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
  /** Like `treeAt`, of a tree of which few files are wanted. */
  filesNamed(
    top: string,
    commit: string,
    folders: readonly string[],
    isNamed: (path: string) => boolean,
  ): readonly StagedFile[];
  /**
   * The last commit on the first-parent chain up to `tip` whose date is at or before the instant; undefined when all are
   * later. A commit's date is here the latest committer date on the chain up to it, so that a skewed clock reorders nothing.
   */
  commitAt(top: string, tip: string, instant: number): string | undefined;
  /** Undefined for histories that have nothing in common. */
  mergeBase(top: string, a: string, b: string): string | undefined;
  /** Whether `ancestor` is `descendant` or comes before it; false for a commit that is not here any more. */
  isAncestor(top: string, ancestor: string, descendant: string): boolean;
  /** Undefined for a root. */
  firstParent(top: string, commit: string): string | undefined;
  /** Of every commit asked for, tested against the commit's own date. Slow: programs are run for each signed one. */
  signatures(top: string, commits: readonly string[]): Promise<ReadonlyMap<string, Signature>>;
  /** `Git.readBlobs`, but none may be missing. */
  requireBlobs(top: string, blobs: readonly string[]): ReadonlyMap<string, Uint8Array>;
}

/** Git's shallow and grafts files are no larger than this. */
const LARGEST_LIST = 16 * 1024 * 1024;

/** What a history is read with. `commonFolder` is the git directory that all work trees of a repository share. */
export interface HistoryDoor {
  fs: FsCalls;
  run: RunGit;
  stream: StreamGit;
  commonFolder(top: string): string;
}

/** All of GitHistory but the question where a bare repository is. */
export function historyOn({ fs, run, stream, commonFolder }: HistoryDoor): Omit<GitHistory, 'bareTop'> {
  /** The hashes that lines of one of git's own files start with. */
  function readList(top: string, name: string): string[] {
    const read = readRegularFile(fs, path.join(commonFolder(top), name), LARGEST_LIST, Buffer.alloc(0));
    if (read.problem !== undefined) return [];
    return read.text.split('\n').flatMap((line) => line.split(' ', 1).filter(isHash));
  }

  const shallowBoundary = (top: string): ReadonlySet<string> => new Set(readList(top, 'shallow'));

  /** CannotJudge if the history of `tip`, without that of `since`, is cut off. */
  function requireWhole(top: string, tip: string, since: string | undefined, task: string): void {
    const boundary = shallowBoundary(top);
    if (boundary.size === 0) return;
    const args = ['rev-list', tip, ...(since === undefined ? [] : [`^${since}`]), '--'];
    const hashes = answerOf(run, top, args, task).toString('latin1').split('\n');
    if (hashes.some((hash) => boundary.has(hash))) throw cutOff(task);
  }

  /** What git's failure means for the person. */
  async function* explained<T>(top: string, task: string, items: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* items;
    } catch (error) {
      throw error instanceof GitFailed ? lacking(run, top, task, error.stderr) : error;
    }
  }

  return {
    mainLine: (top, branch) => mainLine(run, top, branch),

    isShallow: (top) => shallowBoundary(top).size > 0,

    shallowBoundary,

    overrides(top) {
      const args = ['for-each-ref', '--format=%(refname)', 'refs/replace/'];
      const refs = answerOf(run, top, args, 'read the replace refs').toString('utf8').split('\n');
      return {
        replaced: refs.map((ref) => ref.slice(ref.lastIndexOf('/') + 1)).filter(isHash),
        grafted: readList(top, path.join('info', 'grafts')),
      };
    },

    walkHistory(top, tip, folders, since) {
      const task = 'read the history';
      return explained(
        top,
        task,
        (async function* () {
          requireWhole(top, requireHash(tip), since === undefined ? undefined : requireHash(since), task);
          yield* walk(stream, { top, tip, since }, folders);
        })(),
      );
    },

    readBlobStream(top, blobs) {
      const task = 'read old versions';
      return explained(
        top,
        task,
        blobStream(stream, top, blobs, (blob) => lacking(run, top, task, `${blob} is missing`)),
      );
    },

    requireBlobs(top, blobs) {
      const read = readBlobs(run, top, blobs);
      const missing = blobs.find((blob) => !read.has(blob));
      if (missing !== undefined) throw lacking(run, top, 'read old versions', `${missing} is missing`);
      return read;
    },

    treeAt(top, commit, paths) {
      const within = paths.includes('') ? [] : paths;
      if (paths.length === 0) return [];
      const args = ['ls-tree', '-r', '-z', '--full-tree', requireHash(commit), '--', ...within];
      return fields(answerOf(run, top, args, 'read the tree of a commit')).map(fileOf);
    },

    changedFiles: (top, from, to) => changedFiles(run, top, requireHash(from), requireHash(to)),

    filesNamed: (top, commit, folders, isNamed) => filesNamed(run, top, requireHash(commit), folders, isNamed),

    commitAt: (top, tip, instant) => commitAt(run, top, requireHash(tip), instant, shallowBoundary(top)),

    mergeBase: (top, a, b) => mergeBase(run, top, requireHash(a), requireHash(b)),

    isAncestor: (top, ancestor, descendant) => isAncestor(run, top, requireHash(ancestor), requireHash(descendant)),

    firstParent: (top, commit) => firstParent(run, top, requireHash(commit)),

    async signatures(top, commits) {
      try {
        return await readSignatures(run, stream, top, commits.map(requireHash));
      } catch (error) {
        throw error instanceof GitFailed ? lacking(run, top, 'verify signatures', error.stderr) : error;
      }
    },
  };
}

/** Names given by a person go through `resolve`; here everything else is a bug. */
function requireHash(name: string): string {
  if (!isHash(name)) throw new Error(`not a full hash: ${name}`);
  return name;
}

/** `100644 blob <id>\t<path>` */
function fileOf(row: string): StagedFile {
  const tab = row.indexOf('\t');
  const [mode = '', , blob = ''] = row.slice(0, tab).split(' ');
  return { path: row.slice(tab + 1), mode, blob };
}
