import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { PlainCount } from '../metric.ts';

export const reviewsReopened: PlainCount = {
  kind: 'count',
  name: 'reviews_reopened',
  title: 'Reviews reopened',
  unit: 'count',
  needs: 'history',
  count: (_, { told }) => told?.reviewsReopened ?? 0,
  definition: 'How often a review that was approved or closed was taken up again on the main line: its further rounds.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
