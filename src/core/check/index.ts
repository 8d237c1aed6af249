import type { AnyRule } from './rule.ts';
import { rule as approval } from './rules/approval.ts';
import { rule as approvalStale } from './rules/approval-stale.ts';
import { rule as blame } from './rules/blame.ts';
import { rule as category } from './rules/category.ts';
import { rule as cause } from './rules/cause.ts';
import { rule as causeAction } from './rules/cause-action.ts';
import { rule as causeDepth } from './rules/cause-depth.ts';
import { rule as humanError } from './rules/human-error.ts';
import { rule as outflow } from './rules/outflow.ts';
import { rule as placeholder } from './rules/placeholder.ts';
import { rule as rendered } from './rules/rendered.ts';
import { rule as reviewFinished } from './rules/review-finished.ts';
import { rule as reviewHeld } from './rules/review-held.ts';
import { rule as reviewParticipants } from './rules/review-participants.ts';
import { rule as section } from './rules/section.ts';
import { rule as similar } from './rules/similar.ts';

/** Every rule, in the order of the reference. One more rule: its file under rules/, its import, its line here. */
export const rules: readonly AnyRule[] = [
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
  similar,
  outflow,
  approval,
  approvalStale,
  rendered,
];

/** The rule of that id. */
export function ruleOf(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
