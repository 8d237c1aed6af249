import { isPerson } from '../core/people.ts';
import type { Report } from '../core/report.ts';
import { formatInstant, parseDay } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import { changeRecords, type RecordEdits } from './change-records.ts';
import type { Option, Request } from './command.ts';
import type { Repository } from './repository.ts';

export { findAction, findRecord, idOf } from './find-record.ts';
export { judgeText } from './judge-texts.ts';

/** Flags of every verb that writes into a record. */
export const writeOptions: readonly Option[] = [
  { name: 'by', value: 'O', about: 'who does it (default: you, from people.yaml and git)' },
  { name: 'on', value: 'D', about: 'the day it was done (default: the as-of day)' },
  { name: 'commit', about: 'commit the change, with your hooks' },
  { name: 'dry-run', about: 'write nothing' },
];

/** Who does it: --by, else the handle in people.yaml that has git's e-mail, else that e-mail. */
export function writerOf(request: Request, { people, root }: Repository, world: World): string {
  const said = request.text('by');
  if (said !== undefined) {
    if (isPerson(said)) return said;
    throw new UserError(`Unexpected --by "${said}", expected a handle (@name) or an e-mail`, 'Name the person.');
  }
  const email = world.git.identity(root.top)?.email;
  if (email === undefined)
    throw new UserError(
      'Unexpected silence about who does this: git has no user.name and user.email here',
      'Say --by @you, or set both with git config.',
    );
  return people?.withEmail(email)?.handle ?? email;
}

/** The day it is done: --on, else the as-of day in the config's zone. */
export function dayOf(request: Request, { zone, asOf }: Repository): string {
  const said = request.text('on');
  if (said === undefined) return zone.dayOf(asOf);
  if (parseDay(said) === undefined)
    throw new UserError(`Unexpected --on "${said}", expected a day`, 'Write it like 2026-11-20.');
  return said;
}

export interface Change extends RecordEdits {
  command: string;
  /** What was done, for the commit message and the person: "close 2026-…". */
  did: string;
  /** Lines for the person, before the next step of the review's life. */
  next?: readonly string[];
  notes?: readonly string[];
}

/** Plans the edit of one record, or refuses it with the findings that stand in the way (exit 1). */
export function changeRecord(
  request: Request,
  repository: Repository,
  world: World,
  { command, did, next, notes = [], ...edits }: Change,
): Promise<Report> {
  const change = { command, did, notes, tables: [], changes: [edits] };
  return changeRecords(request, repository, world, { ...change, ...(next && { next }) });
}

/** The as-of moment as records write times: RFC 3339, UTC. */
export function momentOf({ asOf }: Repository): string {
  return formatInstant(asOf);
}
