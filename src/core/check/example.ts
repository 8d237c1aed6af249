import { fingerprintOf } from '../record/fingerprint.ts';
import { parseRecord } from '../record/parse.ts';
import type { Example } from './rule.ts';

/** The as-of moment of examples that name no other. */
export const EXAMPLE_AS_OF = '2026-06-01T12:00:00Z';

/** A closed incident on which no rule speaks, in any profile. */
const sound = `---
schema: pir/incident@1
id: 2026-03-10-checkout-500s
title: Checkout API returned 500s for 42 minutes
type: availability
severity: sev2
status: closed
owner: "@alice"
services: [checkout-api]
times:
  started: 2026-03-10T09:12:00+01:00
  detected: 2026-03-10T09:20:00+01:00
  acknowledged: 2026-03-10T09:23:00+01:00
  mitigated: 2026-03-10T09:41:00+01:00
  resolved: 2026-03-10T09:54:00+01:00
  closed: 2026-05-20T10:00:00Z
impact:
  summary: 1,240 checkouts failed; no data was lost
  customers: 1240
causes:
  - id: C1
    role: root
    category: process/change-management
    statement: Pool limits were changed by hand and never reviewed
    gap: control
    whys:
      - Why did checkout fail? The connection pool was exhausted
      - Why was it exhausted? The limit had been lowered by hand
      - Why did nobody see it? Limits live outside version control and review
actions:
  - id: A1
    title: Manage pool limits in code, with review
    owner: "@bob"
    due: 2026-04-10
    status: done
    kind: prevent
    class: technical
    priority: p2
    causes: [C1]
    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }
    effectiveness: { criterion: no pool exhaustion for 90 days, check_on: 2026-07-02 }
  - id: A2
    title: Raise the pool limit back to its old value
    owner: "@dan"
    due: 2026-03-12
    status: verified
    kind: correct
    ticket: "https://tracker.example/OPS-4711"
    done: { on: 2026-03-10, by: "@dan", evidence: ["https://forge.example/config/pull/7"] }
    verified: { on: 2026-03-16, by: "@carol", result: effective }
nonconformity: { applies: true, by: "@carol", on: 2026-03-16, grade: minor }
similar: { on: 2026-03-16, by: "@alice", scope: all payment services, result: none }
no_risk: { by: "@carol", on: 2026-03-16, reason: the register has no entry that this touches }
reviews:
  - stage: full
    held: 2026-03-12
    facilitator: "@carol"
    participants:
      - { who: "@dan", role: responder }
      - { who: "@alice", role: service_owner }
    received: ["@cto"]
approvals:
  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }
---

# Checkout API returned 500s for 42 minutes

## Summary

A lowered connection limit exhausted the pool of the checkout API.

## Timeline

| Time (UTC) | What happened |
| --- | --- |
| 08:12 | The limit is lowered |
| 08:20 | The alert on 5xx answers fires |
| 08:54 | The old limit is back, checkouts succeed |

## Lessons learned

- Limits that live outside review drift until they hurt.
`;

/** A step from the sound record: that text, which must stand in it once, becomes this one. */
export type Change = readonly [from: string, to: string];

/**
 * The sound closed incident with changes, as an example for a rule. `{{fingerprint}}` is replaced by the record's own
 * fingerprint where the example is played. Throws when a `from` does not stand there exactly once: an example that
 * changed nothing would prove nothing.
 */
export function incidentExample(changes: readonly Change[] = [], around: Omit<Example, 'kind' | 'text'> = {}): Example {
  let text: string | undefined;
  return {
    kind: 'incident',
    // Every rule has two, and a run that explains none needs none.
    get text() {
      text ??= changedText(sound, changes);
      return text;
    },
    ...around,
  };
}

/** A text with those changes; throws when a `from` does not stand there exactly once. */
export function changedText(given: string, changes: readonly Change[]): string {
  let text = given;
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2)
      throw new Error(`stands ${text.split(from).length - 1} times in the example: ${from}`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** The same as an example of a change: what stood there before, and what stands there now. */
export function changeExample(
  before: readonly Change[],
  after: readonly Change[],
  around: Omit<Example, 'kind' | 'text'> = {},
): Example {
  const base = incidentExample(before);
  const was = {
    ...around.before,
    get text() {
      return base.text;
    },
  };
  return incidentExample(after, { ...around, before: was });
}

/** What makes the sound record a review that is not signed off yet. */
export const inReview: readonly Change[] = [
  ['status: closed\n', 'status: in_review\n'],
  ['  closed: 2026-05-20T10:00:00Z\n', ''],
];

/** What makes the sound record a finished review whose action A1 is still open: the place of most action rules. */
export const openAction: readonly Change[] = [
  ['status: closed\n', 'status: approved\n'],
  ['  closed: 2026-05-20T10:00:00Z\n', ''],
  ['    due: 2026-04-10\n    status: done\n', '    due: 2026-06-10\n    status: open\n'],
  ['    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n', ''],
];

/**
 * The example's text as it is judged: `{{fingerprint}}` is the record's own, which approvals are no part of, or that of
 * another that it is about.
 */
export function signedText(
  { kind, text }: Example,
  sha256: (text: string) => string,
  signed: Pick<Example, 'kind' | 'text'> = { kind, text },
): string {
  if (!text.includes('{{fingerprint}}')) return text;
  const { record } = parseRecord({
    path: '',
    kind: signed.kind,
    text: signed.text.replaceAll('{{fingerprint}}', `sha256:${'0'.repeat(64)}`),
  });
  const fingerprint = record?.kind === 'incident' || record?.kind === 'policy' ? fingerprintOf(record, sha256) : '';
  return text.replaceAll('{{fingerprint}}', fingerprint);
}
