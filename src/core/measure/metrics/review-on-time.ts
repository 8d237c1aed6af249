import { reviewsOnTime } from '../../record/needed-reviews.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const reviewOnTime: CountMetric = {
  kind: 'count',
  name: 'review_on_time',
  title: 'Reviewed in time',
  unit: 'count',
  definition:
    'Incidents whose severity requires a review and whose every needed stage was held within its span after the resolution. As a rate: of those that were held or have fallen due.',
  count: (incident, { config, clock }) => (reviewsOnTime(incident, config, clock) === true ? 1 : 0),
  compare: {
    of: (incident, { config, clock }) => (reviewsOnTime(incident, config, clock) === undefined ? 0 : 1),
    better: 'higher',
  },
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
