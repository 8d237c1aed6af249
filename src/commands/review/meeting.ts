import { isSamePerson } from '../../core/people.ts';
import type { Edit } from '../../core/record/edit.ts';
import { heldMoment } from '../../core/record/needed-reviews.ts';
import { each } from '../../core/record/record.ts';
import type { Review } from '../../core/record/shapes.ts';
import { UserError } from '../../world/world.ts';
import type { IncidentAtHand } from '../change-incident.ts';

/** A review as the command line tells of it. */
export interface Meeting {
  stage: string;
  held: string;
  facilitator: string | undefined;
  participants: readonly { who: string; role: string }[];
  received: readonly string[];
  minutes: string | undefined;
}

/** The review of that stage and day that is written down already, with its place. */
export function sameMeeting(
  { stage, held }: Meeting,
  { record, repository: { zone } }: IncidentAtHand,
): { review: Review; index: number } | undefined {
  const dayOf = (text: string | undefined) => {
    const at = heldMoment(text, zone);
    return at === undefined ? undefined : zone.dayOf(at);
  };
  for (const [index, review] of each(record.data.reviews))
    if (review.stage === stage && dayOf(review.held) === dayOf(held)) return { review, index };
  return undefined;
}

/** A review of its own. */
export function newMeeting({ stage, held, facilitator, participants, received, minutes }: Meeting): Edit {
  return {
    edit: 'append',
    pointer: '/reviews',
    value: {
      stage,
      held,
      facilitator,
      participants: participants.length > 0 ? participants.map((each) => ({ ...each })) : undefined,
      received: received.length > 0 ? [...received] : undefined,
      minutes,
    },
  };
}

/** What is not written down yet of a review that is. UserError where there is nothing new, or where it says otherwise. */
export function additions(
  { stage, held, facilitator, participants, received, minutes }: Meeting,
  { review, index }: { review: Review; index: number },
  { id, repository: { people } }: IncidentAtHand,
): readonly Edit[] {
  const place = `/reviews/${index}`;
  for (const [key, now] of Object.entries({ facilitator, minutes })) {
    const before = review[key as 'facilitator' | 'minutes'];
    if (now !== undefined && before && before !== now)
      throw new UserError(
        `Unexpected --${key} ${now} of the ${stage} review of ${review.held}, which has ${before}`,
        `Change it in the record of ${id} if it is wrong, or say another day with --held.`,
      );
  }
  const isThere = (who: string, others: Iterable<string | undefined>) =>
    [...others].some((other) => other !== undefined && isSamePerson(who, other, people));
  const attended = [...each(review.participants)].map(([, each]) => each);
  const edits: Edit[] = [
    ...(facilitator !== undefined && !review.facilitator
      ? [{ edit: 'set', pointer: `${place}/facilitator`, value: facilitator } as const]
      : []),
    ...participants
      .filter(
        ({ who, role }) =>
          !isThere(
            who,
            attended.map((each) => (each.role === role ? each.who : undefined)),
          ),
      )
      .map((each) => ({ edit: 'append', pointer: `${place}/participants`, value: { ...each } }) as const),
    ...received
      .filter(
        (who) =>
          !isThere(
            who,
            [...each(review.received)].map(([, each]) => each),
          ),
      )
      .map((who) => ({ edit: 'append', pointer: `${place}/received`, value: who }) as const),
    ...(minutes !== undefined && !review.minutes
      ? [{ edit: 'set', pointer: `${place}/minutes`, value: minutes } as const]
      : []),
  ];
  if (edits.length > 0) return edits;
  throw new UserError(
    `Unexpected ${stage} review held ${held}, which ${id} has already${participants.length + received.length > 0 ? ' with all of them' : ''}`,
    'Name whom it lacks with --participant or --received, or another day with --held.',
  );
}
