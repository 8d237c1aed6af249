import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { DurationMetric } from '../metric.ts';

export const timeToCauseAddressed: DurationMetric = {
  kind: 'duration',
  name: 'time_to_cause_addressed',
  title: 'Cause gone',
  unit: 'seconds',
  from: 'detected',
  to: 'cause_addressed',
  definition:
    'How long it took from the first knowledge of an incident until its root cause was gone, which is often long after the resolution.',
  source: 'Commission Delegated Regulation (EU) 2025/301 asks for this moment beside that of the resolution',
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1698000 },
};
