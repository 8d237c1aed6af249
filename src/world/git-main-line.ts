import { isHash } from './git-blobs.ts';
import { answerOf } from './git-missing.ts';
import type { RunGit } from './git-spawn.ts';

/** See `GitHistory.mainLine`. */
export function mainLine(run: RunGit, top: string, branch: string): { tip: string; ref: string } | undefined {
  const names = [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', ...names];
  const rows = answerOf(run, top, args, 'read the branches').toString('utf8').split('\n');
  // Git takes names for patterns, and also gives what is below them.
  for (const ref of names) {
    const tip = rows.find((row) => row.slice(row.indexOf(' ') + 1) === ref)?.split(' ', 1)[0];
    if (tip !== undefined) return { tip, ref };
  }
  const { stdout } = run({ cwd: top, args: ['rev-parse', '-q', '--verify', 'HEAD^{commit}'] });
  const tip = stdout.toString('utf8').trim();
  return isHash(tip) ? { tip, ref: 'HEAD' } : undefined;
}
