import { type Change, changedText } from './example.ts';
import type { Example } from './rule.ts';

/** A policy in force, approved and with an audience, on which no rule speaks once both have accepted it. */
const sound = `---
schema: pir/policy@1
id: incident-response-plan
title: Incident response plan
version: "3"
owner: "@carol"
status: in_force
controls: [iso27001:A.5.24]
effective: 2026-04-01
review_by: 2027-04-01
reviewers: ["@cto"]
approvals:
  - { by: "@cto", role: management, on: 2026-03-28, version: "3", fingerprint: "{{fingerprint}}" }
audience:
  - "@alice"
  - "@bob"
changes:
  - version: "3"
    on: 2026-03-25
    by: "@carol"
    summary: who is called at night
    fingerprint: "{{fingerprint}}"
---

# Incident response plan

Whoever is on call decides.
`;

/** Who accepted what, as files beside the policy; `{{fingerprint}}` stands for that of its text. */
const accepted = (person: string): string => `schema: pir/acknowledgement@1
policy: incident-response-plan
version: "3"
by: "@${person}"
on: 2026-04-02
fingerprint: "{{fingerprint}}"
method: own_commit
`;
const acceptances = Object.fromEntries(
  ['alice', 'bob'].map((person) => [`acknowledgements/incident-response-plan/3/${person}.yaml`, accepted(person)]),
);

/** The sound policy with changes, as an example for a rule: see `incidentExample`. */
export function policyExample(changes: readonly Change[] = [], around: Omit<Example, 'kind' | 'text'> = {}): Example {
  return {
    kind: 'policy',
    get text() {
      return changedText(sound, changes);
    },
    beside: acceptances,
    ...around,
  };
}
