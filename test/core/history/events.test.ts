import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/core/history/change.ts';
import { changesOf, groups, isOfKind, kindNames, sayChange } from '../../../src/core/history/events/index.ts';
import type { Facts } from '../../../src/core/history/facts.ts';
import { sayDayOf } from '../../../src/core/history/say-day.ts';
import { zoneClock } from '../../../src/core/zone.ts';
import { factsIn, incident } from './line.ts';

const zone = zoneClock('UTC');
const speech = { day: (text: string) => sayDayOf(text, zone, '2026') };

function changes(before: string | undefined, after: string | undefined, kind: Facts['kind'] = 'incident'): Change[] {
  const version = (text: string | undefined) =>
    text === undefined ? undefined : { facts: factsIn(text, kind) as Facts, path: 'incidents/a.md' };
  const old = version(before);
  return changesOf({ before: old, after: version(after), last: old, swapped: undefined });
}
const said = (found: readonly Change[]) => found.map((change) => `${change.kind}: ${sayChange(change, speech)}`);
const between = (before: string, after: string) => said(changes(incident('a', before), incident('a', after)));

describe('what changed, and how it is said', () => {
  const action = (more: string) => `actions: [{ id: A1, title: Alert, ${more} }]\n`;
  test.each([
    ['status: draft\n', 'status: in_review\n', 'status: status draft → in review'],
    [
      'status: draft\n',
      'status: withdrawn\nwithdrawn: { on: 2026-03-01, by: "@cto", reason: twice }\n',
      'withdrawn: withdrawn, says @cto',
    ],
    [
      'status: open\n',
      'status: closed\nclosed: { on: 2026-03-01, by: "@cto", reason: the console is gone }\n',
      'status: status open → closed, says @cto',
      'field: closed reason set: the console is gone',
    ],
    [
      'severity: sev1\n',
      'severity: sev2\nseverity_changes: [{ from: sev1, to: sev2 }]\n',
      'severity: severity sev1 → sev2',
    ],
    ['tags: [a]\n', 'tags: [a]\nimpact: { customers: 12 }\n', 'field: impact customers set: 12'],
    ['tags: [a]\n', 'tags: [b]\n', 'field: tags changed a → b'],
    ['tags: [a]\n', '', 'field: tags taken out, was: a'],
    ['', 'policies: [{ id: plan, change: whom to call }]\n', 'field: policies set: plan'],
    ['policies: [{ id: plan, change: x }]\n', '', 'field: policies taken out: plan'],
    ['policies: [{ id: a }]\n', 'policies: [{ id: b }]\n', 'field: policies changed: b added, a taken out'],
    [
      'policies: [{ id: a, change: x }]\n',
      'policies: [{ id: a, change: y }]\n',
      'field: policies changed: what is said of a',
    ],
    ['', `policies: [{ id: a, change: ${'x'.repeat(90)} }, { id: b }]\n`, 'field: policies set: a and more'],
    [`policies: [{ id: a, change: ${'x'.repeat(90)} }]\n`, 'policies: [{ id: b }]\n', 'field: policies changed'],
    ['', action('owner: "@bob"'), 'action-added: A1 added: Alert'],
    [action('owner: "@bob"'), '', 'action-removed: A1 deleted: Alert'],
    [action('owner: "@bob"'), action('owner: "@eve"'), 'action-owner: A1 owner @bob → @eve'],
    [action('owner:'), action('owner: "@eve"'), 'action-owner: A1 owner set to @eve'],
    [action('due: 2026-03-01'), action('due: 2026-04-15'), 'action-due: A1 due moved 1 Mar → 15 Apr (+45 days)'],
    [action('due: 2026-03-02'), action('due: 2026-03-01'), 'action-due: A1 due moved 2 Mar → 1 Mar (−1 day)'],
    [action('due: 2026-12-31'), action('due: 2027-01-01'), 'action-due: A1 due moved 31 Dec → 1 Jan 2027 (+1 day)'],
    [action('due: soon'), action('due: 2027-01-01'), 'action-due: A1 due moved soon → 1 Jan 2027'],
    [
      action('due: 2026-03-02'),
      action('kind: detect'),
      'action-other: A1 kind set: detect',
      'action-due: A1 due moved 2 Mar → nothing',
    ],
    [action('due:'), action('due: 2026-03-02'), 'action-due: A1 due set to 2 Mar'],
    [
      action('status: in_progress'),
      action('status: done, done: { on: 2026-03-01, by: "@bob", evidence: [x] }'),
      'action-status: A1 in progress → done, says @bob',
    ],
    [
      action('status: done, done: { by: "@bob" }'),
      action('status: done, done: { by: "@bob", evidence: [x] }'),
      'action-other: A1 done evidence set: x',
    ],
    [action('status: done'), action('status: open, reopened: [{ on: 2026-03-01 }]'), 'action-status: A1 done → open'],
    [
      action('kind: detect'),
      action('kind: detect, deferrals: [{ from: 2026-03-01, to: 2026-04-01 }]'),
      'action-other: A1 deferrals set: {from: 2026-03-01, to: 2026-04-01}',
    ],
    [
      '',
      action('status: done, done: { by: "@bob" }'),
      'action-added: A1 added: Alert',
      'action-status: A1 new → done, says @bob',
    ],
    ['', 'causes: [{ id: C1, statement: No review }]\n', 'cause-added: cause C1 added: No review'],
    [
      'causes: [{ id: C1, role: root }]\n',
      'causes: [{ id: C1, role: trigger }]\n',
      'cause-changed: cause C1 role changed root → trigger',
    ],
    ['causes: [{ id: C1, statement: No review }]\n', '', 'cause-removed: cause C1 deleted: No review'],
    ['', 'risks: [{ id: R-014, effect: raised }]\n', 'risk-linked: linked to risk R-014 (raised)'],
    [
      'acceptance: { by: "@cto", on: 2026-01-10, until: 2026-06-30 }\n',
      'acceptance: { by: "@cto", on: 2026-06-30, until: 2026-12-31 }\n',
      'field: acceptance until changed 30 Jun → 31 Dec',
    ],
    ['risks: [{ id: R-014 }]\n', '', 'field: risks taken out, was: R-014'],
    ['', 'reviews: [{ stage: full, held: 2026-01-20, facilitator: "@eve" }]\n', 'review-held: full review held 20 Jan'],
    [
      'reviews: [{ stage: full, held: 2026-01-20 }]\n',
      'reviews: [{ stage: full, held: 2026-01-20, minutes: x }]\n',
      'field: reviews full minutes set: x',
    ],
    [
      '',
      'approvals: [{ by: "@cto", role: management, on: 2026-03-20 }]\n',
      'approved: approved for management, says @cto',
    ],
    [
      'approvals: [{ by: "@cto", role: management, on: 2026-03-20 }]\n',
      '',
      'field: approvals taken out, was: management @cto 2026-03-20',
    ],
    [
      'approvals: [{ by: "@cto", role: management, on: 2026-03-20 }]\n',
      'approvals: [{ by: "@cto", role: management, on: 2026-03-21 }]\n',
      'approved: approved for management, says @cto',
    ],
  ])('%j → %j', (before, after, ...expected) => {
    expect(between(before, after)).toEqual(expected);
  });

  test('times are compared as moments, the text as words', () => {
    const text = incident('a', 'status: draft\n');
    const later = text.replace('08:12:00Z', '08:13Z');
    expect(said(changes(text, text.replace('08:12:00Z', '09:12+01:00')))).toEqual([]);
    expect(said(changes(text, later))).toEqual(['time: started changed 2026-01-05 08:12Z → 2026-01-05 08:13Z']);
    expect(said(changes(text, text.replace('Text.', 'Other text.')))).toEqual(['body: text changed']);
    expect(said(changes(text, text.replace('Text.', '')))).toEqual(['body: text taken out']);
  });

  test('a record that begins tells what is in it, not what it is', () => {
    const text = incident(
      'a',
      'status: draft\nactions: [{ id: A1, title: Alert }]\ncauses: [{ id: C1, statement: x }]\n',
    );
    expect(said(changes(undefined, text))).toEqual([
      'created: created as incidents/a.md',
      'cause-added: cause C1 added: x',
      'action-added: A1 added: Alert',
    ]);
    expect(said(changes(text, undefined))).toEqual(['removed: removed from incidents/a.md']);
  });

  test('registers, policies and their acceptance', () => {
    const risk = (more: string) => `---\nschema: pir/risk@1\nid: R-014\n${more}---\n`;
    const first = '{ on: 2026-01-10, by: "@eve", likelihood: 2, impact: 4 }';
    const second = '{ on: 2026-02-10, by: "@eve", likelihood: 3, impact: 4, incident: checkout }';
    expect(
      said(changes(risk(`assessments: [${first}]\n`), risk(`assessments: [${first}, ${second}]\n`), 'risk')),
    ).toEqual(['assessed: assessed 2×4 → 3×4 after checkout, says @eve']);
    expect(said(changes(undefined, risk(`assessments: [${first}, ${second}]\n`), 'risk')).slice(1)).toEqual([
      'assessed: assessed at 2×4, says @eve',
      'assessed: assessed 2×4 → 3×4 after checkout, says @eve',
    ]);
    expect(
      said(changes(risk('treatment: mitigate\n'), risk('treatment: accept\nacceptance: { by: "@cto" }\n'), 'risk')),
    ).toEqual(['field: treatment changed mitigate → accept', 'field: acceptance by set: @cto']);
    const policy = (version: string, changes: string) =>
      `---\nschema: pir/policy@1\nid: plan\nversion: "${version}"\nchanges: [${changes}]\n---\n`;
    expect(
      said(
        changes(
          policy('1', '{ version: "1" }'),
          policy('2', '{ version: "1" }, { version: "2", by: "@eve" }'),
          'policy',
        ),
      ),
    ).toEqual(['policy-released: version 2 released, after 1, says @eve']);
    expect(said(changes(policy('1', ''), policy('2', ''), 'policy'))).toEqual([
      'policy-released: version 2 released, after 1',
    ]);
    const print = (digit: string) => `fingerprint: "sha256:${digit.repeat(64)}"`;
    expect(
      said(
        changes(
          policy('2', `{ version: "2", by: "@eve", summary: a, ${print('0')} }`),
          policy('2', `{ version: "2", by: "@eve", summary: b, ${print('1')} }`),
          'policy',
        ),
      ),
    ).toEqual([
      'policy-released: version 2 released again, with another text, says @eve',
      'field: version 2 summary changed a → b',
    ]);
    const ack = 'schema: pir/acknowledgement@1\npolicy: plan\nversion: "3"\nby: "@alice"\non: 2026-03-01\n';
    expect(said(changes(undefined, ack, 'acknowledgement'))).toEqual([
      'acknowledged: version 3 acknowledged, says @alice',
    ]);
    expect(said(changes(undefined, `${ack}method: own_commit\n`, 'acknowledgement'))).toEqual([
      'acknowledged: version 3 acknowledged, says @alice',
    ]);
    expect(said(changes(undefined, `${ack}method: attested_by_manager\n`, 'acknowledgement'))).toEqual([
      'acknowledged: version 3 acknowledged by @alice, attested by manager',
    ]);
  });
});

describe('an approval of a policy', () => {
  const policy = (version: string, text: string, print = '') =>
    `---\nschema: pir/policy@1\nid: plan\nversion: "${version}"\napprovals: [{ by: "@cto", role: management, version: "1"${print} }]\n---\n\n${text}\n`;
  const print = factsIn(policy('1', 'One.'), 'policy')?.fingerprint;
  const approved = (version: string, text: string) => policy(version, text, `, fingerprint: "${print}"`);

  test('is stale once its version has another text', () => {
    expect(said(changes(approved('1', 'One.'), approved('1', 'Two.'), 'policy'))).toEqual([
      'approval-stale: changed after the approval for management by @cto',
      'body: text changed',
    ]);
  });

  test('stays what it was when the next version is released', () => {
    expect(said(changes(approved('1', 'One.'), approved('2', 'Two.'), 'policy'))).toEqual([
      'policy-released: version 2 released, after 1',
      'body: text changed',
    ]);
  });
});

test('every kind belongs to one group, by whose name it can be asked for', () => {
  const kinds = groups.flatMap(({ kinds }) => [...kinds]);
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const { name, kinds } of groups)
    for (const kind of kinds)
      expect([isOfKind(kind, name), isOfKind(kind, kind), isOfKind(kind, 'x')]).toEqual([true, true, false]);
  expect(kindNames).toEqual(expect.arrayContaining([...kinds, 'record', 'action']));
});
