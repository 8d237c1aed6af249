import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { checkObjects, isBlob, isHash, readBlobs } from './git-blobs.ts';
import { bareState, foldersOn } from './git-folders.ts';
import { headOf } from './git-head.ts';
import { identityOf, originOf } from './git-identity.ts';
import { lookOn } from './git-look.ts';
import { isShallow } from './git-missing.ts';
import { proofOn } from './git-proof.ts';
import {
  type Env,
  fields,
  type GitCall,
  gitRunner,
  gitSpawner,
  outputOf,
  type RunGit,
  type SpawnGit,
} from './git-spawn.ts';
import { stampOf } from './git-stamp.ts';
import { gitVersion, storageOf } from './git-storage.ts';
import { gitStreamer } from './git-stream.ts';
import { stagedFiles } from './git-work-tree.ts';
import { isInside } from './paths.ts';
import { tipInFile } from './plain-refs.ts';
import { LARGEST_RECORD } from './read-file.ts';
import { historyOn } from './read-history.ts';
import { CannotJudge, UserError } from './user-error.ts';
import type { Git } from './world.ts';

/** The door to git: reading is spawned directly, writing is behind simple-git in `git-commit.ts`. */
export function gitOn(fs: FsCalls, env: Env): Git {
  const gitFolders = foldersOn(gitRunner(env), fs, env);
  const run: RunGit = gitFolders.run;
  const spawner = gitSpawner(env);
  const spawn: SpawnGit = (call) => spawner(gitFolders.pointed(call));
  const textOf = (call: GitCall, task: string) => outputOf(run(call), task).toString('utf8');

  /** The index that a commit in progress made, for hooks; never that of another repository. */
  function hookIndex(top: string): Env {
    const index = env.GIT_INDEX_FILE;
    if (index === undefined || index === '') return {};
    const absolute = path.resolve(top, index);
    return isInside(gitFolders.of(top).own, absolute) ? { GIT_INDEX_FILE: absolute } : {};
  }

  function resolve(top: string, revision: string): string {
    if (revision === '' || /[\0\n\r]/.test(revision)) {
      throw new UserError(
        `Unexpected revision "${revision}", expected a name of a commit`,
        'Write a branch, a tag or a hash.',
      );
    }
    const known = aheadIn(top)?.resolve(revision);
    if (known !== undefined) return known;
    // The one place where a name given by a person meets git, but for what is read ahead; only the hash goes on.
    const { stdout } = run({
      cwd: top,
      args: ['rev-parse', '-q', '--verify', '--end-of-options', `${revision}^{commit}`],
    });
    const hash = stdout.toString('utf8').trim();
    if (isHash(hash)) return hash;
    const hint = isShallow(run, top)
      ? 'This clone is shallow; fetch the rest with git fetch --unshallow.'
      : 'Fetch it first, or look at git branch -a and git tag for its name. A day is written like 2026-11-20.';
    throw new CannotJudge(`Unexpected revision "${revision}", which is no commit here`, hint);
  }

  const look = lookOn({ fs, env, run, spawn, folders: gitFolders });

  const streamer = gitStreamer(env);
  const { aheadIn, ...history } = historyOn({
    fs,
    run,
    spawn,
    stream: (call) => streamer.stream(gitFolders.pointed(call)),
    begin: streamer.begin,
    commonFolder: (top) => gitFolders.of(top).common,
    tipOf(top, branch) {
      const { isPlain, own } = gitFolders.of(top);
      return isPlain ? tipInFile(fs, own, branch) : undefined;
    },
  });

  const proof = proofOn({
    fs,
    run,
    stream: (call) => streamer.stream(gitFolders.pointed(call)),
    commonFolder: (top) => gitFolders.of(top).common,
    shallowBoundary: history.shallowBoundary,
  });

  return {
    ...history,

    ...proof,

    bareTop: gitFolders.bareTop,

    topLevel: (folder) => gitFolders.find(folder)?.top,

    origin: (top) => originOf(run, top),

    identity: (top) => identityOf(run, top, env),

    state(top) {
      if (gitFolders.isBare(top)) return bareState(run, top);
      const rows = look.rows(top);
      const header = (name: string) => rows.find((row) => row.startsWith(`# branch.${name} `))?.slice(10 + name.length);
      const commit = header('oid') ?? '';
      const branch = header('head') ?? '(detached)';
      return {
        commit: isHash(commit) ? commit : null,
        branch: branch === '(detached)' ? null : branch,
        dirty: rows.some((row) => !row.startsWith('# ')),
        shallow: isShallow(run, top),
      };
    },

    uncommitted(top) {
      if (gitFolders.isBare(top)) return [];
      // Before the path stand as many fields as the first character says: 8 of a change, 10 of a conflict, 1 of what is new.
      const fieldsBefore: { [mark: string]: number } = { '1': 8, u: 10, '?': 1 };
      return look.rowsNow(top).flatMap((row) => {
        const count = fieldsBefore[row.charAt(0)];
        return count === undefined ? [] : [row.split(' ').slice(count).join(' ')];
      });
    },

    resolve,
    head: (top) => headOf(run, top),

    commitTime(top, hash) {
      if (!isHash(hash)) throw new Error(`not a full hash: ${hash}`);
      const args = ['log', '-1', '--no-show-signature', '--no-mailmap', '--format=%ct', '--end-of-options', hash];
      return Number(textOf({ cwd: top, args }, 'read a commit').trim());
    },

    existingCommits(top, hashes) {
      const asked = hashes.filter((hash) => /^[0-9a-f]{4,64}$/i.test(hash));
      const answers = checkObjects(
        run,
        top,
        asked.map((hash) => `${hash}^{commit}`),
      );
      return new Set(asked.filter((hash, i) => answers[i]?.id.startsWith(hash.toLowerCase())));
    },

    staged: (top) => stagedFiles(run, top, hookIndex(top)),

    readBlobs(top, blobs, most) {
      return aheadIn(top)?.readBlobs(blobs, most ?? LARGEST_RECORD) ?? readBlobs(run, top, blobs, most);
    },

    stagedChanges(top) {
      const head = headOf(run, top);
      if (head === undefined) return new Set(stagedFiles(run, top, hookIndex(top)).map((file) => file.path));
      const args = [
        'diff-index',
        '--cached',
        '--name-only',
        '-z',
        '--no-renames',
        '--ignore-submodules=dirty',
        head,
        '--',
      ];
      return new Set(fields(outputOf(run({ cwd: top, args, env: hookIndex(top) }), 'compare the index with HEAD')));
    },

    workTree: look.workTree,

    lookAhead: look.lookAhead,

    startLook: look.start,

    unchanged: look.unchanged,

    isUnchanged: look.isUnchanged,

    stamp: (top, folders, since) => stampOf(fs, gitFolders.of(top), folders, since * 1000),

    isBlob,

    cacheFolder(top) {
      const common = gitFolders.find(top)?.common;
      return common === undefined ? undefined : path.join(common, 'pir');
    },

    version: () => gitVersion(run),

    storage: (top) => storageOf(run, fs, top, gitFolders.of(top).common),

    async commit(top, paths, message) {
      const { commitPaths } = await import('./git-commit.ts');
      await commitPaths(top, paths, message, env);
      return resolve(top, 'HEAD');
    },
  };
}
