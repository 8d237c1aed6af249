import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToDetect: DurationMetric = {
  kind: 'duration',
  name: 'time_to_detect',
  title: 'MTTD',
  abbreviation: 'mttd',
  unit: 'seconds',
  from: 'started',
  to: 'detected',
  countsNearMisses: true,
  definition:
    'How long an incident went on before the organisation first knew of it. Near misses count: that they were noticed in time is the point of them.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 480 },
};
