import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { checkObjects, isBlob, isHash, readBlobs } from './git-blobs.ts';
import { identityOf } from './git-identity.ts';
import {
  type Env,
  fields,
  type GitCall,
  gitRunner,
  gitWords,
  outputOf,
  refuseUnsafe,
  withoutFilters,
} from './git-spawn.ts';
import { gitVersion, storageOf } from './git-storage.ts';
import { stagedFiles, unchangedFiles } from './git-work-tree.ts';
import { isInside } from './paths.ts';
import { CannotJudge, type Git, UserError } from './world.ts';

/** Where a repository keeps its own things. */
interface GitFolders {
  top: string;
  /** This work tree's own git directory; that which all its work trees share. */
  own: string;
  common: string;
}

/** The door to git: reading is spawned directly, writing is behind simple-git in `git-commit.ts`. */
export function gitOn(fs: FsCalls, env: Env): Git {
  const run = gitRunner(env);
  const found = new Map<string, GitFolders>();

  function findFolders(folder: string): GitFolders | undefined {
    const known = found.get(folder);
    if (known !== undefined) return known;
    const args = ['rev-parse', '--git-common-dir', '--git-dir', '--show-toplevel'];
    const { status, stdout, stderr } = run({ cwd: folder, args });
    if (status !== 0) {
      refuseUnsafe(stderr);
      if (status === undefined || /not a git repository|must be run in a work tree|bare repository/.test(stderr))
        return undefined;
      throw new CannotJudge(
        `Cannot read the repository around ${folder}: ${gitWords(stderr)}`,
        'Look at it with git status.',
      );
    }
    const [common = '', own = '', top = '', ...more] = stdout.toString('utf8').replace(/\n$/, '').split('\n');
    if (more.length > 0)
      throw new UserError('The repository stands in a folder with a line break in its name', 'Rename the folder.');
    const folders = { top: path.resolve(top), own: path.resolve(folder, own), common: path.resolve(folder, common) };
    found.set(folder, folders).set(folders.top, folders);
    return folders;
  }

  function foldersOf(top: string): GitFolders {
    const folders = findFolders(top);
    if (folders === undefined)
      throw new CannotJudge(`There is no git repository at ${top}`, 'Run the command inside one.');
    return folders;
  }

  const textOf = (call: GitCall, task: string) => outputOf(run(call), task).toString('utf8');

  /** The index that a commit in progress made, for hooks; never that of another repository. */
  function hookIndex(top: string): Env {
    const index = env.GIT_INDEX_FILE;
    if (index === undefined || index === '') return {};
    const absolute = path.resolve(top, index);
    return isInside(foldersOf(top).own, absolute) ? { GIT_INDEX_FILE: absolute } : {};
  }

  function isShallow(top: string): boolean {
    return (
      textOf({ cwd: top, args: ['rev-parse', '--is-shallow-repository'] }, 'read the repository').trim() === 'true'
    );
  }

  function resolve(top: string, revision: string): string {
    if (revision === '' || /[\0\n\r]/.test(revision)) {
      throw new UserError(
        `Unexpected revision "${revision}", expected a name of a commit`,
        'Write a branch, a tag or a hash.',
      );
    }
    // The one place where a name given by a person meets git; only the hash goes on.
    const { stdout } = run({
      cwd: top,
      args: ['rev-parse', '-q', '--verify', '--end-of-options', `${revision}^{commit}`],
    });
    const hash = stdout.toString('utf8').trim();
    if (isHash(hash)) return hash;
    const hint = isShallow(top)
      ? 'This clone is shallow; fetch the rest with git fetch --unshallow.'
      : 'Fetch it first, or look at git branch -a and git tag for its name.';
    throw new CannotJudge(`Unexpected revision "${revision}", which is no commit here`, hint);
  }

  return {
    topLevel: (folder) => findFolders(folder)?.top,

    identity: (top) => identityOf(run, top, env),

    state(top) {
      const args = [
        'status',
        '--porcelain=v2',
        '--branch',
        '-z',
        '--untracked-files=normal',
        '--ignore-submodules=dirty',
      ];
      const more = ['--no-ahead-behind', '--no-renames'];
      const call = { cwd: top, args: [...args, ...more], env: withoutFilters(run, top, env) };
      const rows = fields(outputOf(run(call), 'read the state of the repository'));
      const header = (name: string) => rows.find((row) => row.startsWith(`# branch.${name} `))?.slice(10 + name.length);
      const commit = header('oid') ?? '';
      const branch = header('head') ?? '(detached)';
      return {
        commit: isHash(commit) ? commit : null,
        branch: branch === '(detached)' ? null : branch,
        dirty: rows.some((row) => !row.startsWith('# ')),
        shallow: isShallow(top),
      };
    },

    resolve,

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

    readBlobs: (top, blobs) => readBlobs(run, top, blobs),

    stagedChanges(top) {
      const head = run({ cwd: top, args: ['rev-parse', '-q', '--verify', 'HEAD^{commit}'] })
        .stdout.toString('utf8')
        .trim();
      if (!isHash(head)) return new Set(stagedFiles(run, top, hookIndex(top)).map((file) => file.path));
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

    workTree(top, folders) {
      const gitFolder = foldersOf(top).common;
      return folders.length === 0 ? new Map() : unchangedFiles(run, fs, { top, gitFolder, env }, folders);
    },

    isBlob,

    cacheFolder(top) {
      const common = findFolders(top)?.common;
      return common === undefined ? undefined : path.join(common, 'pir');
    },

    version: () => gitVersion(run),

    storage: (top) => storageOf(run, fs, top, foldersOf(top).common),

    async commit(top, paths, message) {
      const { commitPaths } = await import('./git-commit.ts');
      await commitPaths(top, paths, message, env);
      return resolve(top, 'HEAD');
    },
  };
}
