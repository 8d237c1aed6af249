import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { IncidentDuration } from '../metric.ts';

export const timeToFirstRecord: IncidentDuration = {
  kind: 'duration',
  name: 'time_to_first_record',
  title: 'First record',
  unit: 'seconds',
  needs: 'history',
  from: 'resolved',
  to: 'recorded',
  mayBeNegative: true,
  definition:
    'How long it took from the resolution until the main line of git first had the record. Negative where it was recorded while the incident lasted, which is good.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 3_960 },
};
