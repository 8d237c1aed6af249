import type { PolicyRecord } from '../../core/record/record.ts';
import type { Policy } from '../../core/record/shapes.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Argument, Request } from '../command.ts';
import { dayOf, findRecord, idOf, writerOf } from '../edit-record.ts';
import { openRepository, type Repository } from '../repository.ts';

export type PolicyStatus = NonNullable<Policy['status']>;

/** What a verb knows of the policy it is about. */
export interface PolicyAtHand {
  repository: Repository;
  record: PolicyRecord;
  id: string;
  version: string;
  status: PolicyStatus;
  on: string;
  /** Who does it; UserError where nobody knows. */
  by: () => string;
}

export interface PolicyVerb {
  /** What it is called in a refusal: "approval". */
  noun: string;
  /** The statuses from which it is a legal step. */
  from: readonly PolicyStatus[];
}

export const policyArgument: Argument = { name: 'ID', about: 'the policy, or how its id begins' };

/** What each status is called in sentences. */
export const statusWords: { readonly [status in PolicyStatus]: string } = {
  draft: 'a draft',
  in_review: 'in review',
  in_force: 'in force',
  retired: 'retired',
};

const wayOut = (id: string): { readonly [status in PolicyStatus]: string } => ({
  draft: `Release it first: pir policy release ${id} --summary "…".`,
  in_review: `It waits for approvals: pir policy approve ${id} --role ROLE --by @handle.`,
  in_force: `Change its text, then: pir policy release ${id} --summary "…".`,
  retired: 'A retired policy asks nothing of anybody; pir policy new begins another.',
});

/** Finds the policy and refuses a step that is none from where it stands. */
export function openPolicy(request: Request, world: World, { noun, from }: PolicyVerb): PolicyAtHand {
  const repository = openRepository(request, world);
  const record = findPolicy(request, repository);
  const id = idOf(record);
  const { status, version } = record.data;
  if (status === undefined || version === undefined)
    throw new UserError(
      `Unexpected ${status === undefined ? 'status' : 'version'} of ${id}, which cannot be read`,
      `Run pir check ${record.path} and mend it first.`,
    );
  if (!from.includes(status))
    throw new UserError(
      `Unexpected ${noun} of ${id}, which is ${statusWords[status]}, expected a policy that is ${from.map((each) => statusWords[each]).join(' or ')}`,
      wayOut(id)[status],
    );
  return {
    repository,
    record,
    id,
    version,
    status,
    on: dayOf(request, repository),
    by: () => writerOf(request, repository, world),
  };
}

/** The policy that the argument ID names. */
export function findPolicy(request: Request, repository: Repository): PolicyRecord {
  const record = findRecord(['policy'], request.argument('ID') ?? '', repository);
  if (record.kind !== 'policy') throw new Error(`not a policy: ${record.path}`);
  return record;
}
