import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/reference.ts';
import { people, play, playOne, riskExample } from '../play.ts';

const add = (yaml: string): Change => ['nonconformity:', `${yaml}\nnonconformity:`];
const severities = 'sev1, sev2, sev3, sev4';
const services = 'services: { checkout-api: {}, search: {} }\n';
const change = ', on: 2026-03-11, by: "@alice" }';

it.each<[string, Change[], ...string[]]>([
  [
    'severity',
    [['severity: sev2\n', 'severity: major\n']],
    `/severity Unexpected severity "major", expected ${severities}`,
  ],
  [
    'earlier severity',
    [add(`severity_changes: [{ from: minor, to: sev2${change}]`)],
    `/severity_changes/0/from Unexpected severity "minor", expected ${severities}`,
  ],
  [
    'later severity',
    [add(`severity_changes: [{ from: sev2, to: minor${change}]`)],
    `/severity_changes/0/to Unexpected severity "minor", expected ${severities}`,
  ],
  [
    'priority',
    [['priority: p2', 'priority: high']],
    '/actions/0/priority Unexpected priority "high", expected p1, p2, p3',
  ],
  [
    'cause',
    [['    causes: [C1]\n', '    causes: [C1, C7]\n']],
    '/actions/0/causes/1 Unexpected cause "C7" of action A1, expected one of this record',
  ],
  [
    'own action',
    [['priority: p2', 'follows: A9']],
    '/actions/0/follows Unexpected action "A9", expected the id of an action here, or a record\'s id, / and the id of an action in it',
  ],
  [
    'own action by its whole name',
    [['priority: p2', 'follows: 2026-03-10-checkout-500s/A9']],
    '/actions/0/follows Unexpected action "2026-03-10-checkout-500s/A9", expected the id of an action here, or a record\'s id, / and the id of an action in it',
  ],
  [
    'action elsewhere',
    [['priority: p2', 'follows: 2025-01-01-other/A1']],
    '/actions/0/follows Unexpected action "2025-01-01-other/A1", expected the id of an action here, or a record\'s id, / and the id of an action in it',
  ],
  [
    'action itself',
    [['priority: p2', 'follows: A1']],
    '/actions/0/follows Unexpected action A1 that follows itself, expected the one that did not work',
  ],
  [
    'related incident',
    [add('related: [nowhere]')],
    '/related/0 Unexpected incident "nowhere", expected the id of one that is here',
  ],
  [
    'repeated incident',
    [add('repeat_of: [nowhere]')],
    '/repeat_of/0 Unexpected incident "nowhere", expected the id of one that is here',
  ],
  [
    'itself',
    [add('repeat_of: [2026-03-10-checkout-500s]')],
    '/repeat_of/0 Unexpected incident 2026-03-10-checkout-500s, which is this one, expected another',
  ],
  [
    'similar incident',
    [['result: none }', 'result: found, incidents: [nowhere] }']],
    '/similar/incidents/0 Unexpected incident "nowhere", expected the id of one that is here',
  ],
  ['risk', [add('risks: [{ id: R-999 }]')], '/risks/0/id Unexpected risk "R-999", expected the id of one that is here'],
  [
    'risk, which is linked twice',
    [add('risks: [{ id: R-999 }, { id: R-999 }]')],
    '/risks/0/id Unexpected risk "R-999", expected the id of one that is here',
    '/risks/1/id Unexpected second link to R-999, expected one',
  ],
  [
    'policy',
    [add('policies: [{ id: nothing }]')],
    '/policies/0/id Unexpected policy "nothing", expected the id of one that is here',
  ],
])('an unknown %s is reported', (_, changes, ...findings) => {
  expect(play(rule, changes)).toEqual(findings);
});

it('names the one that was probably meant', () => {
  const [first] = [
    ...rule.judge(
      { kind: 'incident', data: { severity: 'sev12' } } as never,
      { config: { severities: ['sev1', 'low'] } } as never,
    ),
  ];
  expect(first?.hint).toBe('Did you mean sev1? Else add it to `severities` in pir.config.yaml.');
});

it('takes any service until the config names some', () => {
  expect(play(rule, [['[checkout-api]', '[anything]']])).toEqual([]);
  expect(play(rule, [], { config: services })).toEqual([]);
  expect(play(rule, [['[checkout-api]', '[checkout-api, anything]']], { config: services })).toEqual([
    '/services/1 Unexpected service "anything", expected checkout-api, search',
  ]);
});

it('takes what is in other records', () => {
  const beside = {
    'risks/R-014-manual.md': riskExample([['plan: []', 'plan: [2026-03-10-checkout-500s/A1, R-014/A1]']]).text,
    'policies/plan.md':
      '---\nschema: pir/policy@1\nid: plan\ntitle: P\nversion: "1"\nowner: "@carol"\nstatus: draft\n---\n',
  };
  const changes: Change[] = [
    add('risks: [{ id: R-014 }]\npolicies: [{ id: plan }]'),
    ['priority: p2', 'follows: R-014/A1'],
  ];
  expect(play(rule, changes, { beside })).toEqual([]);
  expect(play(rule, [add('related: [R-014]')], { beside })).toHaveLength(1);
});

it('takes each id once in its list', () => {
  expect(play(rule, [['  - id: A2\n', '  - id: A1\n']])).toEqual([
    '/actions/1/id Unexpected second action A1, expected every action to have an id of its own',
  ]);
  expect(
    play(rule, [add('evidence: [{ id: E1, ref: "https://x.example" }, { id: E1, ref: "https://y.example" }]')]),
  ).toHaveLength(1);
});

it('knows everybody only where there is a people.yaml', () => {
  const changes: Change[] = [
    ['facilitator: "@carol"', 'facilitator: "@karol"'],
    ['who: "@dan"', 'who: team:payments'],
    ['received: ["@cto"]', 'received: ["@cto", "team:nobody", "@zed"]'],
    ['by: "@bob", evidence', 'by: team:payments, evidence'],
    ['approvals:\n', 'x_note: { by: "@nobody" }\napprovals:\n'],
  ];
  expect(play(rule, changes)).toEqual([]);
  expect(play(rule, changes, { people })).toEqual([
    '/actions/0/done/by Unexpected person "team:payments", expected somebody in people.yaml',
    '/reviews/0/facilitator Unexpected person "@karol", expected somebody in people.yaml',
    '/reviews/0/received/1 Unexpected person "team:nobody", expected somebody in people.yaml',
    '/reviews/0/received/2 Unexpected person "@zed", expected somebody in people.yaml',
  ]);
});

it('leaves owners to their own rules, past ones too', () => {
  const changes: Change[] = [
    [
      '    owner: "@bob"\n',
      '    owner: "@zed"\n    reassigned: [{ from: tbd, to: "@zed", on: 2026-03-20, by: "@alice" }]\n',
    ],
    ['owner: "@alice"\nservices', 'owner: "@zed"\nservices'],
  ];
  expect(play(rule, changes, { people })).toEqual([]);
});

it('follows the plan of a risk and the incidents of its assessments', () => {
  const full = 'Unexpected action "A1", expected a record\'s id, / and the id of an action in it';
  expect(playOne(rule, riskExample([['plan: []', 'plan: [R-014/A1]']]))).toEqual([]);
  expect(playOne(rule, riskExample([['plan: []', 'plan: [A1]']]))).toEqual([`/plan/0 ${full}`]);
  expect(playOne(rule, riskExample([['plan: []', 'plan: [nowhere/A1]']]))).toHaveLength(1);
  expect(playOne(rule, riskExample([['reason: yearly', 'incident: nowhere, reason: yearly']]))).toEqual([
    '/assessments/0/incident Unexpected incident "nowhere", expected the id of one that is here',
  ]);
  expect(playOne(rule, riskExample([['    kind: prevent\n', '    kind: prevent\n    causes: [C1]\n']]))).toHaveLength(
    1,
  );
});

it('looks for the policy of an acknowledgement and the incident behind a policy', () => {
  const text = `schema: pir/acknowledgement@1\npolicy: plan\nversion: "1"\nby: "@alice"\non: 2026-05-01\nfingerprint: sha256:${'0'.repeat(64)}\nmethod: own_commit\n`;
  expect(playOne(rule, { kind: 'acknowledgement', text })).toEqual([
    '/policy Unexpected policy "plan", expected the id of one that is here',
  ]);
  const policy =
    '---\nschema: pir/policy@1\nid: plan\ntitle: P\nversion: "1"\nowner: "@carol"\nstatus: draft\nchanges: [{ version: "1", on: 2026-01-01, by: "@carol", incident: nowhere }]\n---\n';
  expect(playOne(rule, { kind: 'policy', text: policy })).toHaveLength(1);
});

it('leaves what has no shape to the schema', () => {
  for (const yaml of ['related: nowhere', 'risks: [5]', 'policies: { id: x }'])
    expect(play(rule, [add(yaml)])).toEqual([]);
});

it('does not look for what the schema may have refused', () => {
  expect(play(rule, [['  - id: C1\n', '  - id: [C1]\n']])).toEqual([]);
  expect(
    play(rule, [
      ['  - id: A2\n', '  - id: 2\n'],
      ['priority: p2', 'follows: A2'],
    ]),
  ).toEqual([]);
});
