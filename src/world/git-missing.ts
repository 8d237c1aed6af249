import { gitWords, type RunGit } from './git-spawn.ts';
import { CannotJudge, DamagedRepository } from './user-error.ts';

/** What git prints; CannotJudge if it cannot. */
export function answerOf(run: RunGit, top: string, args: readonly string[], task: string): Buffer {
  const { status, stdout, stderr } = run({ cwd: top, args });
  if (status !== 0) throw lacking(run, top, task, stderr);
  return stdout;
}

/** Why git could not answer, with the command that mends it; `stderr` is what it said. */
export function lacking(run: RunGit, top: string, task: string, stderr: string): CannotJudge {
  if (isPartial(run, top)) {
    return new CannotJudge(
      `Cannot ${task}: this is a partial clone, and what it needs was left on the server`,
      'Fetch everything with: git fetch --refetch --no-filter',
    );
  }
  if (isShallow(run, top)) return cutOff(task);
  return new DamagedRepository(`Cannot ${task}: ${gitWords(stderr)}`);
}

/** What could not be done because a shallow clone ends before it. */
export function cutOff(task: string): CannotJudge {
  return new CannotJudge(
    `Cannot ${task}: this is a shallow clone, whose history is cut off`,
    'Fetch the rest with: git fetch --unshallow',
  );
}

/** Whether the clone has only the last of its history. */
export function isShallow(run: RunGit, top: string): boolean {
  return (
    run({ cwd: top, args: ['rev-parse', '--is-shallow-repository'] })
      .stdout.toString('utf8')
      .trim() === 'true'
  );
}

/** Whether the clone leaves objects on the server until they are wanted. */
function isPartial(run: RunGit, top: string): boolean {
  const args = ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.promisor)$'];
  return run({ cwd: top, args }).status === 0;
}
