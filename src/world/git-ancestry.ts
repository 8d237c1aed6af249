import { checkObjects } from './git-blobs.ts';
import { answerOf, cutOff, isShallow, lacking } from './git-missing.ts';
import type { RunGit } from './git-spawn.ts';
import { CannotJudge } from './user-error.ts';

/** See `GitHistory.commitAt`; `boundary` are the commits at which the history is cut off. */
export function commitAt(
  run: RunGit,
  top: string,
  tip: string,
  instant: number,
  boundary: ReadonlySet<string>,
): string | undefined {
  const task = 'find the commit of a moment';
  const args = ['rev-list', '--first-parent', '--timestamp', tip, '--'];
  const rows = answerOf(run, top, args, task).toString('latin1').trimEnd().split('\n');
  if (boundary.has(rows.at(-1)?.split(' ')[1] ?? '')) throw cutOff(task);
  let found: string | undefined;
  for (const row of rows.toReversed()) {
    const [time, hash] = row.split(' ');
    if (Number(time) > instant) return found;
    found = hash;
  }
  return found;
}

/** See `GitHistory.mergeBase`. */
export function mergeBase(run: RunGit, top: string, a: string, b: string): string | undefined {
  const { status, stdout, stderr } = run({ cwd: top, args: ['merge-base', a, b] });
  if (status === 0) return stdout.toString('utf8').trim();
  if (status !== 1 || isShallow(run, top)) throw lacking(run, top, 'find where two histories parted', stderr);
  return undefined;
}

/** See `GitHistory.isAncestor`. */
export function isAncestor(run: RunGit, top: string, ancestor: string, descendant: string): boolean {
  const { status, stderr } = run({ cwd: top, args: ['merge-base', '--is-ancestor', ancestor, descendant] });
  if (status === 0) return true;
  if (!isShallow(run, top)) {
    if (status === 1 || checkObjects(run, top, [`${ancestor}^{commit}`])[0] === undefined) return false;
  }
  throw lacking(run, top, 'tell which commit came first', stderr);
}

/** See `GitHistory.isOnMainLine`. */
export function isOnMainLine(run: RunGit, top: string, commit: string, tip: string): boolean {
  if (commit === tip) return true;
  const { status, stdout } = run({
    cwd: top,
    args: ['rev-list', '--first-parent', '--parents', tip, `^${commit}`, '--'],
  });
  // The oldest of what came since must stand on it; a foxtrot merge has it behind another parent.
  const oldest = stdout.toString('latin1').trimEnd().split('\n').at(-1) ?? '';
  return status === 0 && oldest.split(' ')[1] === commit;
}

/** See `GitHistory.firstParent`. */
export function firstParent(run: RunGit, top: string, commit: string, known?: string): string | undefined {
  const task = 'read the commit before';
  // The object itself, because a shallow clone hides parents.
  const text = answerOf(run, top, ['cat-file', 'commit', commit], task).toString('latin1');
  const parent = /^tree .*\nparent ([0-9a-f]+)\n/.exec(text)?.[1];
  if (parent === undefined || parent === known || checkObjects(run, top, [parent])[0] !== undefined) return parent;
  if (!isShallow(run, top)) throw lacking(run, top, task, `${parent} is missing`);
  throw new CannotJudge(
    `Cannot ${task}: this is a shallow clone, which does not have it`,
    'Fetch it with: git fetch --deepen=1',
  );
}
