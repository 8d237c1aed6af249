import { isSamePerson } from '../../people.ts';
import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** What is approved or closed carries the approvals of its severity, by others than the review's owner. */
export const rule: RecordRule = {
  id: 'approval',
  reason: 'Nobody can sign off their own review, and management answers for the worst of them.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['  - { by: "@cto", role: management,', '  - { by: "@alice", role: management,']]),
  judge(record, { config, people }) {
    if (record.kind !== 'incident') return [];
    const problems: Problem[] = [];
    const { approvals, id, owner, severity, status } = record.data;
    for (const [i, approval] of each(approvals)) {
      if (!owner || !approval.by || !isSamePerson(owner, approval.by, people)) continue;
      problems.push({
        message: `Unexpected approval by ${approval.by}, who owns the review, expected somebody else`,
        hint: `Let another person look: \`pir approve ${id ?? 'ID'} --role ${approval.role ?? 'ROLE'} --by @handle\`.`,
        pointer: `/approvals/${i}/by`,
      });
    }
    if ((status !== 'approved' && status !== 'closed') || isRefused(record, 'approvals')) return problems;
    const missing = new Set(config.approvals[severity ?? '']);
    for (const [, { role }] of each(approvals)) {
      if (role === undefined) return problems;
      missing.delete(role);
    }
    for (const role of missing) {
      problems.push({
        message: `Unexpected ${status} ${severity} without approval by ${role}, expected one of every required role`,
        hint: `Ask for it: \`pir approve ${id ?? 'ID'} --role ${role} --by @handle\`.`,
        pointer: '/approvals',
      });
    }
    return problems;
  },
};
