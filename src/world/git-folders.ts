import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { headOf } from './git-head.ts';
import { isShallow } from './git-missing.ts';
import { type Env, type GitCall, gitWords, type RunGit, refuseUnsafe } from './git-spawn.ts';
import { mayNameFilters, plainRepository } from './plain-repository.ts';
import { CannotJudge, UserError } from './user-error.ts';
import type { Git } from './world.ts';

/** Where a repository keeps its own things. */
interface GitFolders {
  top: string;
  /** This work tree's own git directory; that which all its work trees share. */
  own: string;
  common: string;
  /** Whether it is of the plain sort: see `plainRepository`. */
  isPlain?: true;
  /** Whether it surely has no config that names filters. */
  isFilterless?: boolean;
}

/** Which repository a folder belongs to, and git pointed at it. */
export function foldersOn(runner: RunGit, fs: FsCalls, env: Env) {
  const found = new Map<string, GitFolders>();
  /** Bare repositories that a person named: only there git is told where the repository is. */
  const bare = new Set<string>();
  const pointed = <Call extends Pick<GitCall, 'cwd' | 'env'>>(call: Call): Call =>
    bare.has(call.cwd) ? { ...call, env: { GIT_DIR: call.cwd, ...call.env } } : call;
  const run: RunGit = (call) => runner(pointed(call));

  function find(folder: string): GitFolders | undefined {
    const known = found.get(folder);
    if (known !== undefined) return known;
    const plain = plainRepository(fs, env, folder);
    if (plain !== undefined) {
      const { top, git } = plain;
      return keep(folder, { top, own: git, common: git, isPlain: true, isFilterless: !mayNameFilters(fs, git) });
    }
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
    return keep(folder, {
      top: path.resolve(top),
      own: path.resolve(folder, own),
      common: path.resolve(folder, common),
    });
  }

  function keep(folder: string, folders: GitFolders): GitFolders {
    found.set(folder, folders).set(folders.top, folders);
    return folders;
  }

  return {
    run,

    pointed,

    find,

    /** CannotJudge where there is no repository. */
    of(top: string): GitFolders {
      const folders = find(top);
      if (folders !== undefined) return folders;
      throw new CannotJudge(`There is no git repository at ${top}`, 'Run the command inside one.');
    },

    isBare: (top: string) => bare.has(top),

    /** See `GitHistory.bareTop`. One inside a work tree may have been committed by anybody. */
    bareTop(folder: string): string | undefined {
      const top = path.resolve(folder);
      if (bare.has(top)) return top;
      if (find(path.dirname(top)) !== undefined) return undefined;
      const ask = (...args: string[]) => runner({ cwd: top, args, env: { GIT_DIR: top } });
      if (ask('rev-parse', '--git-dir').status !== 0) return undefined;
      // Where it is not said, what looks like a bare one is one.
      if (ask('config', '--type=bool', 'core.bare').stdout.toString('utf8').trim() === 'false') return undefined;
      bare.add(top);
      found.set(top, { top, own: top, common: top });
      return top;
    },
  };
}

/** See `Git.state`. There is nothing in a bare repository that could be changed and not committed. */
export function bareState(run: RunGit, top: string): ReturnType<Git['state']> {
  const words = (args: readonly string[]) => run({ cwd: top, args }).stdout.toString('utf8').trim();
  const commit = headOf(run, top);
  const branch = words(['symbolic-ref', '-q', '--short', 'HEAD']);
  return {
    commit: commit ?? null,
    branch: branch === '' ? null : branch,
    dirty: false,
    shallow: isShallow(run, top),
  };
}
