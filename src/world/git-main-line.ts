import { isHash } from './git-blobs.ts';
import { headOf } from './git-head.ts';
import { answerOf } from './git-missing.ts';
import type { RunGit } from './git-spawn.ts';

/** See `GitHistory.mainLine`. */
export function mainLine(
  run: RunGit,
  top: string,
  branch: string,
): { main: { tip: string; ref: string } | undefined; replaced: readonly string[] } {
  const names = [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', ...names, REPLACED];
  const rows = answerOf(run, top, args, 'read the branches').toString('utf8').split('\n');
  const replaced = replacedIn(rows.map((row) => row.slice(row.indexOf(' ') + 1)));
  // Git takes names for patterns, and also gives what is below them.
  for (const ref of names) {
    const tip = rows.find((row) => row.slice(row.indexOf(' ') + 1) === ref)?.split(' ', 1)[0];
    if (tip !== undefined) return { main: { tip, ref }, replaced };
  }
  const tip = headOf(run, top);
  return { main: tip === undefined ? undefined : { tip, ref: 'HEAD' }, replaced };
}

/** Where replace refs are. */
export const REPLACED = 'refs/replace/';

/** The objects that refs would have git exchange. */
export function replacedIn(refs: readonly string[]): readonly string[] {
  return refs.flatMap((ref) => (ref.startsWith(REPLACED) ? ref.slice(REPLACED.length) : [])).filter(isHash);
}
