import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToMitigate: DurationMetric = {
  kind: 'duration',
  name: 'time_to_mitigate',
  title: 'MTTM',
  abbreviation: 'mttm',
  unit: 'seconds',
  from: 'detected',
  to: 'mitigated',
  definition:
    'How long it took from the first knowledge of an incident until it was contained and the harm stopped growing.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1260 },
};
