import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { CannotJudge, UserError } from './user-error.ts';

export type Env = Readonly<{ [name: string]: string | undefined }>;

export interface GitResult {
  /** Exit code; undefined when there is no git to run. */
  status: number | undefined;
  stdout: Buffer;
  stderr: string;
}

export interface GitCall {
  /** Git's top level, but for the question where that is. */
  cwd: string;
  args: readonly string[];
  input?: string;
  /** Names and values for this call only. */
  env?: Env;
}

export type RunGit = (call: GitCall) => GitResult;

/**
 * Configuration that keeps git from running commands which the repository names (security.md 6), and from trusting the
 * index about files more than it does by itself.
 */
export const settings: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'core.attributesFile=/dev/null',
  'core.checkStat=default',
  'core.trustctime=true',
  'diff.external=',
  'log.showSignature=false',
  'safe.bareRepository=explicit',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

const kept =
  /^(?:PATH|HOME|XDG_CONFIG_HOME|GIT_CONFIG_.*|GIT_CEILING_DIRECTORIES|GNUPGHOME|SUDO_UID|SYSTEMROOT|USERPROFILE|HOMEDRIVE|HOMEPATH|PROGRAMDATA)$/i;

const fixed: Env = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  // Stronger than protocol.allow: a repository may set protocol.ext.allow, and a partial clone fetches by itself.
  GIT_ALLOW_PROTOCOL: 'none',
  // Into pipes git log writes every commit by itself unless told not to.
  GIT_FLUSH: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** What git for reading sees of the environment. */
export function environmentOf(env: Env): Env {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => kept.test(name))), ...fixed };
}

/** Git for reading: an argument array, an environment made by hand, no command of the repository's ever run. */
export function gitRunner(env: Env): RunGit {
  const own = environmentOf(env);
  return ({ cwd, args, input, env: more }) => {
    const { status, stdout, stderr, error } = spawnSync('git', ['--no-pager', ...settings, ...args], {
      cwd,
      env: { ...own, ...more },
      input: input ?? '',
      maxBuffer: Number.POSITIVE_INFINITY,
      windowsHide: true,
    });
    const isAbsent = error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent) return { status: undefined, stdout: Buffer.alloc(0), stderr: 'git was not found' };
    if (error !== undefined) throw new CannotJudge(`Cannot run git: ${error.message}`, 'Run the command again.');
    return { status: status ?? 128, stdout, stderr: stderr.toString('utf8') };
  };
}

/** The same, beside whatever else is done. */
export type SpawnGit = (call: Omit<GitCall, 'input'>) => ChildProcessWithoutNullStreams;

export function gitSpawner(env: Env): SpawnGit {
  const own = environmentOf(env);
  return ({ cwd, args, env: more }) =>
    spawn('git', ['--no-pager', ...settings, ...args], {
      cwd,
      env: { ...own, ...more } as NodeJS.ProcessEnv,
      stdio: 'pipe',
      windowsHide: true,
    });
}

/** All that git prints. It never rejects: what kept git from running stands in `stderr`. */
export function resultOf(child: ChildProcessWithoutNullStreams): Promise<GitResult> {
  return new Promise((resolve) => {
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdin.on('error', () => {}).end();
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', ({ message }) => {
      resolve({ status: undefined, stdout: Buffer.alloc(0), stderr: `cannot run git: ${message}` });
    });
    child.once('close', (status) => {
      resolve({ status: status ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(said).toString('utf8') });
    });
  });
}

/** What git prints when it says that all went well; CannotJudge otherwise. */
export function outputOf(result: GitResult, task: string): Buffer {
  if (result.status === 0) return result.stdout;
  throw new CannotJudge(`Cannot ${task}: ${gitWords(result.stderr)}`, 'Look at the repository with git fsck.');
}

/** The first line of what git said, without its label. */
export function gitWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^(?:hint|warning):/.test(line));
  return lines[0]?.replace(/^(?:fatal|error): /, '') ?? 'git failed without a word';
}

/** The fields of a `-z` output. */
export function fields(output: Buffer): string[] {
  const parts = output.toString('utf8').split('\0');
  parts.pop();
  return parts;
}

/**
 * Environment that takes every filter out of the repository's config: comparing a file that was written in the same
 * moment as the index runs the filter's command, in plumbing too.
 */
export function withoutFilters(run: RunGit, top: string, env: Env): Env {
  return filtersOff(run(filtersCall(top)).stdout, env);
}

/** The call of whose answer `filtersOff` makes that environment. */
export function filtersCall(top: string): GitCall {
  return { cwd: top, args: ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'] };
}

export function filtersOff(stdout: Buffer, env: Env): Env {
  return withoutDrivers(new Set(fields(stdout).map((key) => key.slice(0, key.lastIndexOf('.')))), env);
}

/** The same of a repository whose own config names none: what people have in theirs is mostly this one. */
export function usualFiltersOff(env: Env): Env {
  return withoutDrivers(new Set(['filter.lfs']), env);
}

function withoutDrivers(drivers: ReadonlySet<string>, env: Env): Env {
  const pairs = [...drivers].flatMap((driver) => [
    [`${driver}.clean`, ''],
    [`${driver}.process`, ''],
    [`${driver}.required`, 'false'],
  ]);
  const before = Number.parseInt(env.GIT_CONFIG_COUNT ?? '0', 10) || 0;
  // By environment and not by -c, which would cut a name with `=` in two.
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(before + pairs.length)],
    ...pairs.flatMap(([key, value], i) => [
      [`GIT_CONFIG_KEY_${before + i}`, key],
      [`GIT_CONFIG_VALUE_${before + i}`, value],
    ]),
  ]);
}

/** A repository that git refuses to read is the user's to mend, and no reason to go on as if there were none. */
export function refuseUnsafe(stderr: string): void {
  const folder = /detected dubious ownership in repository at '(.*)'/.exec(stderr)?.[1];
  if (folder === undefined) return;
  throw new UserError(
    `Git does not trust ${folder}, because it belongs to somebody else`,
    `If you trust it, run: git config --global --add safe.directory '${folder}'`,
  );
}
