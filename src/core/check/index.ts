import type { AnyRule } from './rule.ts';
import { rule as actionDeferral } from './rules/action-deferral.ts';
import { rule as actionDue } from './rules/action-due.ts';
import { rule as actionEffectiveness } from './rules/action-effectiveness.ts';
import { rule as actionEvidence } from './rules/action-evidence.ts';
import { rule as actionOverdue } from './rules/action-overdue.ts';
import { rule as actionOwner } from './rules/action-owner.ts';
import { rule as actionRemoved } from './rules/action-removed.ts';
import { rule as actionTicket } from './rules/action-ticket.ts';
import { rule as actionVerification } from './rules/action-verification.ts';
import { rule as approval } from './rules/approval.ts';
import { rule as approvalStale } from './rules/approval-stale.ts';
import { rule as attestation } from './rules/attestation.ts';
import { rule as baselineGrown } from './rules/baseline-grown.ts';
import { rule as blame } from './rules/blame.ts';
import { rule as category } from './rules/category.ts';
import { rule as cause } from './rules/cause.ts';
import { rule as causeAction } from './rules/cause-action.ts';
import { rule as causeDepth } from './rules/cause-depth.ts';
import { rule as causeRemoved } from './rules/cause-removed.ts';
import { rule as closedOpenActions } from './rules/closed-open-actions.ts';
import { rule as dueSlipped } from './rules/due-slipped.ts';
import { rule as frontmatter } from './rules/frontmatter.ts';
import { rule as humanError } from './rules/human-error.ts';
import { rule as madeUncountable } from './rules/made-uncountable.ts';
import { rule as managementReview } from './rules/management-review.ts';
import { rule as outflow } from './rules/outflow.ts';
import { rule as owner } from './rules/owner.ts';
import { rule as ownerSwapped } from './rules/owner-swapped.ts';
import { rule as placeholder } from './rules/placeholder.ts';
import { rule as policyAcknowledged } from './rules/policy-acknowledged.ts';
import { rule as policyApproved } from './rules/policy-approved.ts';
import { rule as policyReview } from './rules/policy-review.ts';
import { rule as policyTampered } from './rules/policy-tampered.ts';
import { rule as policyVersion } from './rules/policy-version.ts';
import { rule as recordId } from './rules/record-id.ts';
import { rule as recordRemoved } from './rules/record-removed.ts';
import { rule as reference } from './rules/reference.ts';
import { rule as rendered } from './rules/rendered.ts';
import { rule as reopenedSilently } from './rules/reopened-silently.ts';
import { rule as repeat } from './rules/repeat.ts';
import { rule as reviewFinished } from './rules/review-finished.ts';
import { rule as reviewHeld } from './rules/review-held.ts';
import { rule as reviewParticipants } from './rules/review-participants.ts';
import { rule as riskLink } from './rules/risk-link.ts';
import { rule as riskPlan } from './rules/risk-plan.ts';
import { rule as riskReassessed } from './rules/risk-reassessed.ts';
import { rule as riskReview } from './rules/risk-review.ts';
import { rule as riskScore } from './rules/risk-score.ts';
import { rule as schema } from './rules/schema.ts';
import { rule as secret } from './rules/secret.ts';
import { rule as section } from './rules/section.ts';
import { rule as severityLowered } from './rules/severity-lowered.ts';
import { rule as signedOffChanged } from './rules/signed-off-changed.ts';
import { rule as similar } from './rules/similar.ts';
import { rule as statusTransition } from './rules/status-transition.ts';
import { rule as timeOrder } from './rules/time-order.ts';
import { rule as timeSuspicious } from './rules/time-suspicious.ts';
import { rule as waiver } from './rules/waiver.ts';

/** Every rule, in the order of the reference. One more rule: its file under rules/, its import, its line here. */
export const rules: readonly AnyRule[] = [
  frontmatter,
  schema,
  recordId,
  reference,
  timeOrder,
  timeSuspicious,
  owner,
  actionOwner,
  actionDue,
  actionOverdue,
  actionTicket,
  actionEvidence,
  actionEffectiveness,
  actionVerification,
  actionDeferral,
  cause,
  causeDepth,
  causeAction,
  humanError,
  category,
  section,
  placeholder,
  blame,
  reviewHeld,
  reviewFinished,
  reviewParticipants,
  riskScore,
  riskLink,
  riskReassessed,
  riskPlan,
  similar,
  repeat,
  outflow,
  closedOpenActions,
  approval,
  approvalStale,
  attestation,
  rendered,
  waiver,
  secret,
  riskReview,
  policyReview,
  policyVersion,
  policyApproved,
  policyAcknowledged,
  managementReview,
  recordRemoved,
  actionRemoved,
  causeRemoved,
  dueSlipped,
  ownerSwapped,
  reopenedSilently,
  severityLowered,
  madeUncountable,
  signedOffChanged,
  statusTransition,
  baselineGrown,
  policyTampered,
];

/** The rule of that id. */
export function ruleOf(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
