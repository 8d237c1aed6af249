import { neededReviews } from '../../check/review.ts';
import type { Incident } from '../../record/shapes.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountContext, CountMetric } from '../metric.ts';

/** Undefined while nobody can say: a stage is not held yet and not late yet. */
function isOnTime(incident: Incident, { config, clock }: CountContext): boolean | undefined {
  const needed = neededReviews(incident, config, clock.zone);
  if (needed.length === 0) return undefined;
  let isSettled = true;
  for (const { heldAt, deadline } of needed) {
    const isHeld = heldAt !== undefined && clock.hasReached(heldAt);
    if (isHeld && (deadline === undefined || heldAt <= deadline)) continue;
    if (deadline !== undefined && clock.hasReached(deadline)) return false;
    isSettled = false;
  }
  return isSettled ? true : undefined;
}

export const reviewOnTime: CountMetric = {
  kind: 'count',
  name: 'review_on_time',
  title: 'Reviewed in time',
  unit: 'count',
  definition:
    'Incidents whose severity requires a review and whose every needed stage was held within its span after the resolution. As a rate: of those that were held or have fallen due.',
  count: (incident, context) => (isOnTime(incident, context) === true ? 1 : 0),
  compare: { of: (incident, context) => (isOnTime(incident, context) === undefined ? 0 : 1), better: 'higher' },
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
