import { spawnSync } from 'node:child_process';
import type { MainCommit } from '../../src/core/history/commit.ts';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import type { Git } from '../../src/world/world.ts';
import { gitEnv, type Repository } from '../repository.ts';

/** The door, in an environment in which git knows nobody. */
export const door = (env: { [name: string]: string | undefined } = {}): Git => gitOn(realFs, { ...gitEnv, ...env });

/** The whole walk, oldest first. */
export async function walkAll(
  top: string,
  { folders = ['incidents'], tip = 'HEAD', since, git = door() }: Partial<Walk> = {},
): Promise<MainCommit[]> {
  const commits: MainCommit[] = [];
  for await (const batch of git.walkHistory(top, git.resolve(top, tip), folders, since)) commits.push(...batch);
  return commits.reverse();
}

interface Walk {
  folders: readonly string[];
  tip: string;
  since: string;
  git: Git;
}

/** What each commit of a walk did, in a few words: `+` added, `-` deleted, `~` changed. */
export function told(commits: readonly Pick<MainCommit, 'subject' | 'changes'>[]): string[] {
  return commits.map(({ subject, changes }) =>
    [
      subject,
      ...changes.map(({ path, blob, before }) => `${blob === null ? '-' : before === null ? '+' : '~'}${path}`),
    ].join(' '),
  );
}

/** Writes a commit object byte for byte, whatever it says, and moves main to it. */
export function writeCommit(repo: Repository, object: string | Uint8Array): string {
  const { stdout, stderr } = spawnSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
    cwd: repo.path,
    env: gitEnv,
    input: object,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  repo.git('update-ref', 'HEAD', stdout.trim());
  return stdout.trim();
}

/** Runs git with other words than `Repository.git`: an environment, an input. */
export function run(
  cwd: string,
  args: readonly string[],
  env: { [name: string]: string | undefined } = {},
  input = '',
) {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd,
    env: { ...gitEnv, ...env },
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** All blobs of a stream, as text; null for one too large. */
export async function readAll(
  top: string,
  batches: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  git = door(),
): Promise<[string, string | null][]> {
  const read: [string, string | null][] = [];
  for await (const batch of git.readBlobStream(top, batches)) {
    for (const { blob, bytes } of batch) read.push([blob, bytes === null ? null : Buffer.from(bytes).toString('utf8')]);
  }
  return read;
}
