import { neededReviews, needsReview } from '../../core/record/needed-reviews.ts';
import type { Incident } from '../../core/record/shapes.ts';
import type { PlannedFile } from '../../core/report.ts';
import type { Repository } from '../repository.ts';

const stageWords = { hotwash: 'a hot-wash', full: 'a full review' } as const;

/** What comes after the record is made, one thing a line; `isOpened` where it was in the editor already. */
export function nextSteps(
  draft: Incident,
  { path }: PlannedFile,
  isOpened: boolean,
  repository: Repository,
): readonly string[] {
  const id = path.slice(path.lastIndexOf('/') + 1, -'.md'.length);
  const isOver = draft.times?.resolved !== undefined || draft.type === 'near_miss';
  return [
    '',
    'Next:',
    ...(isOpened ? [] : [`  Open ${path}`, '  and answer its prompts.']),
    '  pir check says what is missing, and when it matters.',
    ...(isOver ? [] : [`  When it is over: pir time ${id} resolved now`]),
    ...reviewSteps(draft, id, repository),
  ];
}

function reviewSteps(draft: Incident, id: string, { config, zone, asOf }: Repository): string[] {
  const { severity = '' } = draft;
  if (!needsReview(draft, config))
    return [`  ${draft.type === 'exercise' ? 'An exercise' : `A ${severity}`} needs no review, but may have one.`];
  const spans = config.sla.review[severity] ?? {};
  const stages = neededReviews(draft, config, zone).map(({ stage, deadline }) => {
    if (deadline !== undefined)
      return `${stageWords[stage]} ${deadline < asOf ? 'overdue since' : 'by'} ${zone.dayOf(deadline)}`;
    return spans[stage] === undefined ? stageWords[stage] : `${stageWords[stage]} within ${spans[stage]}`;
  });
  const roles = config.participants[severity] ?? [];
  const approvals = config.approvals[severity] ?? [];
  const since = draft.times?.resolved === undefined && Object.keys(spans).length > 0 ? ' of the resolution' : '';
  return [
    `  ${severity}: ${stages.join(', ')}${since}.`,
    ...(roles.length > 0 ? [`  Taking part, or told of the outcome: ${roles.join(', ')}.`] : []),
    '  To be signed off it needs a root cause, and an action with an owner and a day:',
    `    pir cause add ${id}`,
    `    pir action add ${id} --title "…" --owner @handle --kind prevent --cause C1`,
    ...(approvals.length > 0 ? [`  It is approved by: ${approvals.join(', ')}.`] : []),
  ];
}
