import { isOpen } from '../../record/action.ts';
import { each } from '../../record/record.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const actionsOpen: CountMetric = {
  kind: 'count',
  name: 'actions_open',
  title: 'Actions open',
  unit: 'count',
  definition: 'Actions that are open or in progress.',
  count: ({ actions }) => [...each(actions)].filter(([, action]) => isOpen(action)).length,
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 2 },
};
