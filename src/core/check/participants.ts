import type { Config } from '../config.ts';
import type { People } from '../people.ts';
import { needsReview } from '../record/needed-reviews.ts';
import { each } from '../record/record.ts';
import type { Incident } from '../record/shapes.ts';

/** The roles that the severity asks for and that neither took part nor got the outcome; none where no review is needed. */
export function missingRoles(data: Incident, config: Config, people: People | undefined): readonly string[] {
  const required = config.participants[data.severity ?? ''];
  if (required === undefined || !needsReview(data, config)) return [];
  return required.filter((role) => !isMet(role, data, people));
}

/**
 * `received` holds names only, so there people.yaml says which roles they have. Who approved in a role has received the
 * outcome in it.
 */
function isMet(role: string, data: Incident, people: People | undefined): boolean {
  const has = (who: string | null | undefined) => Boolean(who && people?.find(who)?.roles?.includes(role));
  for (const [, review] of each(data.reviews)) {
    if (has(review.facilitator)) return true;
    for (const [, participant] of each(review.participants)) {
      if (participant.role === role || has(participant.who)) return true;
    }
    for (const [, who] of each(review.received)) if (has(who)) return true;
  }
  for (const [, approval] of each(data.approvals)) if (approval.role === role) return true;
  return false;
}
