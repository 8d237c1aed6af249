import type { Problem } from '../../problem.ts';
import { isOpen, refOf } from '../../record/action.ts';
import { actionsOf } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** What is closed has no action left to decide on or to do. */
export const rule: RecordRule = {
  id: 'closed-open-actions',
  reason: 'Nobody looks at a closed record again, so what is open in it stays undone.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['    status: verified\n', '    status: in_progress\n']]),
  judge(record) {
    if (!('status' in record.data) || record.data.status !== 'closed') return [];
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      const isProposed = action.status === 'proposed';
      if (!isProposed && !isOpen(action)) continue;
      const ref = refOf(record, action);
      problems.push({
        message: `Unexpected action ${action.id ?? ''} ${words[action.status ?? ''] ?? ''} in a closed record, expected it done, cancelled or accepted`,
        hint: isProposed
          ? `Decide on it with \`pir action cancel ${ref} --reason "…"\` or \`pir action start ${ref}\`${reopen(record)}.`
          : `Finish it with \`pir action done ${ref} --evidence …\`${reopen(record)}.`,
        pointer: `${pointer}/status`,
      });
    }
    return problems;
  },
};

const words: { [status: string]: string } = {
  proposed: 'only proposed',
  open: 'still open',
  in_progress: 'in progress',
};

function reopen(record: Parameters<RecordRule['judge']>[0]): string {
  return record.kind === 'incident' ? `, or go back with \`pir reopen ${record.data.id ?? 'ID'} --reason "…"\`` : '';
}
