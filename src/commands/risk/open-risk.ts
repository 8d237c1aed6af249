import type { RiskRecord } from '../../core/record/record.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Argument, Request } from '../command.ts';
import { dayOf, findRecord, idOf, writerOf } from '../edit-record.ts';
import { openRepository, type Repository } from '../repository.ts';

/** What a verb knows of the risk that it changes. */
export interface RiskAtHand {
  repository: Repository;
  record: RiskRecord;
  id: string;
  by: string;
  on: string;
}

export const idArgument: Argument = { name: 'ID', about: 'the risk, as R-014' };

/** The risk of that id, or the only one whose id begins so. */
export function findRisk(request: Request, repository: Repository): RiskRecord {
  return findRecord(['risk'], request.argument('ID') ?? '', repository) as RiskRecord;
}

/** Finds the risk and refuses one that does not stand any more; `noun` is what would be done: "assessment". */
export function openRisk(request: Request, world: World, noun: string): RiskAtHand {
  const repository = openRepository(request, world);
  const record = findRisk(request, repository);
  const id = idOf(record);
  const { status } = record.data;
  if (status === 'closed' || status === 'withdrawn')
    throw new UserError(
      `Unexpected ${noun} of ${id}, which is ${status}, expected an open risk`,
      status === 'closed'
        ? `If it stands again, write "status: open" in ${record.path} first${record.data.closed === undefined ? '' : ', and take "closed" out: git keeps it'}.`
        : 'A withdrawn risk stays withdrawn; pir risk new begins another.',
    );
  return { repository, record, id, by: writerOf(request, repository, world), on: dayOf(request, repository) };
}
