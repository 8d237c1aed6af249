import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** The environment in which git knows nothing of the person who runs the tests. */
export const gitEnv: { [name: string]: string | undefined } = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
  TZ: 'UTC',
};

export interface CommitOptions {
  /** RFC 3339 with offset. Default: a minute after the commit before, from 2026-01-01T00:00:00Z on. */
  date?: string;
  /** `Name <address>`; author and committer. */
  author?: string;
  /** Where another person committed it, or at another date. */
  committer?: string;
  committed?: string;
}

/** A temporary git repository, removed as `makeFolder` says. */
export interface Repository {
  /** Absolute, without links. */
  path: string;
  /** Writes a file, and the folders above it. */
  write(name: string, text: string | Uint8Array): string;
  /** Stages everything and commits it; gives the full hash. */
  commit(message: string, options?: CommitOptions): string;
  /** What git prints, without the last line end; throws when git fails. Knows who and when, for merges and tags. */
  git(...args: string[]): string;
}

/** An absolute folder without links, removed when the test has finished; one made in a hook, when the process ends. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'pir-test-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    process.once('exit', remove);
  }
  return folder;
}

/** A named pipe, which whoever opens it for reading waits at. */
export function makePipe(name: string): void {
  spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', name]);
}

/** A repository on branch `main`, with those files committed if any are given. */
export function makeRepository(
  files: Readonly<{ [name: string]: string }> = {},
  { objects = 'sha1', path: at = makeFolder() }: { objects?: 'sha1' | 'sha256'; path?: string } = {},
): Repository {
  let minutes = 0;
  const run = (args: readonly string[], options: CommitOptions = {}) => {
    const { date, author = 'Alex Example <alex@example.com>', committer = author, committed } = options;
    const [, name, email] = /^(.*) <(.*)>$/.exec(author) ?? [];
    const [, committerName, committerEmail] = /^(.*) <(.*)>$/.exec(committer) ?? [];
    const moment = date ?? `${Date.UTC(2026, 0, 1, 0, minutes) / 1000} +0000`;
    const env = {
      ...gitEnv,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: moment,
      GIT_COMMITTER_NAME: committerName,
      GIT_COMMITTER_EMAIL: committerEmail,
      GIT_COMMITTER_DATE: committed ?? moment,
    };
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: at,
      env,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.replace(/\n$/, '');
  };
  const repository: Repository = {
    path: at,
    write(name, text) {
      const file = path.join(at, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    commit(message, options) {
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', `--message=${message}`], options);
      if (options?.date === undefined) minutes++;
      return run(['rev-parse', 'HEAD']);
    },
    git: (...args) => run(args),
  };
  mkdirSync(at, { recursive: true });
  run(['init', '--quiet', '--initial-branch=main', `--object-format=${objects}`, '--template=']);
  run(['config', 'gc.auto', '0']);
  run(['config', 'maintenance.auto', 'false']);
  for (const [name, text] of Object.entries(files)) repository.write(name, text);
  if (Object.keys(files).length > 0) repository.commit('Begin');
  return repository;
}
