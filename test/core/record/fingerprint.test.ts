import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/core/record/fingerprint.ts';
import type { RecordKind } from '../../../src/core/record/kinds.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function fingerprint(text: string, kind: RecordKind = 'incident'): string {
  const { record } = parseRecord({ path: 'x.md', kind, text });
  if (record?.kind !== 'incident' && record?.kind !== 'policy') throw new Error('cannot be read');
  return fingerprintOf(record, sha256);
}

const text = `---
schema: pir/incident@1
id: 2026-03-10-checkout-500s
title: Checkout – "500s" for 42 minutes
type: availability
severity: sev2
status: approved
owner: "@alice"
times:
  started: 2026-03-10T09:12:00+01:00
  detected: 2026-03-10T09:20:00+01:00
  resolved: 2026-03-10T09:54:00+01:00
  cause_addressed: 2026-04-01T00:00:00Z
impact:
  customers: 1240
  cost: { amount: 12000.50, currency: EUR }
causes:
  - id: C1
    role: root
    category: process/change-management
    statement: Limits were changed by hand
actions:
  - id: A1
    title: Manage limits in code
    owner: "@bob"
    due: 2026-04-10
    status: open
    kind: prevent
    causes: [C1]
  - id: A2
    title: Write it down
    owner:
    status: proposed
    kind: detect
---

# Checkout

## Summary

A limit was lowered.
`;

// Written by hand: keys sorted, numbers shortest, nothing but what is signed.
const signed =
  '{"body":"\\n# Checkout\\n\\n## Summary\\n\\nA limit was lowered.\\n","record":{' +
  '"actions":[{"causes":["C1"],"due":"2026-04-10","id":"A1","kind":"prevent","owner":"@bob","title":"Manage limits in code"},' +
  '{"id":"A2","kind":"detect","title":"Write it down"}],' +
  '"causes":[{"category":"process/change-management","id":"C1","role":"root","statement":"Limits were changed by hand"}],' +
  '"id":"2026-03-10-checkout-500s",' +
  '"impact":{"cost":{"amount":12000.5,"currency":"EUR"},"customers":1240},' +
  '"severity":"sev2",' +
  '"times":{"detected":"2026-03-10T09:20:00+01:00","resolved":"2026-03-10T09:54:00+01:00","started":"2026-03-10T09:12:00+01:00"},' +
  '"title":"Checkout – \\"500s\\" for 42 minutes","type":"availability"}}';

test('it is SHA-256 over the canonical JSON of what is signed', () => {
  expect(fingerprint(text)).toBe(`sha256:${sha256(signed)}`);
});

const changed = (from: string, to: string) => {
  expect(text.split(from)).toHaveLength(2);
  return text.replace(from, () => to);
};

test.each<[string, string, string]>([
  ['another status', 'status: approved', 'status: closed'],
  ['another owner of the review', 'owner: "@alice"', 'owner: "@carol"'],
  ['the day the cause was gone', '  cause_addressed: 2026-04-01T00:00:00Z\n', ''],
  [
    'progress of an action',
    'status: open\n',
    'status: done\n    done: { on: 2026-04-02, by: "@bob", evidence: [x] }\n',
  ],
  [
    'a deferral that is written down',
    'due: 2026-04-10\n',
    'due: 2026-05-10\n    deferrals: [{ from: 2026-04-10, to: 2026-05-10, on: 2026-04-09, by: "@bob", reason: late }]\n',
  ],
  [
    'a reassignment that is written down',
    'owner: "@bob"\n',
    'owner: "@eve"\n    reassigned:\n      - { from: "@bob", to: "@dan", on: 2026-03-20, by: "@alice" }\n      - { from: "@dan", to: "@eve", on: 2026-03-21, by: "@alice" }\n',
  ],
  [
    'the first owner of what had none',
    '    owner:\n',
    '    owner: "@dan"\n    reassigned: [{ from: null, to: "@dan", on: 2026-03-20, by: "@alice" }]\n',
  ],
  ['no key where the owner was empty', '    owner:\n', ''],
  [
    'links to risks and policies',
    'impact:\n',
    'risks: [{ id: R-014, effect: raised }]\npolicies: [{ id: p }]\nimpact:\n',
  ],
  ['a later review', 'impact:\n', 'reviews: [{ stage: full, held: 2026-03-12 }]\nimpact:\n'],
  ['a key of the user', 'impact:\n', 'x_note: hello\nimpact:\n'],
  ['a comment and other quotes', 'severity: sev2\n', 'severity: "sev2"   # as decided\n'],
  [
    'a generated block',
    'A limit was lowered.\n',
    'A limit was lowered.\n\n<!-- pir:begin impact -->\n\nx\n\n<!-- pir:end impact -->\n',
  ],
])('stays with %s', (_, from, to) => {
  expect(fingerprint(changed(from, to))).toBe(fingerprint(text));
});

test('stays with other line ends and another order of keys', () => {
  expect(fingerprint(text.replaceAll('\n', '\r\n'))).toBe(fingerprint(text));
  const moved = changed('type: availability\nseverity: sev2\n', 'severity: sev2\ntype: availability\n');
  expect(fingerprint(moved)).toBe(fingerprint(text));
});

test.each<[string, string, string]>([
  ['a title', '42 minutes', '4 minutes'],
  ['a severity', 'sev2', 'sev3'],
  ['a type', 'type: availability', 'type: exercise'],
  ['a time', '09:20:00', '09:21:00'],
  ['the same time written otherwise', '2026-03-10T09:20:00+01:00', '2026-03-10T08:20:00Z'],
  ['an impact', 'customers: 1240', 'customers: 1241'],
  ['a cause', 'changed by hand', 'changed'],
  ['an added control', 'impact:\n', 'controls: [{ id: "iso27001:A.8.32", gap: missing }]\nimpact:\n'],
  ['an action left out', 'id: A2', 'id: A3'],
  ['a date moved in silence', '2026-04-10', '2026-05-10'],
  ['an owner swapped in silence', '"@bob"', '"@eve"'],
  ['a cause taken from an action', '    causes: [C1]\n', ''],
  ['the body', 'was lowered', 'was raised'],
  ['a blank line of the body', '# Checkout\n', '# Checkout\n\n'],
  [
    'a marker of no block',
    'A limit was lowered.\n',
    'A limit was lowered.\n<!-- pir:begin x -->\ny\n<!-- pir:end x -->\n',
  ],
])('changes with %s', (_, from, to) => {
  expect(fingerprint(changed(from, to))).not.toBe(fingerprint(text));
});

test('what cannot be written as canonical JSON still has a fingerprint, and another one', () => {
  const odd = ['customers: .inf', 'customers: .nan', 'customers: "\\ud800"', 'customers: "\\ufffe"'].map((to) =>
    fingerprint(changed('customers: 1240', to)),
  );
  for (const one of odd) expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(new Set(odd).size).toBe(odd.length);
});

const policy = `---
schema: pir/policy@1
id: incident-response-plan
title: Incident response plan
version: "3"
owner: "@carol"
status: in_force
---

Text.
`;

test('of a policy it is id, title, version and text', () => {
  const record = '{"id":"incident-response-plan","title":"Incident response plan","version":"3"}';
  expect(fingerprint(policy, 'policy')).toBe(`sha256:${sha256(`{"body":"\\nText.\\n","record":${record}}`)}`);
  expect(fingerprint(policy.replace('"3"', '"4"'), 'policy')).not.toBe(fingerprint(policy, 'policy'));
  expect(fingerprint(policy.replace('@carol', '@dan').replace('in_force', 'retired'), 'policy')).toBe(
    fingerprint(policy, 'policy'),
  );
  expect(fingerprint(policy.replace('Text', 'Next'), 'policy')).not.toBe(fingerprint(policy, 'policy'));
});
