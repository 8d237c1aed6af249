import path from 'node:path';
import { aheadsOn } from './aheads.ts';
import { beginHistory } from './begin-history.ts';
import type { FsCalls } from './fs-calls.ts';
import { commitAt, firstParent, isAncestor, isOnMainLine, mergeBase } from './git-ancestry.ts';
import { blobStream } from './git-blob-stream.ts';
import { isHash, readBlobs } from './git-blobs.ts';
import { changedFiles, filesNamed } from './git-changes.ts';
import type { GitHistory } from './git-history.ts';
import { mainLine, REPLACED, replacedIn } from './git-main-line.ts';
import { answerOf, cutOff, lacking } from './git-missing.ts';
import { readSignatures } from './git-signatures.ts';
import { fields, type RunGit, type SpawnGit } from './git-spawn.ts';
import { GitFailed, type StreamCall, type StreamGit } from './git-stream.ts';
import { walk } from './git-walk.ts';
import type { Ahead } from './read-ahead.ts';
import { LARGEST_RECORD, readRegularFile } from './read-file.ts';
import type { StagedFile } from './staged-file.ts';
import { OtherLine } from './user-error.ts';

/** Git's shallow and grafts files are no larger than this. */
const LARGEST_LIST = 16 * 1024 * 1024;

/** What a history is read with. `commonFolder` is the git directory that all work trees of a repository share. */
export interface HistoryDoor {
  fs: FsCalls;
  run: RunGit;
  spawn: SpawnGit;
  stream: StreamGit;
  /** Starts git for a stream of that call; gives what ends it. */
  begin(call: StreamCall): () => void;
  commonFolder(top: string): string;
  /** What the newest commit of a branch is, where git need not be asked: see `tipInFile`. */
  tipOf(top: string, branch: string): string | undefined;
}

/** All of GitHistory but where a bare repository and HEAD are, and what was read ahead. */
export function historyOn({
  fs,
  run,
  spawn,
  stream,
  begin,
  commonFolder,
  tipOf,
}: HistoryDoor): Omit<GitHistory, 'bareTop' | 'head'> & { aheadIn(top: string): Ahead | undefined } {
  const { aheadIn, readAhead } = aheadsOn(spawn);

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

  // Git is asked for these with the branches, which takes as long as for the branches alone.
  let known: { top: string; replaced: readonly string[] } | undefined;

  function replacedOf(top: string): readonly string[] {
    const args = ['for-each-ref', '--format=%(refname)', REPLACED];
    return replacedIn(answerOf(run, top, args, 'read the replace refs').toString('utf8').split('\n'));
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
    aheadIn,
    readAhead,

    mainLine(top, branch) {
      const tip = tipOf(top, branch);
      if (tip !== undefined) {
        known = { top, replaced: [] };
        return { tip, ref: `refs/heads/${branch}` };
      }
      const { main, replaced } = mainLine(run, top, branch);
      known = { top, replaced };
      return main;
    },

    beginHistory: (top, branch, since) => beginHistory(begin, { top, tip: tipOf(top, branch), since }),

    isShallow: (top) => shallowBoundary(top).size > 0,

    shallowBoundary,
    overrides(top) {
      return {
        replaced: known?.top === top ? known.replaced : replacedOf(top),
        grafted: readList(top, path.join('info', 'grafts')),
      };
    },

    walkHistory(top, tip, folders, since) {
      const task = 'read the history';
      return explained(
        top,
        task,
        (async function* () {
          if (since === tip) return;
          const isOn = () => since === undefined || isOnMainLine(run, top, since, tip);
          if (since !== undefined && shallowBoundary(top).size > 0 && !isOn()) throw new OtherLine();
          requireWhole(top, requireHash(tip), since === undefined ? undefined : requireHash(since), task);
          try {
            yield* walk(stream, { top, tip, since }, folders, isOn);
          } catch (error) {
            // Of a commit that is gone git only says that it is a bad object.
            throw error instanceof GitFailed && !isOn() ? new OtherLine() : error;
          }
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

    requireBlobs(top, blobs, most) {
      const read = aheadIn(top)?.readBlobs(blobs, most ?? LARGEST_RECORD) ?? readBlobs(run, top, blobs, most);
      const missing = blobs.find((blob) => !read.has(blob));
      if (missing !== undefined) throw lacking(run, top, 'read old versions', `${missing} is missing`);
      return read;
    },

    treeAt(top, commit, paths) {
      if (paths.length === 0) return [];
      const known = aheadIn(top)?.filesIn(commit, paths);
      if (known !== undefined) return known;
      const within = paths.includes('') ? [] : paths;
      const args = ['ls-tree', '-r', '-z', '--full-tree', requireHash(commit), '--', ...within];
      return fields(answerOf(run, top, args, 'read the tree of a commit')).map(fileOf);
    },

    changedFiles(top, from, to) {
      const known = aheadIn(top)?.changedFiles(from, to);
      return known ?? changedFiles(run, top, requireHash(from), requireHash(to));
    },

    filesNamed(top, commit, folders, isNamed, hint) {
      const known = aheadIn(top)?.filesIn(commit, folders, isNamed, hint);
      return known ?? filesNamed(run, top, requireHash(commit), folders, isNamed);
    },

    commitAt: (top, tip, instant) => commitAt(run, top, requireHash(tip), instant, shallowBoundary(top)),

    mergeBase: (top, a, b) => aheadIn(top)?.mergeBase(a, b) ?? mergeBase(run, top, requireHash(a), requireHash(b)),

    isAncestor: (top, ancestor, descendant) => isAncestor(run, top, requireHash(ancestor), requireHash(descendant)),

    isOnMainLine: (top, commit, tip) => isOnMainLine(run, top, requireHash(commit), requireHash(tip)),

    firstParent(top, commit, known) {
      return aheadIn(top)?.firstParent(commit, known) ?? firstParent(run, top, requireHash(commit), known);
    },

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
