import { parseDay } from '../core/time.ts';
import { UserError } from '../world/world.ts';
import type { Request } from './command.ts';

/** The day that an option names, undefined where it is not there. UserError for anything else. */
export function readDay(option: string, request: Request): string | undefined {
  const text = request.text(option);
  if (text === undefined || parseDay(text) !== undefined) return text;
  throw new UserError(`Unexpected --${option} "${text}", expected a day`, 'Write it like 2026-11-20.');
}

/** The days of --from and --to, as they were said; without --to the as-of day `today` is the last. UserError where they cross. */
export function readDays(request: Request, today: string): { from: string | undefined; to: string | undefined } {
  const [from, to] = [readDay('from', request), readDay('to', request)];
  if (from !== undefined && from > (to ?? today))
    throw new UserError(
      `Unexpected --from ${from} after ${to === undefined ? `the as-of day ${today}` : `--to ${to}`}`,
      'Name the earlier day with --from.',
    );
  return { from, to };
}
