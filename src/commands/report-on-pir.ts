import { nearest } from '../core/nearest.ts';
import type { Report } from '../core/report.ts';
import { formatInstant } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Argument, Request } from './command.ts';
import { findRoot, saysState, startReport } from './repository.ts';

/**
 * A report about pir itself, or about a folder of files, with nothing in it yet: its words are the same anywhere, so the
 * repository around is looked at only for a format that says what it is like, and settings only for another moment.
 */
export function reportOnPir(command: string, request: Request, world: World): Report {
  const root = request.formats.some(saysState) ? findRoot(request.cwd, world) : undefined;
  if (root?.isBare || (root && request.asOf !== undefined))
    return startReport(command, openAsOf(request, world), request);
  return {
    command,
    asOf: formatInstant(Math.floor(world.now())),
    complete: true,
    repository: root?.isGit ? world.git.state(root.top) : null,
    findings: [],
    tables: [],
    notes: [],
    files: [],
    summary: { errors: 0, warnings: 0, records: 0 },
    failed: false,
  };
}

/** The argument's value, one of its choices. */
export function chosenOf<T extends string>(request: Request, { name, choices }: Argument): T {
  const asked = request.argument(name) ?? '';
  if (choices?.includes(asked)) return asked as T;
  const guess = nearest(asked, choices ?? []);
  throw new UserError(
    `Unexpected ${name} "${asked}", expected one of ${choices?.join(', ')}`,
    guess === undefined ? 'Name one of them.' : `Did you mean ${guess}?`,
  );
}
