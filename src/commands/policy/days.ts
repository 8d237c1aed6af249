import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';

/** A day that a flag says; undefined where it says none. UserError for what is no day. */
export function dayFlag(name: string, request: Request): string | undefined {
  const said = request.text(name);
  if (said === undefined || parseDay(said) !== undefined) return said;
  throw new UserError(`Unexpected --${name} "${said}", expected a day`, 'Write it like 2026-11-20.');
}
