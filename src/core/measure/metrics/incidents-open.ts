import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const incidentsOpen: CountMetric = {
  kind: 'count',
  name: 'incidents_open',
  title: 'Not resolved',
  unit: 'count',
  definition: 'Incidents without a resolution as of the moment.',
  count: (_incident, { moments }) => (moments.isUnresolved ? 1 : 0),
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 0 },
};
