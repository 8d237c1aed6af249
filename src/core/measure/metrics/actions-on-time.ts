import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { DatedCount } from '../metric.ts';
import { onTime } from '../on-time.ts';

export const actionsOnTime: DatedCount = {
  kind: 'count',
  name: 'actions_on_time',
  title: 'Actions done by their first due date',
  unit: 'count',
  needs: 'history',
  isDated: true,
  dated: (incident, context) => onTime(incident, context, ({ slip }) => slip.firstDue),
  compare: { better: 'higher' },
  definition:
    'Of the actions whose first due date ever recorded on the main line lies in the period, those that were done by then; however often it was moved afterwards, and whenever their incident was. As a share: of those that are done or have fallen due. An action that was committed as done over three days after the day it names was done on the day of that commit.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
