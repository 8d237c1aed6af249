import type { Edit } from '../core/record/edit.ts';
import type { IncidentRecord } from '../core/record/record.ts';
import type { Incident } from '../core/record/shapes.ts';
import type { Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import type { Argument, Request } from './command.ts';
import { type Change, changeRecord, dayOf, writerOf } from './edit-record.ts';
import { findRecord, idOf } from './find-record.ts';
import { openRepository, type Repository } from './repository.ts';

export type Status = NonNullable<Incident['status']>;

/** What a verb knows of the incident it is about. */
export interface IncidentAtHand {
  repository: Repository;
  record: IncidentRecord;
  id: string;
  status: Status;
  on: string;
  /** Who does it; UserError where nobody knows. */
  by: () => string;
}

export interface IncidentVerb {
  /** What it is called in a refusal: "approval". */
  noun: string;
  /** The statuses from which it is a legal step. */
  from: readonly Status[];
  /** What to do from others, where it is not the usual. */
  otherwise?: (id: string) => { [status in Status]?: string };
}

export const idArgument: Argument = { name: 'ID', about: 'the incident, or how its id begins' };

const words: { [status in Status]: string } = {
  draft: 'a draft',
  in_review: 'in review',
  approved: 'approved',
  closed: 'closed',
  withdrawn: 'withdrawn',
};

const usually = (id: string): { [status in Status]: string } => ({
  draft: `Hand it in first: pir submit ${id}.`,
  in_review: `It goes on with its approvals, or with pir close ${id}.`,
  approved: `Take it up again first: pir reopen ${id} --reason "…".`,
  closed: `Take it up again first: pir reopen ${id} --reason "…".`,
  withdrawn: 'A withdrawn record stays withdrawn; pir new begins another.',
});

/** Finds the incident and refuses a step that is none from where it stands. */
export function openIncident(request: Request, world: World, verb: IncidentVerb): IncidentAtHand {
  const repository = openRepository(request, world);
  const record = findRecord(['incident'], request.argument('ID') ?? '', repository);
  if (record.kind !== 'incident') throw new Error(`not an incident: ${record.path}`);
  const id = idOf(record);
  const { status } = record.data;
  if (status === undefined)
    throw new UserError(
      `Unexpected status of ${id}, expected draft, in_review, approved, closed or withdrawn`,
      `Run pir check ${record.path} and mend it first.`,
    );
  if (!verb.from.includes(status)) {
    throw new UserError(
      `Unexpected ${verb.noun} of ${id}, which is ${words[status]}, expected one that is ${listed(verb.from)}`,
      verb.otherwise?.(id)[status] ?? usually(id)[status],
    );
  }
  return {
    repository,
    record,
    id,
    status,
    on: dayOf(request, repository),
    by: () => writerOf(request, repository, world),
  };
}

function listed(statuses: readonly Status[]): string {
  const all = statuses.map((status) => words[status]);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** --reason, which says something. */
export function reasonOf(request: Request): string {
  const reason = request.text('reason')?.trim() ?? '';
  if (reason === '')
    throw new UserError('Unexpected empty --reason, expected a few words', 'Say why, for those who read it later.');
  return reason;
}

/** Plans a verb's edits. `what` continues "<id>: …" in the commit message, which says who and when. */
export function changeIncident(
  request: Request,
  world: World,
  at: IncidentAtHand,
  change: Pick<Change, 'command' | 'gate' | 'next' | 'notes' | 'rewrite' | 'mayLeave'> & {
    edits: readonly Edit[];
    what: string;
  },
): Promise<Report> {
  const { what, ...rest } = change;
  // Not every fact has a place for who wrote it down; the commit has.
  const who = request.text('by') === undefined ? '' : `, by ${at.by()}`;
  const when = request.text('on') === undefined ? '' : ` on ${at.on}`;
  return changeRecord(request, at.repository, world, {
    ...rest,
    record: at.record,
    did: `${at.id}: ${what}${who}${when}`,
  });
}
