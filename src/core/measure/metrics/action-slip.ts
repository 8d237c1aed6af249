import { DAY, parseDay } from '../../time.ts';
import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { ActionDuration } from '../metric.ts';

export const actionSlip: ActionDuration = {
  kind: 'duration',
  name: 'action_slip',
  title: 'Action slip',
  unit: 'seconds',
  needs: 'history',
  of: 'action',
  from: 'first_due',
  to: 'last_due',
  runs: 'calendar',
  mayBeNegative: true,
  isNotCompared: true,
  span: (_, { recordedAt, slip: { firstDue, lastDue } }) => ({
    start: recordedAt === null ? undefined : midnight(firstDue),
    end: midnight(lastDue),
  }),
  definition:
    'By how many days an action’s due date was moved: from the first that the main line ever had to the present one, in seconds of whole days. One value an action, 0 where it was never moved; negative where it was moved forward.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 864_000 },
};

function midnight(day: string | null): number | undefined {
  const days = day === null ? undefined : parseDay(day);
  return days === undefined ? undefined : days * DAY;
}
