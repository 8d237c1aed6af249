import { isHash } from './git-blobs.ts';
import { lacking } from './git-missing.ts';
import type { RunGit } from './git-spawn.ts';
import { DamagedRepository } from './user-error.ts';

/** The commit that HEAD is at; undefined before the first. CannotJudge for one that cannot be read, which is not none. */
export function headOf(run: RunGit, top: string): string | undefined {
  const ask = (...args: string[]) => run({ cwd: top, args });
  const wordOf = (...args: string[]) =>
    ask(...args)
      .stdout.toString('utf8')
      .trim();
  const commit = wordOf('rev-parse', '-q', '--verify', 'HEAD^{commit}');
  if (isHash(commit)) return commit;
  const named = wordOf('rev-parse', '-q', '--verify', 'HEAD');
  if (isHash(named)) throw lacking(run, top, 'read HEAD', `its commit ${named} is missing or damaged`);
  // Where there is no commit yet, HEAD names the branch that is to have the first.
  const { status } = ask('symbolic-ref', '-q', 'HEAD');
  if (status !== 0 && status !== undefined)
    throw new DamagedRepository('Cannot read HEAD: neither it nor its branch says a commit');
  return undefined;
}
