import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToRecover: DurationMetric = {
  kind: 'duration',
  name: 'time_to_recover',
  title: 'MTTR (recover)',
  unit: 'seconds',
  from: 'started',
  to: 'resolved',
  definition: 'How long an incident lasted in all, from its start until service or security was fully restored.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 2520 },
};
