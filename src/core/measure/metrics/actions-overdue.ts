import { isOverdue } from '../../record/action.ts';
import { each } from '../../record/record.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const actionsOverdue: CountMetric = {
  kind: 'count',
  name: 'actions_overdue',
  title: 'Actions overdue',
  unit: 'count',
  definition:
    'Actions that are open or in progress and were due before the as-of day in the zone of the config. The due day itself is not late.',
  count: ({ actions }, { clock }) => [...each(actions)].filter(([, action]) => isOverdue(action, clock)).length,
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
