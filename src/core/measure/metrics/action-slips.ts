import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { PlainCount } from '../metric.ts';

export const actionSlips: PlainCount = {
  kind: 'count',
  name: 'action_slips',
  title: 'Due dates moved later',
  unit: 'count',
  needs: 'history',
  count: (_, { told }) => told?.slips ?? 0,
  definition:
    'How often a due date of an action was moved to a later day on the main line, with a deferral or without.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 2 },
};
