import { isOf, mayApprove, missingApprovals } from '../../policy/approvals.ts';
import { policyFingerprint, releaseOf } from '../../policy/text.ts';
import { each } from '../../record/record.ts';
import { policyExample } from '../policy-example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * A version in force was approved by every reviewer, else by somebody other than its owner. What counts are approvals of
 * the text that was released: whether it is still there is the question of policy-version.
 */
export const rule: RecordRule = {
  id: 'policy-approved',
  reason: 'What binds everybody is decided by more than the person who wrote it.',
  levels: ['off', 'warn', 'error'],
  kinds: ['policy'],
  scope: 'record',
  good: policyExample(),
  bad: policyExample([['by: "@cto", role: management, on: 2026-03-28', 'by: "@carol", role: owner, on: 2026-03-28']]),
  judge(record, { config, people, sha256 }) {
    if (record.kind !== 'policy') return [];
    const { data } = record;
    const { approvals, id = 'ID', status, version } = data;
    if (status !== 'in_force' || version === undefined) return [];
    const fingerprint = releaseOf(data, version)?.change.fingerprint ?? policyFingerprint(record, sha256);
    const settings = { config, people };
    const missing = missingApprovals(data, version, fingerprint, settings);
    if (missing.length === 0 || (approvals === undefined && isRefusedAt(record, '/approvals'))) return [];
    const whose = missing.map((name) => (name === 'somebody' ? 'somebody other than its owner' : name)).join(', ');
    const who = missing[0] === 'somebody' || missing[0]?.startsWith('team:') ? '@handle' : missing[0];
    const own = [...each(approvals)].filter(([, approval]) => approval.version === version);
    const stale = own.find(([, approval]) => !isOf(approval, version, fingerprint));
    const owners = own.find(([, { by }]) => by !== undefined && !mayApprove(by, data, settings));
    const pointer =
      owners !== undefined
        ? `/approvals/${owners[0]}/by`
        : stale !== undefined
          ? `/approvals/${stale[0]}/fingerprint`
          : approvals === undefined
            ? '/status'
            : '/approvals';
    const why =
      owners !== undefined
        ? ' but by its owner'
        : stale !== undefined
          ? ' of its text'
          : own.length > 0
            ? ' by all'
            : '';
    return [
      {
        message: `Unexpected version ${version} in force without approval${why}, expected that of ${whose}`,
        hint: `Let them read and approve it: \`pir policy approve ${id} --role ROLE --by ${who}\`.`,
        pointer,
      },
    ];
  },
};
