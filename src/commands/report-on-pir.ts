import { nearest } from '../core/nearest.ts';
import type { Report } from '../core/report.ts';
import { formatInstant } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import type { Argument, Request } from './command.ts';

/** A report about pir itself with nothing in it yet: the same anywhere, so no repository is opened for it. */
export function reportOnPir(command: string, world: World): Report {
  return {
    command,
    asOf: formatInstant(Math.floor(world.now())),
    complete: true,
    repository: null,
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
