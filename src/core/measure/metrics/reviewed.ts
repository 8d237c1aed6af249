import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const reviewed: CountMetric = {
  kind: 'count',
  name: 'reviewed',
  title: 'Reviewed',
  unit: 'count',
  definition: 'Incidents whose full review was held, whether their severity requires one or not.',
  count: (_incident, { moments }) => (moments.at.reviewed === undefined ? 0 : 1),
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
