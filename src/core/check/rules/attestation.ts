import type { Claim } from '../../claim.ts';
import { isNeededOf } from '../../policy/approvals.ts';
import type { Problem } from '../../problem.ts';
import { actionsOf, each, type ParsedRecord } from '../../record/record.ts';
import type { PolicyApproval } from '../../record/shapes.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

const people = `- { handle: "@alice", emails: [alice@shop.example] }
- { handle: "@cto", emails: [cto@shop.example] }
- { handle: "@carol", emails: [carol@shop.example] }
- { handle: "@dan", emails: [dan@shop.example] }
- { handle: "@bob", emails: [bob@shop.example] }
`;
// The action's verification would be somebody else's in either example.
const unverified = [
  ['status: verified', 'status: done'],
  ['    verified: { on: 2026-03-16, by: "@carol", result: effective }\n', ''],
] as const;

/**
 * Who signs says so in a record that anybody can write. The commit that brought the claim says who wrote it. Nothing is
 * known without people.yaml, without history, and of what is not on the main line yet.
 */
export const rule: RecordRule = {
  id: 'attestation',
  reason: 'A sign-off that somebody else wrote down is a claim; the commit shows who made it.',
  levels: ['off', 'warn', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'record',
  good: incidentExample(unverified, { people, committedBy: 'cto@shop.example' }),
  bad: incidentExample(unverified, { people, committedBy: 'alice@shop.example' }),
  judge(record, { people, config }) {
    if (people === undefined) return [];
    const problems: Problem[] = [];
    const { severity } = record.kind === 'incident' ? record.data : {};
    const required = config.approvals[severity ?? ''] ?? [];
    const isRequired = ({ what, of, by }: Claim): boolean => {
      if (what !== 'approved') return false;
      if (record.kind === 'policy') return isNeededOf(by, record.data, { config, people });
      return record.kind === 'incident' && required.includes(of ?? '');
    };
    for (const [pointer, claim] of claimsOf(record)) problems.push(problemOf(pointer, claim, isRequired(claim)));
    return problems;
  },
};

const nouns: { readonly [what in Claim['what']]: string } = {
  approved: 'approval',
  verified: 'verification',
  accepted: 'acceptance',
  acknowledged: 'acknowledgement',
};

function problemOf(pointer: string, claim: Claim, mustBeSelf: boolean): Problem {
  const noun = nouns[claim.what];
  return {
    message: mustBeSelf
      ? `Unexpected required ${noun} by ${claim.by} that no commit of theirs brought, expected their own`
      : `Unexpected ${noun} by ${claim.by} that somebody else committed, expected their own commit`,
    hint: `Let ${claim.by} commit it, or sign a commit that says "Approved-by:" them; \`pir log\` names who did. A new address of theirs belongs into people.yaml.`,
    pointer,
    unless: { ask: 'attested', claim, mustBeSelf },
  };
}

/** Every claim of a record that stands: of approvals the last in each role, of a policy those of its version. */
function* claimsOf(record: ParsedRecord): Generator<readonly [pointer: string, claim: Claim]> {
  const { kind } = record;
  if (kind === 'acknowledgement') {
    const { policy, version, by, method } = record.data;
    // The others say themselves that somebody else wrote them down.
    if (by === undefined || (method !== undefined && method !== 'own_commit')) return;
    const id = `${policy ?? ''}/${version ?? ''}/${by}`;
    yield ['/by', { kind, record: id, what: 'acknowledged', by, of: null, on: null }];
    return;
  }
  const { id } = record.data;
  if (id === undefined) return;
  const base = { kind, record: id, on: null };
  if (kind === 'incident' || kind === 'policy') {
    const { version } = record.kind === 'policy' ? record.data : {};
    const all = [...each<PolicyApproval>(record.data.approvals)];
    const approvals = kind === 'policy' ? all.filter(([, approval]) => approval.version === version) : all;
    // Several reviewers of a policy may approve in one role.
    const keyOf = ({ role = '', by }: PolicyApproval) => (kind === 'policy' ? `${role} ${by}` : role);
    const last = new Map(approvals.map(([i, approval]) => [keyOf(approval), i]));
    for (const [i, approval] of approvals) {
      const { by, role, on } = approval;
      if (by !== undefined && last.get(keyOf(approval)) === i)
        yield [`/approvals/${i}/by`, { ...base, what: 'approved', by, of: role ?? null, on: on ?? null }];
    }
  }
  for (const [pointer, action] of actionsOf(record)) {
    const of = action.id;
    if (of === undefined) continue;
    const { verified, accepted, status } = action;
    if (verified?.by !== undefined && status === 'verified')
      yield [`${pointer}/verified/by`, { ...base, what: 'verified', by: verified.by, of }];
    if (accepted?.by !== undefined && status === 'accepted')
      yield [`${pointer}/accepted/by`, { ...base, what: 'accepted', by: accepted.by, of }];
  }
  if (kind === 'incident')
    for (const [i, { id: of, accepted }] of each(record.data.causes))
      if (of !== undefined && accepted?.by !== undefined)
        yield [`/causes/${i}/accepted/by`, { ...base, what: 'accepted', by: accepted.by, of }];
  if (kind === 'risk' && record.data.acceptance?.by !== undefined)
    yield ['/acceptance/by', { ...base, what: 'accepted', by: record.data.acceptance.by, of: null }];
}
