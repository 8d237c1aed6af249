import { expect, test } from 'vitest';
import { incidentExample } from '../../../../src/core/check/example.ts';
import { playExample } from '../../../../src/core/check/play-example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import type { Example } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/attestation.ts';
import { sha256 } from '../judge-text.ts';

const people = `- { handle: "@cto", emails: [cto@shop.example] }
- { handle: "@carol", emails: [carol@shop.example] }
- { handle: "@dan", emails: [dan@shop.example] }
`;

const said = (example: Example): string[] =>
  playExample(example, [rule], [rule.id], sha256).map(({ pointer, message }) => `${pointer}: ${message}`);
const committedBy = (author: string, around: Partial<Example> = {}) =>
  said(incidentExample([], { people, committedBy: author, ...around }));

const approval = '/approvals/0/by: Unexpected approval by @cto that somebody else committed, expected their own commit';
const verification =
  '/actions/1/verified/by: Unexpected verification by @carol that somebody else committed, expected their own commit';

test('what somebody else committed speaks, claim by claim', () => {
  expect(committedBy('dan@shop.example')).toEqual([verification, approval]);
  expect(committedBy('CTO@shop.example')).toEqual([verification]);
  expect(committedBy('carol@shop.example')).toEqual([approval]);
});

test('of people whom people.yaml does not know, only a sign-off that is required speaks', () => {
  const config = 'approvals: { sev2: [management] }\n';
  const required =
    '/approvals/0/by: Unexpected required approval by @cto that no commit of theirs brought, expected their own';
  for (const author of ['noreply@github.com', 'new@shop.example']) {
    expect(committedBy(author)).toEqual([]);
    expect(committedBy(author, { config })).toEqual([required]);
  }
  expect(committedBy('cto@shop.example', { config })).toEqual([verification]);
});

test('silent without people.yaml, and without history', () => {
  expect(said(incidentExample([], { committedBy: 'dan@shop.example' }))).toEqual([]);
  expect(said(incidentExample([], { people }))).toEqual([]);
});

test('a later approval in the same role takes the place of one', () => {
  const row = '  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n';
  const twice = incidentExample([[row, `${row}${row.replace('@cto', '@carol')}`]], {
    people,
    committedBy: 'carol@shop.example',
  });
  expect(said(twice)).toEqual([]);
});

const acknowledgement = (method: string): Example => ({
  kind: 'acknowledgement',
  name: 'response/3/dan.yaml',
  people,
  committedBy: 'carol@shop.example',
  text: `schema: pir/acknowledgement@1
policy: response
version: "3"
by: "@dan"
on: 2026-03-01
fingerprint: "sha256:${'0'.repeat(64)}"
method: ${method}
`,
});

test('an acknowledgement is one’s own, unless it says that it is not', () => {
  expect(said(acknowledgement('own_commit'))).toEqual([
    '/by: Unexpected acknowledgement by @dan that somebody else committed, expected their own commit',
  ]);
  expect(said(acknowledgement('imported'))).toEqual([]);
});

test('acceptances of risks, actions and causes are claims', () => {
  const until = 'on: 2026-03-01, until: 2026-09-01, reason: too costly';
  const risk: Example = {
    kind: 'risk',
    people,
    committedBy: 'dan@shop.example',
    text: `---
schema: pir/risk@1
id: R-014
title: Changes by hand
category: process/change-management
owner: "@carol"
status: open
treatment: accept
actions:
  - { id: A1, title: Review, owner: "@dan", due: 2026-06-01, status: accepted, kind: prevent, accepted: { by: "@cto", ${until} } }
acceptance: { by: "@carol", ${until} }
---
`,
  };
  expect(said(risk).map((line) => line.split(':')[0])).toEqual(['/actions/0/accepted/by', '/acceptance/by']);
  const cause = incidentExample(
    [['    gap: control\n', `    gap: control\n    accepted: { by: "@cto", on: 2026-03-01, reason: too costly }\n`]],
    { people, committedBy: 'carol@shop.example' },
  );
  expect(said(cause).map((line) => line.split(':')[0])).toEqual(['/causes/0/accepted/by', '/approvals/0/by']);
});

test('of a policy the approvals of its version are claims, and who has to approve commits their own', () => {
  const list = '  - { by: "@cto", role: management, on: 2026-03-28, version: "3", fingerprint: "{{fingerprint}}" }\n';
  const more = list.replace('@cto', '@dan');
  const by = (committedBy: string, rows: string) =>
    said(policyExample([[list, rows]], { people, committedBy, beside: {} }));
  const required =
    '/approvals/0/by: Unexpected required approval by @cto that no commit of theirs brought, expected their own';
  expect(by('cto@shop.example', list)).toEqual([]);
  expect(by('new@shop.example', list)).toEqual([required]);
  expect(by('cto@shop.example', `${list}${more}`)).toEqual([
    '/approvals/1/by: Unexpected approval by @dan that somebody else committed, expected their own commit',
  ]);
  expect(by('dan@shop.example', `${list}${more}`)).toEqual([required]);
  expect(by('dan@shop.example', list.replace('"3"', '"2"'))).toEqual([]);
});
