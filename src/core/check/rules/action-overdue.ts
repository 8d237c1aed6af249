import type { Problem } from '../../problem.ts';
import { isOverdue, refOf } from '../../record/action.ts';
import { actionsOf } from '../../record/record.ts';
import { incidentExample, openAction } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** An action is done by its due day, or the day is moved with a reason. The due day itself is not late. */
export const rule: RecordRule = {
  id: 'action-overdue',
  reason: 'The next incident often comes through an action that was promised and not done.',
  levels: ['warn', 'warn', 'error'],
  usesClock: true,
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(openAction),
  bad: incidentExample([...openAction, ['    due: 2026-06-10\n', '    due: 2026-05-31\n']]),
  judge(record, { clock }) {
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      if (!isOverdue(action, clock)) continue;
      const ref = refOf(record, action);
      problems.push({
        message: `Unexpected action ${action.id ?? ''} still ${action.status === 'open' ? 'open' : 'in progress'} after ${action.due}, expected it done by its due day`,
        hint: `Finish it with \`pir action done ${ref} --evidence …\`, or move the day with \`pir action defer ${ref} --due DAY --reason "…"\`.`,
        pointer: `${pointer}/due`,
      });
    }
    return problems;
  },
};
