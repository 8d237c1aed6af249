import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { PlainCount } from '../metric.ts';

export const actionsReopened: PlainCount = {
  kind: 'count',
  name: 'actions_reopened',
  title: 'Actions reopened',
  unit: 'count',
  needs: 'history',
  count: (_, { told }) => told?.actionsReopened ?? 0,
  definition: 'How often an action went back from done or verified to work on the main line.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
