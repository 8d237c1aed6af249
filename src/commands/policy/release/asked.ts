import { nextVersion, releaseOf } from '../../../core/policy/text.ts';
import type { IncidentRecord } from '../../../core/record/record.ts';
import type { Change, Policy } from '../../../core/record/shapes.ts';
import { addMonths, parseDay } from '../../../core/time.ts';
import { UserError, type World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { findRecord, idOf } from '../../edit-record.ts';
import { dayFlag } from '../days.ts';
import type { PolicyAtHand } from '../open-policy.ts';

/** The number that the release gives: the one said, else the next; UserError for one that was given already. */
export function versionOf(request: Request, { record: { data }, id, status, version }: PolicyAtHand): string {
  const said = request.text('version')?.trim();
  const next = said ?? nextVersion(data);
  if (next === undefined)
    throw new UserError(
      `Unexpected version "${version}" of ${id}, after which no number follows by itself`,
      'Say the next one: --version V.',
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(next))
    throw new UserError(
      `Unexpected version "${next}", expected letters, digits, dots and hyphens`,
      'Acceptances are kept in a folder of that name: write it like 3 or 2.1.',
    );
  const isAgain = next === version && status === 'in_review';
  if (releaseOf(data, next) !== undefined && !isAgain)
    throw new UserError(
      `Unexpected version "${next}", which ${id} has released already`,
      'People may have accepted it. Leave --version out, and the next number is taken.',
    );
  return next;
}

/** The day from which it holds, not before its release. */
export function effectiveOf(request: Request, { on }: PolicyAtHand): string {
  const said = dayFlag('effective', request) ?? on;
  if (said < on)
    throw new UserError(
      `Unexpected --effective ${said}, which lies before the release on ${on}`,
      'Nobody can keep to what was not released yet: name that day or a later one.',
    );
  return said;
}

/** A day after the one from which it holds: the one said, the one that stands, or the one that a person on a terminal says. */
export async function reviewByOf(request: Request, at: PolicyAtHand, effective: string, world: World): Promise<string> {
  const known = dayFlag('review-by', request) ?? at.record.data.review_by;
  if (known !== undefined && known > effective) return known;
  const inAYear = addMonths(effective, 12);
  if (!request.mayAsk)
    throw new UserError(
      known === undefined
        ? `Unexpected release of ${at.id} without a day for its next review`
        : `Unexpected review by ${known}, which is not after ${effective}, when this version begins to hold`,
      `Say when it is looked at again: --review-by ${inAYear}.`,
    );
  return world.prompt.text({
    message: `By which day is ${at.id} looked at again?`,
    initial: inAYear,
    validate: (day) =>
      (parseDay(day) !== undefined && day > effective) || `Write a day after ${effective}, like ${inAYear}`,
  });
}

/** The lists that flags replace. */
export function listsOf(request: Request): Pick<Policy, 'reviewers' | 'audience'> & { [key: string]: string[] } {
  const [reviewers, audience] = ['reviewer', 'audience'].map((name) => [...new Set(request.many(name))]);
  return { ...(reviewers?.length && { reviewers }), ...(audience?.length && { audience }) };
}

/** The incident that led to it: the one said, else the one that the same version named when it was released before. */
export function incidentOf(
  request: Request,
  known: Change | undefined,
  { repository }: PolicyAtHand,
): IncidentRecord | undefined {
  const asked = request.text('incident') ?? known?.incident;
  if (asked === undefined || asked === '') return undefined;
  const record = findRecord(['incident'], asked, repository) as IncidentRecord;
  if (record.data.status === 'withdrawn')
    throw new UserError(`Unexpected --incident ${idOf(record)}, which is withdrawn`, 'Name another, or none.');
  return record;
}
