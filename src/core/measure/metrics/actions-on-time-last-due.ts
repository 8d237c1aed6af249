import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { DatedCount } from '../metric.ts';
import { onTime } from '../on-time.ts';

export const actionsOnTimeLastDue: DatedCount = {
  kind: 'count',
  name: 'actions_on_time_last_due',
  title: 'Actions done by their last due date',
  unit: 'count',
  needs: 'history',
  isDated: true,
  dated: (incident, context) => onTime(incident, context, ({ slip }) => slip.lastDue),
  compare: { better: 'higher' },
  definition:
    'Of the actions whose present due date lies in the period, those that were done by then: what `actions_on_time` would be if no due date had ever been moved later. As a share: of those that are done or have fallen due.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
