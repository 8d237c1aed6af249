import type { Config } from '../config.ts';
import { isSamePerson, type People } from '../people.ts';
import { each } from '../record/record.ts';
import type { Policy, PolicyApproval } from '../record/shapes.ts';

/** What approvals of a policy are judged by. */
export interface ApprovalSettings {
  config: Config;
  people: People | undefined;
}

/**
 * Who still has to approve a version with that text, as the policy names them; `somebody` where nobody is named and one
 * other than the owner will do. Every reviewer approves, of a team one of its people, and the owner counts for nobody.
 * Without reviewers one approval is needed wherever the rule policy-approved speaks: not in the profile startup.
 */
export function missingApprovals(
  data: Policy,
  version: string,
  fingerprint: string,
  settings: ApprovalSettings,
): readonly string[] {
  const given = [...each(data.approvals)].flatMap(([, approval]) =>
    isOf(approval, version, fingerprint) && mayApprove(approval.by ?? '', data, settings) ? (approval.by ?? '') : [],
  );
  const reviewers = reviewersOf(data, settings);
  if (reviewers.length > 0) return reviewers.filter((reviewer) => !given.some((by) => isMeant(by, reviewer, settings)));
  return given.length > 0 || !isAsked(settings.config) ? [] : ['somebody'];
}

/** Whether an approval is of that version with that text. */
export function isOf(approval: PolicyApproval, version: string, fingerprint: string): boolean {
  return approval.version === version && approval.fingerprint === fingerprint;
}

/** Whether somebody may approve it at all: not who owns it. */
export function mayApprove(by: string, { owner }: Policy, { people }: ApprovalSettings): boolean {
  return by !== '' && (!owner || !isSamePerson(owner, by, people));
}

/** Whether the approval of that person is one that the policy needs. */
export function isNeededOf(by: string, data: Policy, settings: ApprovalSettings): boolean {
  if (!mayApprove(by, data, settings)) return false;
  const reviewers = reviewersOf(data, settings);
  if (reviewers.length === 0) return isAsked(settings.config);
  return reviewers.some((reviewer) => isMeant(by, reviewer, settings));
}

/** Those who are asked to review it, without its owner. */
function reviewersOf(data: Policy, settings: ApprovalSettings): readonly string[] {
  const all = [...each(data.reviewers)].map(([, reviewer]) => reviewer);
  return all.filter((reviewer) => mayApprove(reviewer, data, settings));
}

function isMeant(by: string, reviewer: string, { people }: ApprovalSettings): boolean {
  if (!reviewer.startsWith('team:')) return isSamePerson(by, reviewer, people);
  return people?.find(by)?.team === reviewer.slice('team:'.length);
}

function isAsked({ profile, rules }: Config): boolean {
  return (rules['policy-approved'] ?? (profile === 'startup' ? 'off' : 'warn')) !== 'off';
}
