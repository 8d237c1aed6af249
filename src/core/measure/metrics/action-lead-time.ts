import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { ActionDuration } from '../metric.ts';

export const actionLeadTime: ActionDuration = {
  kind: 'duration',
  name: 'action_lead_time',
  title: 'Action lead time',
  unit: 'seconds',
  needs: 'history',
  of: 'action',
  from: 'recorded',
  to: 'done',
  appliesTo: ({ status }) => status !== 'cancelled' && status !== 'accepted',
  span: (_, { recordedAt, doneAt }) => ({ start: recordedAt ?? undefined, end: doneAt ?? undefined }),
  definition:
    'How long it took from the commit on the main line that first had an action until the first one that had it done. One value an action; cancelled and accepted ones have none.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1_209_600 },
};
