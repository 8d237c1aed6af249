import { isUnfinished } from '../core/record/action.ts';
import { neededReviews } from '../core/record/needed-reviews.ts';
import { each, type IncidentRecord } from '../core/record/record.ts';
import type { Incident } from '../core/record/shapes.ts';
import { gaps } from './cause/gaps.ts';
import type { Repository } from './repository.ts';

/** What a person does next on a review's way to closed: sentences that end in a command. */
export function nextSteps(record: IncidentRecord, warnings: number, repository: Repository): readonly string[] {
  const { data, path } = record;
  const id = data.id ?? 'ID';
  if (data.status === 'draft') return [whileDraft(data, id, repository)];
  if (data.status !== 'in_review' && data.status !== 'approved') return [];
  const [role] = missingApprovals(data, repository);
  const unfinished = each(data.actions).find(([, action]) => isUnfinished(action))?.[1];
  const standing =
    warnings > 0
      ? [`${warnings === 1 ? 'A warning stands' : `${warnings} warnings stand`} on it: pir check ${path}`]
      : [];
  if (data.status === 'in_review' && role !== undefined)
    return [...standing, `It needs approval by ${role}: pir approve ${id} --role ${role} --by @handle`];
  if (unfinished?.id !== undefined)
    return [
      ...standing,
      `Before it can be closed, its actions end: pir action done ${id}/${unfinished.id} --evidence URL`,
    ];
  return [...standing, `To close it: pir close ${id}`];
}

/** The roles whose approval the severity needs and that have not approved; stale approvals are for the rules to judge. */
export function missingApprovals({ severity, approvals }: Incident, { config }: Repository): readonly string[] {
  const given = new Set([...each(approvals)].map(([, { role }]) => role));
  return (config.approvals[severity ?? ''] ?? []).filter((role) => !given.has(role));
}

function whileDraft(data: Incident, id: string, { config, zone }: Repository): string {
  const isOver = data.times?.resolved !== undefined || data.not_applicable?.resolved !== undefined;
  if (!isOver && data.type !== 'near_miss') return `When all is restored: pir time ${id} resolved now`;
  const causes = [...each(data.causes)].map(([, cause]) => cause);
  const answered = new Set([...each(data.actions)].flatMap(([, action]) => action.causes ?? []));
  const open = causes.find(
    (cause) => cause.id !== undefined && cause.role !== 'trigger' && !cause.accepted && !answered.has(cause.id),
  );
  if (open !== undefined) {
    const gap = gaps.find(({ value }) => value === open.gap);
    const what =
      gap === undefined
        ? `Say what is done about ${open.id}`
        : `What follows from a ${gap.value} gap is ${gap.follows}`;
    return `${what}: pir action add ${id} --title "…" --owner @handle --kind ${gap?.kind ?? 'prevent'} --cause ${open.id}`;
  }
  if (!causes.some(({ role }) => role === 'root')) return `Ask why it happened: pir cause add ${id}`;
  const review = neededReviews(data, config, zone).find(({ heldAt }) => heldAt === undefined);
  if (review !== undefined)
    return `When the review was held: pir review ${id} --stage ${review.stage} --held YYYY-MM-DD --participant @handle:responder`;
  return `When the text is finished: pir submit ${id}`;
}
