import { endOfDay } from '../../core/clock.ts';
import { heldMoment, neededReviews } from '../../core/record/needed-reviews.ts';
import { addDays } from '../../core/time.ts';
import type { IncidentAtHand } from '../change-incident.ts';
import type { Repository } from '../repository.ts';
import type { Meeting } from './meeting.ts';

/** That the review was held after its deadline, where none was held in time. */
export function lateNotes(
  { stage, held }: Meeting,
  { record, repository: { config, zone } }: IncidentAtHand,
): string[] {
  const at = heldMoment(held, zone);
  const needed = neededReviews(record.data, config, zone).find((each) => each.stage === stage);
  if (at === undefined || needed?.deadline === undefined || needed.isOnTime || at <= needed.deadline) return [];
  return [
    `it was due by ${zone.dayOf(needed.deadline)}, and pir check goes on to say so. A day counts as its end; why it was late can stand in .pir/waivers.yaml`,
  ];
}

/** That a review of the day that is not over yet counts from its end on, as days do. */
export function todayNotes({ held }: Meeting, { asOf, zone }: Repository): string[] {
  if (held.length !== 10 || held !== zone.dayOf(asOf) || endOfDay(held, zone) <= asOf) return [];
  return [`the day counts as its end, so reports count the review from ${addDays(held, 1)}; --held now counts at once`];
}
