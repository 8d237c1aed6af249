import { needsReview } from '../../record/needed-reviews.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const reviewRequired: CountMetric = {
  kind: 'count',
  name: 'review_required',
  title: 'Review required',
  unit: 'count',
  definition: 'Incidents whose severity requires a review.',
  count: (incident, { config }) => (needsReview(incident, config) ? 1 : 0),
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
