import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToRespond: DurationMetric = {
  kind: 'duration',
  name: 'time_to_respond',
  title: 'MTTR (respond)',
  abbreviation: 'mttr',
  unit: 'seconds',
  from: 'detected',
  to: 'resolved',
  definition:
    'How long it took from the first knowledge of an incident until service or security was fully restored. MTTR names at least five different intervals in the field; where the word stands alone, this is the one meant here.',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 2040 },
};
