import type { Problem } from '../../problem.ts';
import { actionsOf } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** A correction is tracked where the team works. One that was cancelled or accepted undone needs no ticket any more. */
export const rule: RecordRule = {
  id: 'action-ticket',
  reason: 'Corrections are done by people who look at their board, not at reviews.',
  levels: ['warn', 'warn', 'warn'],
  isRipe: true,
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['    ticket: "https://tracker.example/OPS-4711"\n', '']]),
  judge(record) {
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      if (action.kind !== 'correct' || action.status === 'cancelled' || action.status === 'accepted') continue;
      if (action.ticket?.trim()) continue;
      if (action.ticket === undefined && isRefusedAt(record, `${pointer}/ticket`)) continue;
      problems.push({
        message: `Unexpected correction ${action.id ?? ''} without a ticket, expected where the work is tracked`,
        hint: 'Write the address or number of the ticket as `ticket: "…"`.',
        pointer: `${pointer}/ticket`,
      });
    }
    return problems;
  },
};
