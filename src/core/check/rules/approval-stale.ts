import type { Problem } from '../../problem.ts';
import { fingerprintOf } from '../../record/fingerprint.ts';
import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/**
 * An approval is of what stands here. It is out of use, and silent, when a later one in its role stands beside it, or
 * while a reopened review is on its way to a new one.
 */
export const rule: RecordRule = {
  id: 'approval-stale',
  reason: 'An approval is of one exact text; what changed after it was approved by nobody.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['"{{fingerprint}}"', `"sha256:${'0'.repeat(64)}"`]]),
  judge(record, { sha256 }) {
    if (record.kind !== 'incident') return [];
    const { approvals, id, reopened, status } = record.data;
    if (approvals === undefined || approvals.length === 0) return [];
    const isOpenAgain = (status === 'in_review' || status === 'draft') && reopened !== undefined && reopened.length > 0;
    if (isOpenAgain) return [];
    const problems: Problem[] = [];
    const last = new Map<string, number>();
    for (const [i, { role }] of each(approvals)) if (role !== undefined) last.set(role, i);
    const fingerprint = fingerprintOf(record, sha256);
    const reopen =
      status === 'approved' || status === 'closed' ? ` \`pir reopen ${id ?? 'ID'} --reason "…"\`, then` : '';
    for (const [i, approval] of each(approvals)) {
      if (approval.fingerprint === undefined || approval.fingerprint === fingerprint) continue;
      if (approval.role !== undefined && last.get(approval.role) !== i) continue;
      problems.push({
        message: `Unexpected approval by ${approval.by ?? 'somebody'} of another text, expected the fingerprint of this one`,
        hint: `Undo the change if it was not meant; else let them look again:${reopen} \`pir approve ${id ?? 'ID'} --role ${approval.role ?? 'ROLE'}\`.`,
        pointer: `/approvals/${i}/fingerprint`,
      });
    }
    return problems;
  },
};
