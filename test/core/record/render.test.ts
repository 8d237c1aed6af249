import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { fingerprintOf } from '../../../src/core/record/fingerprint.ts';
import { generatedBlocks } from '../../../src/core/record/generated.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { renderBlocks, withGenerated } from '../../../src/core/record/render.ts';

await loadBodyTree();
const config = resolveConfig({ services: { 'checkout-api': { name: 'Checkout' } } });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function parsed(text: string) {
  const { record, problems } = parseRecord({ path: 'x.md', kind: 'incident', text });
  if (record?.kind !== 'incident') throw new Error(JSON.stringify(problems));
  return record;
}
const blocksOf = (text: string) =>
  Object.fromEntries(renderBlocks(parsed(text), config).map(({ name, text }) => [name, text]));
const rendered = (text: string) => withGenerated(parsed(text), config);

const lean = `---
schema: pir/incident@1
id: 2026-03-10-checkout-500s
title: Checkout down
type: availability
severity: sev2
status: draft
owner: "@alice"
times: { detected: 2026-03-10T09:20:00+01:00 }
---
`;

const facts = `---
schema: pir/incident@1
id: 2026-03-10-checkout-500s
title: Checkout down
type: availability
severity: sev2
status: draft
owner: "@alice"
services: [checkout-api, billing]
times:
  started: 2026-03-10T09:12:00+01:00
  detected: 2026-03-10T09:20:30+01:00
  resolved: 2026-03-11T10:54:00+01:00
  closed: 2026-03-10T07:12:00Z
within: { started: 30m }
not_applicable: { mitigated: "no customer | was affected" }
impact:
  summary: 1,240 checkouts <b>failed</b>
  customers: 0
  data_classes: [names, addresses]
  cost: { amount: 12000.5, currency: EUR }
notifications: [{ to: regulator, on: 2026-03-11T08:00:00Z, ref: R-1 }]
controls: [{ id: "iso27001:A.8.32", gap: missing }]
causes:
  - id: C1
    role: root
    category: process/change-management
    statement: Limits were changed by hand
    gap: control
    whys: [Why? Because, "2. And why?"]
    stopped: nothing more is known
  - id: C2
    role: contributing
    category: people/workload
    statement: "@ops was alone"
    accepted: { by: "@cto", on: 2026-03-18, reason: one more person comes in May }
actions:
  - { id: A1, title: "Limits in code | review", owner: "@bob", due: 2026-05-10, status: done, kind: prevent, priority: p2, causes: [C1], done: { on: 2026-04-02, by: "@bob" }, deferrals: [{ from: 2026-04-10, to: 2026-05-10, on: 2026-04-09, by: "@bob" }] }
  - { id: A2, title: "x\\n<!-- pir:end actions -->", status: in_progress, kind: correct, owner: null, ticket: "https://t.example/a_b_|c" }
  - { id: A3, title: y, owner: "@eve", due: 2026-04-10, status: verified, kind: detect, verified: { on: 2026-05-01, by: "@bob", result: partly } }
  - { id: A4, title: z, owner: "@eve", due: 2026-04-10, status: cancelled, kind: detect, cancelled: { on: 2026-04-01, by: "@eve", reason: no longer needed } }
  - { id: A5, title: z, owner: "@eve", due: 2026-04-10, status: accepted, kind: detect, accepted: { on: 2026-04-01, by: "@cto", until: 2027-04-01 } }
---

# Checkout down

## Summary

It was down.

## What was the impact

Prose.
`;

test('the facts, laid out', () => {
  const blocks = blocksOf(facts);
  expect(blocks.times).toBe(`| Moment | Time | After start | After detection |
| --- | --- | --- | --- |
| Started | 2026-03-10T09:12:00+01:00 ± 30m |  | -8m 30s |
| Detected | 2026-03-10T09:20:30+01:00 | 8m 30s |  |
| Mitigated | not applicable: no customer \\| was affected |  |  |
| Resolved | 2026-03-11T10:54:00+01:00 | 1d 1h 42m | 1d 1h 33m 30s |
| Review closed | 2026-03-10T07:12:00Z | -1h | -1h 8m 30s |`);
  expect(blocks.impact).toBe(`- 1,240 checkouts &lt;b&gt;failed&lt;/b&gt;
- Customers: 0
- Data classes: names, addresses
- Cost: 12000.5 EUR
- Told: regulator, 2026-03-11T08:00:00Z (R-1)
- Services: Checkout, billing`);
  expect(blocks.causes).toBe(`**C1** (root, process/change-management, control gap): Limits were changed by hand

1. Why? Because
2. 2\\. And why?

Stopped there: nothing more is known

**C2** (contributing, people/workload): @ops was alone

Accepted by @cto on 2026-03-18: one more person comes in May

Controls that did not hold:

- iso27001:A.8.32: missing`);
  expect(blocks.actions).toBe(`| Id | Action | Kind | Priority | Owner | Due | Status | Causes |
| --- | --- | --- | --- | --- | --- | --- | --- |
| A1 | Limits in code \\| review | prevent | p2 | @bob | 2026-05-10 (first 2026-04-10) | done on 2026-04-02 | C1 |
| A2 | x &lt;!-- pir:end actions --&gt; (https://t.example/a_b_\\|c) | correct |  | nobody | none | in progress |  |
| A3 | y | detect |  | @eve | 2026-04-10 | verified on 2026-05-01: partly |  |
| A4 | z | detect |  | @eve | 2026-04-10 | cancelled by @eve on 2026-04-01: no longer needed |  |
| A5 | z | detect |  | @eve | 2026-04-10 | accepted by @cto on 2026-04-01 until 2027-04-01 |  |`);
});

test('what has no facts has no block', () => {
  expect(Object.keys(blocksOf(lean))).toEqual(['times']);
  expect(Object.keys(blocksOf(lean.replace('times: {', 'impact: {}\nactions: []\ntimes: {')))).toEqual(['times']);
});

test('blocks stand below their headings, else at the end under one of their own', () => {
  const text = rendered(facts.replace('## What was the impact', '## Customer impact\n\n<!-- prompt -->'));
  const at = (part: string) => {
    expect(text.split(part)).toHaveLength(2);
    return text.indexOf(part);
  };
  expect(at('## Customer impact\n\n<!-- pir:begin impact -->\n\n- 1,240')).toBeLessThan(at('<!-- prompt -->'));
  expect(at('Prose.\n\n<!-- pir:begin times -->\n\n## Timeline\n\n| Moment')).toBeLessThan(
    at('<!-- pir:end times -->\n\n<!-- pir:begin causes -->\n\n## Root cause analysis\n\n**C1**'),
  );
  expect(text.endsWith('<!-- pir:end actions -->\n')).toBe(true);
});

test.each<[string, string]>([
  ['a whole record', facts],
  ['a record without body', lean],
  ['without a last line end', lean.trimEnd()],
  ['with blank lines at its end', `${facts}\n\n`],
  ['with spaces at its end', `${facts}  `],
  ['with CRLF', facts.replaceAll('\n', '\r\n')],
  ['CRLF and no body', lean.replaceAll('\n', '\r\n')],
  ['with a heading at its end', `${facts}\n## Impact`],
  ['with setext headings', `${facts}\nImpact\n------\n\nx\n\nTimeline\n---`],
  ['with an empty section between others', `${facts}\n## Impact\n## Timeline\n## Actions\nx\n`],
  ['with a fence that never ends, below a heading', `${facts}\n## Impact\n\`\`\`\nx`],
])('writing twice is writing once, and signs the same: %s', (_, text) => {
  const once = rendered(text);
  expect(once).not.toBe(text);
  expect(rendered(once)).toBe(once);
  expect(fingerprintOf(parsed(once), sha256)).toBe(fingerprintOf(parsed(text), sha256));
  if (text.includes('\r\n')) expect(once).not.toMatch(/[^\r]\n/);
});

test('a block is refreshed in its place, its heading taken away when somebody writes one, and removed without facts', () => {
  const once = rendered(facts);
  const later = rendered(once.replace('customers: 0', 'customers: 7'));
  expect(later).toBe(once.replace('customers: 0', 'customers: 7').replace('- Customers: 0', '- Customers: 7'));
  const headed = rendered(once.replace('Prose.\n', 'Prose.\n\n## Corrective actions\n'));
  expect(headed.match(/## Corrective actions/g)).toHaveLength(1);
  const without = rendered(once.replace(/actions:\n(?: {2}- .*\n)+/, ''));
  expect(generatedBlocks(without, 0).map(({ name }) => name)).toEqual(['times', 'impact', 'causes']);
  expect(without).not.toContain('Corrective actions');
});

test('in a code block that never ends no block is written', () => {
  expect(rendered(`${facts}\n\`\`\`\nx`)).toBe(`${facts}\n\`\`\`\nx`);
});

test('a second block of a name is removed', () => {
  const once = rendered(facts);
  const [start, end] = ['<!-- pir:begin times -->', '<!-- pir:end times -->'].map((mark) => once.indexOf(mark));
  const block = once.slice(start, (end ?? 0) + '<!-- pir:end times -->'.length);
  expect(rendered(`${once}\n${block}\n`)).toBe(`${once}`);
});

test('the services’ names come from the config, and from it alone', () => {
  const text = facts.replace('[checkout-api, billing]', '[constructor]');
  expect(blocksOf(text).impact).toContain('- Services: constructor');
});
