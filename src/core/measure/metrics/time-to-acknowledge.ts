import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToAcknowledge: DurationMetric = {
  kind: 'duration',
  name: 'time_to_acknowledge',
  title: 'MTTA',
  abbreviation: 'mtta',
  unit: 'seconds',
  from: 'detected',
  to: 'acknowledged',
  definition: 'How long it took from the first knowledge of an incident until somebody began to work on it.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 180 },
};
