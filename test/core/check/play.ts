import { createHash } from 'node:crypto';
import { type Change, changeExample, incidentExample } from '../../../src/core/check/example.ts';
import { rules } from '../../../src/core/check/index.ts';
import { playExample } from '../../../src/core/check/play-example.ts';
import type { AnyRule, Example } from '../../../src/core/check/rule.ts';

const ruleIds = rules.map(({ id }) => id);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What `pir check` says of an example by one rule alone, doubts settled: `pointer message`, `pointer (severity) message` of what is no error. */
export function playOne(rule: AnyRule, example: Example): string[] {
  return playExample(example, [rule], ruleIds, sha256)
    .filter((finding) => finding.rule === rule.id)
    .map(({ pointer, severity, message }) => `${pointer}${severity === 'error' ? '' : ` (${severity})`} ${message}`);
}

/** The same of the sound incident with changes. */
export function play(rule: AnyRule, changes: readonly Change[], around: Omit<Example, 'kind' | 'text'> = {}): string[] {
  return playOne(rule, incidentExample(changes, around));
}

/** What it says of a change of the sound incident: its changes before, and those after. */
export function playChange(
  rule: AnyRule,
  before: readonly Change[],
  after: readonly Change[],
  around: Omit<Example, 'kind' | 'text'> = {},
): string[] {
  return playOne(rule, changeExample(before, after, around));
}

export const people = `
- { handle: "@alice", emails: [alice@example.net], team: payments }
- { handle: "@bob", emails: [bob@example.net], team: payments, until: 2026-05-31 }
- { handle: "@carol", team: security }
- { handle: "@dan" }
- { handle: "@cto" }
`;

/** A risk that no rule finds fault with, with changes. */
export function riskExample(changes: readonly Change[] = []): Example {
  let text = `---
schema: pir/risk@1
id: R-014
title: Hand-made production changes bypass review
category: process/change-management
owner: "@carol"
status: open
treatment: mitigate
plan: []
actions:
  - id: A1
    title: Lock the console
    owner: "@dan"
    due: 2026-09-01
    status: open
    kind: prevent
assessments:
  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: yearly review }
review_by: 2027-01-10
---

Changes by hand leave no trace.
`;
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`stands not once in the example: ${from}`);
    text = text.replace(from, () => to);
  }
  return { kind: 'risk', text };
}
