import { type Change, changedText, incidentExample } from './example.ts';
import type { Example } from './rule.ts';

/** A risk on which no rule speaks: raised by the sound incident, and assessed down once its plan was done. */
const sound = `---
schema: pir/risk@1
id: R-014
title: Changes made by hand bypass review
category: process/change-management
owner: "@carol"
status: open
treatment: mitigate
controls: [iso27001:A.8.32]
plan: [2026-03-10-checkout-500s/A1]
assessments:
  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: yearly review }
  - { on: 2026-03-12, by: "@carol", likelihood: 3, impact: 4, incident: 2026-03-10-checkout-500s, reason: it happened }
  - { on: 2026-04-20, by: "@carol", likelihood: 1, impact: 4, reason: limits are code now }
target: { likelihood: 1, impact: 4 }
review_by: 2027-01-10
---

# Changes made by hand bypass review

What is changed by hand leaves no trace, and nobody looks at it before it works.
`;

/** What makes the sound incident one that concerns the sound risk. */
export const linked: readonly Change[] = [
  [
    'no_risk: { by: "@carol", on: 2026-03-16, reason: the register has no entry that this touches }\n',
    'risks: [{ id: R-014, effect: raised }]\n',
  ],
];

/** What makes the sound risk a high one: it was not assessed down. */
export const high: readonly Change[] = [
  ['  - { on: 2026-04-20, by: "@carol", likelihood: 1, impact: 4, reason: limits are code now }\n', ''],
];

/** The sound risk with changes, beside the incident that raised it, as an example for a rule. */
export function riskExample(changes: readonly Change[] = [], around: Omit<Example, 'kind' | 'text'> = {}): Example {
  let text: string | undefined;
  return {
    kind: 'risk',
    get text() {
      text ??= changedText(sound, changes);
      return text;
    },
    get beside() {
      return { 'incidents/2026/2026-03-10-checkout-500s.md': incidentExample(linked).text };
    },
    ...around,
  };
}

/** The sound incident as one that concerns the sound risk, with changes of either. */
export function linkedExample(changes: readonly Change[] = [], ofRisk: readonly Change[] = []): Example {
  const incident = incidentExample([...linked, ...changes]);
  return {
    kind: 'incident',
    get text() {
      return incident.text;
    },
    get beside() {
      return { 'risks/R-014-changes-by-hand.md': changedText(sound, ofRisk) };
    },
  };
}
