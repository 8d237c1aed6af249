import type { Edit } from '../../core/record/edit.ts';
import { actionsOf } from '../../core/record/record.ts';
import type { Action } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { UserError, type World } from '../../world/world.ts';
import { attestationNotes } from '../attestation-notes.ts';
import type { Request } from '../command.ts';
import { changeRecord, dayOf, findAction, writerOf } from '../edit-record.ts';
import { openRepository, type Repository } from '../repository.ts';

export type ActionStatus = NonNullable<Action['status']>;

/** What a verb knows of the action it is about. */
export interface ActionAtHand {
  request: Request;
  repository: Repository;
  action: Action;
  /** `2026-…/A1` */
  ref: string;
  /** JSON pointer of the action. */
  pointer: string;
  by: string;
  on: string;
}

export interface ActionVerb {
  /** `action done` */
  command: string;
  /** The statuses from which it is a legal step. */
  from: readonly ActionStatus[];
  /** What to do from any other, by status or for all. */
  otherwise: (at: ActionAtHand) => string;
  edits: (at: ActionAtHand) => readonly Edit[];
  did: (at: ActionAtHand) => string;
  next?: (at: ActionAtHand) => readonly string[];
  /** Whether it says in somebody's name what they alone can say. */
  isClaim?: true;
}

/** Finds the action, refuses an illegal step, and plans the edit: the part that all verbs on an action share. */
export async function changeAction(request: Request, world: World, verb: ActionVerb): Promise<Report> {
  const repository = openRepository(request, world);
  const { record, pointer, ref } = findAction(request.argument('REF') ?? '', repository);
  if ('status' in record.data && record.data.status === 'withdrawn') {
    throw new UserError(
      `Unexpected action of ${record.path}, which is withdrawn: its actions count nowhere`,
      'Add the action to another record.',
    );
  }
  const action = [...actionsOf(record)].find(([place]) => place === pointer)?.[1] ?? {};
  const at: ActionAtHand = {
    request,
    repository,
    action,
    ref,
    pointer,
    by: writerOf(request, repository, world),
    on: dayOf(request, repository),
  };
  const status = action.status ?? 'proposed';
  if (!verb.from.includes(status)) {
    throw new UserError(
      `Unexpected ${verb.command.split(' ')[1]} of ${ref}, which is ${status.replace('_', ' ')}`,
      verb.otherwise(at),
    );
  }
  return changeRecord(request, repository, world, {
    command: verb.command,
    record,
    edits: verb.edits(at),
    gate: 'edit',
    did: verb.did(at),
    ...(verb.isClaim && { notes: attestationNotes(at.by, repository, world) }),
    ...(verb.next && { next: verb.next(at) }),
  });
}

export const refArgument = { name: 'REF', about: 'the action, as 2026-11-20-checkout-500s/A1' } as const;

/** The statuses in which somebody still has to work on it. */
export const unfinished: readonly ActionStatus[] = ['proposed', 'open', 'in_progress'];

/** How to get an action that is over back to work. */
export const reopenIt = ({ ref }: ActionAtHand): string =>
  `To work on it again: pir action reopen ${ref} --reason "…".`;
