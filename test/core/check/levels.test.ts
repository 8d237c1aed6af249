import { expect, test } from 'vitest';
import { rules } from '../../../src/core/check/index.ts';

/** What is asked of a startup, a scaleup and an enterprise: `-` nothing, `w` a warning, `e` an error. */
const asked: { readonly [rule: string]: string } = {
  frontmatter: 'e/e/e',
  schema: 'e/e/e',
  'record-id': 'e/e/e',
  reference: 'e/e/e',
  'time-order': 'e/e/e',
  'time-suspicious': 'w/w/w',
  owner: 'e/e/e',
  'action-owner': 'e/e/e',
  'action-due': 'e/e/e',
  'action-overdue': 'w/w/e clock',
  'action-ticket': 'w/w/w ripe',
  'action-evidence': 'w/e/e',
  'action-effectiveness': '-/w/e ripe',
  'action-verification': '-/w/e clock',
  'action-deferral': 'w/w/e',
  cause: 'w/e/e ripe',
  'cause-depth': '-/w/e ripe',
  'cause-action': 'w/e/e ripe',
  'human-error': 'w/w/e ripe',
  category: 'w/e/e',
  section: 'w/e/e ripe',
  placeholder: 'w/e/e ripe',
  blame: 'w/w/w',
  'review-held': 'w/w/e clock',
  'review-finished': 'w/e/e clock',
  'review-participants': '-/w/e ripe',
  'risk-link': '-/w/e ripe',
  'risk-reassessed': '-/w/e ripe',
  'risk-plan': '-/w/e',
  similar: '-/w/e ripe',
  repeat: 'w/w/e ripe',
  outflow: 'w/e/e ripe',
  'closed-open-actions': 'e/e/e',
  approval: '-/w/e ripe',
  'approval-stale': 'w/e/e',
  attestation: '-/w/e',
  rendered: 'w/w/w',
  // That it ended, the clock says.
  waiver: 'e/e/e clock',
  secret: 'e/e/e',
  'risk-review': 'w/w/e clock',
  'policy-review': 'w/w/e clock',
  'policy-version': 'w/e/e',
  'policy-approved': '-/w/e',
  'policy-acknowledged': '-/w/e clock',
  'management-review': '-/w/e clock',
  'record-removed': 'e/e/e',
  'action-removed': 'e/e/e',
  'cause-removed': 'e/e/e',
  'due-slipped': 'e/e/e',
  'owner-swapped': 'w/e/e',
  'reopened-silently': 'w/w/w',
  'severity-lowered': 'w/e/e',
  'made-uncountable': 'w/e/e',
  'signed-off-changed': 'e/e/e',
  'status-transition': 'e/e/e',
  'baseline-grown': 'e/e/e',
  'policy-tampered': 'w/w/e',
};
/** Ripe for what is only proposed. */
const ripeInPart = ['action-owner', 'action-due'];
const letters = { off: '-', warn: 'w', error: 'e' } as const;

test.each(Object.entries(asked))('%s is %s', (id, expected) => {
  const rule = rules.find((each) => each.id === id);
  const levels = rule?.levels.map((level) => letters[level]).join('/');
  const isRipe = rule?.isRipe === true && !ripeInPart.includes(id);
  expect(`${levels}${isRipe ? ' ripe' : ''}${rule?.usesClock === true ? ' clock' : ''}`).toBe(expected);
});
