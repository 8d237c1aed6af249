import { endOfDay } from '../core/clock.ts';
import { parseDay, parseInstant } from '../core/time.ts';
import type { ZoneClock } from '../core/zone.ts';
import { type Root, UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';

/** As-of, UTC epoch seconds: a day means its last second in the zone, a revision its commit's date, nothing the clock. */
export function readAsOf({ asOf: text }: Request, root: Root, zone: ZoneClock, world: World): number {
  if (text === undefined) return Math.floor(world.now());
  const moment = momentOf(text, zone);
  if (moment !== undefined) return moment;
  if (/^\d{4}-\d\d-\d\d/.test(text) || !root.isGit) {
    throw new UserError(
      `Unexpected as-of moment "${text}", expected a day (2026-11-20), an instant with an offset or a git revision`,
      'Write it like 2026-11-20 or 2026-11-20T12:00:00Z.',
    );
  }
  return world.git.commitTime(root.top, world.git.resolve(root.top, text));
}

/** The instant that a text names without git's help, UTC epoch seconds; undefined for what may be a revision. */
export function momentOf(text: string, zone: ZoneClock): number | undefined {
  if (parseDay(text) !== undefined) return endOfDay(text, zone);
  return parseInstant(text) ?? (/^@\d{1,11}$/.test(text) ? Number(text.slice(1)) : undefined);
}
