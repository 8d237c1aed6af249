import { needsReview } from '../../record/needed-reviews.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToReview: DurationMetric = {
  kind: 'duration',
  name: 'time_to_review',
  title: 'Review',
  unit: 'seconds',
  from: 'resolved',
  to: 'reviewed',
  appliesTo: needsReview,
  definition:
    'How long it took from the resolution until the first full review was held, where the severity requires one. A hot-wash is not the review; a day counts as its end.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 450_360 },
};
