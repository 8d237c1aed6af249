import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { PlainCount } from '../metric.ts';

export const closedBackDated: PlainCount = {
  kind: 'count',
  name: 'closed_back_dated',
  title: 'Back-dated closures',
  unit: 'count',
  needs: 'history',
  count: (_, { told }) => told?.closingsBackDated ?? 0,
  definition: 'How often an action was said to be done over three days before the main line said so.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
