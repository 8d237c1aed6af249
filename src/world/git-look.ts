import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import {
  type Env,
  fields,
  filtersCall,
  filtersOff,
  type GitCall,
  type GitResult,
  outputOf,
  type RunGit,
  resultOf,
  type SpawnGit,
  usualFiltersOff,
  withoutFilters,
} from './git-spawn.ts';
import { changedFiles, indexCall, isBelow, unchangedFiles } from './git-work-tree.ts';

/** What git knows of the files as they stand in the folders. */
export interface GitLook {
  /**
   * Path → blob id of the regular files below the folders whose work-tree file git knows to be what its index says. What
   * is not in it has to be read. The id is of what git stores: see `isBlob`.
   */
  workTree(top: string, folders: readonly string[]): ReadonlyMap<string, string>;
  /** Asks git for that already, beside what is done until the promise is kept; then `workTree` of the same knows. */
  lookAhead(top: string, folders: readonly string[]): Promise<void>;
  /** Has git look at the work tree beside what else is done; with what is new to it, where `state` will be asked, too. */
  startLook(top: string, withNew: boolean): void;
  /** The same as `workTree`, of that look if there was one. */
  unchanged(top: string, folders: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether that look found no file below the folders that is not what its index says. Of files new to git nothing is said. */
  isUnchanged(top: string, folders: readonly string[]): Promise<boolean>;
  /**
   * A text that is the same as long as git's index, the names in those folders and git's attributes are. `since` is when the
   * names began to be read (UTC epoch seconds). Undefined where that cannot be told.
   */
  stamp(top: string, folders: readonly string[], since: number): string | undefined;
}

interface LookDoor {
  fs: FsCalls;
  env: Env;
  run: RunGit;
  spawn: SpawnGit;
  folders: {
    of(top: string): { top: string; own: string; common: string; isFilterless?: boolean };
  };
}

/** A look that git was told to take. */
interface Look {
  top: string;
  /** Whether it says which files are new to git. */
  withNew: boolean;
  index: string | undefined;
  result: Promise<GitResult>;
}

/** What git says of the work tree: at once, or beside what else is done. */
export function lookOn({ fs, env, run, spawn, folders: gitFolders }: LookDoor) {
  let look: Look | undefined;
  // That of the files that a run read as unchanged: what it says of the repository is of the same moment, and git is asked
  // once, which takes longer than anything else where nothing changed.
  let seen: { top: string; rows: readonly string[] } | undefined;
  /** What was looked at ahead, by the call that says what the index has. */
  let ahead: { key: string; status: GitResult; index: GitResult } | undefined;

  const keyOf = ({ cwd, args }: GitCall): string => [cwd, ...args].join('\0');

  /** The call that says how the work tree is, in git's second porcelain form. */
  function statusCall(top: string, withNew: boolean, own: Env): GitCall {
    const args = ['status', '--porcelain=v2', '--branch', '-z', '--no-ahead-behind', '--no-renames'];
    const more = [`--untracked-files=${withNew ? 'normal' : 'no'}`, '--ignore-submodules=dirty'];
    return { cwd: top, args: [...args, ...more], env: own };
  }

  const isFilterless = (top: string): boolean => gitFolders.of(top).isFilterless === true;

  const rowsOf = (result: GitResult): string[] => fields(outputOf(result, 'read the state of the repository'));

  function rowsNow(top: string): string[] {
    const own = isFilterless(top) ? usualFiltersOff(env) : withoutFilters(run, top, env);
    return rowsOf(run(statusCall(top, true, own)));
  }

  function begin(top: string, withNew: boolean): Look {
    const ask = (own: Env) => resultOf(spawn(statusCall(top, withNew, own)));
    const result = isFilterless(top)
      ? ask(usualFiltersOff(env))
      : resultOf(spawn(filtersCall(top))).then(({ stdout }) => ask(filtersOff(stdout, env)));
    look = { top, withNew, index: indexMark(top), result };
    return look;
  }

  /** The look that was begun; one that says what is new to git, where that is asked for. */
  const begun = (top: string, withNew = false): Look =>
    look?.top === top && (look.withNew || !withNew) ? look : begin(top, true);

  async function lookedRows({ top, withNew, result }: Look): Promise<readonly string[]> {
    const rows = rowsOf(await result);
    if (withNew) seen = { top, rows };
    return rows;
  }

  /** What a file of git's index is known by: each new one is another file. */
  function indexMark(top: string): string | undefined {
    const name = path.join(gitFolders.of(top).own, 'index');
    const stat = fs.lstatSync(name, { bigint: true, throwIfNoEntry: false });
    return stat && [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
  }

  function workTree(top: string, folders: readonly string[]): ReturnType<GitLook['workTree']> {
    if (folders.length === 0) return new Map();
    const call = indexCall(top, folders);
    const known = ahead?.key === keyOf(call) ? ahead : undefined;
    seen = { top, rows: known === undefined ? rowsNow(top) : rowsOf(known.status) };
    return unchangedFiles(run, fs, gitFolders.of(top), known?.index ?? run(call), changedFiles(seen.rows));
  }

  return {
    rowsNow,

    rows: (top: string): readonly string[] => (seen?.top === top ? seen.rows : rowsNow(top)),

    /** See `GitLook.startLook`. */
    start(top: string, withNew: boolean): void {
      if (look?.top !== top || (withNew && !look.withNew)) begin(top, withNew);
    },

    workTree,

    /** See `GitLook.lookAhead`. What git could not say, it is asked again, and why is told then. */
    async lookAhead(top: string, folders: readonly string[]): Promise<void> {
      const { result, index: mark } = begun(top, true);
      const call = indexCall(top, folders);
      const [index, status] = await Promise.all([resultOf(spawn(call)), result]);
      look = undefined;
      const isWhole = index.status === 0 && status.status === 0 && mark === indexMark(top);
      ahead = isWhole ? { key: keyOf(call), status, index } : undefined;
    },

    /** See `GitLook.unchanged`. */
    async unchanged(top: string, folders: readonly string[]): ReturnType<GitLook['unchanged']> {
      if (folders.length === 0) return new Map();
      const own = begun(top);
      const index = resultOf(spawn(indexCall(top, folders)));
      const changed = changedFiles(await lookedRows(own));
      const listed = await index;
      // Whoever asks again wants to know how it is by then.
      look = undefined;
      // The two processes may have been told of different ones.
      if (own.index !== indexMark(top)) return workTree(top, folders);
      return unchangedFiles(run, fs, gitFolders.of(top), listed, changed);
    },

    /** See `GitLook.isUnchanged`. */
    async isUnchanged(top: string, folders: readonly string[]): Promise<boolean> {
      const own = begun(top);
      const changed = changedFiles(await lookedRows(own));
      // What git compared the files with has to be the index that the caller knows.
      if (own.index === undefined || own.index !== indexMark(top)) return false;
      return !changed.some((name) => folders.some((folder) => isBelow(name, folder)));
    },
  };
}
