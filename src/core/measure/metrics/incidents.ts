import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const incidents: CountMetric = {
  kind: 'count',
  name: 'incidents',
  title: 'Incidents',
  unit: 'count',
  definition: 'Incidents of a countable type that are not withdrawn, near misses included.',
  count: () => 1,
  compare: 'count',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
