import { expect, it } from 'vitest';
import { type Change, incidentExample, openAction } from '../../../../src/core/check/example.ts';
import { high, linked, riskExample } from '../../../../src/core/check/example-risk.ts';
import { rule } from '../../../../src/core/check/rules/risk-plan.ts';
import { playOne } from '../play.ts';

const plan = 'plan: [2026-03-10-checkout-500s/A1]\n';
const unplanned = '/plan Unexpected high risk (3×4) without a plan, expected an action that treats it';
const over =
  '/plan Unexpected high risk (3×4) though every action of its plan is over, expected it at 1×4 by now or another action';
const own = (status: string): Change => [
  plan,
  `actions: [{ id: A1, title: T, owner: "@dan", due: 2026-09-01, status: ${status}, kind: prevent }]\n`,
];

it.each<[string, readonly Change[], string[]]>([
  ['at its target', [], []],
  ['high without a plan', [...high, [plan, '']], [unplanned]],
  ['high with an empty plan', [...high, [plan, 'plan: []\n']], [unplanned]],
  ['high, everything done', high, [over]],
  ['high, something of its own to do', [...high, own('open')], []],
  ['high, something proposed', [...high, own('proposed')], []],
  ['high, its own given up', [...high, own('cancelled')], [over.replace('/plan', '/actions')]],
  ['high is its target', [...high, ['target: { likelihood: 1', 'target: { likelihood: 3']], []],
  [
    'high is above its target',
    [...high, ['target: { likelihood: 1', 'target: { likelihood: 2']],
    [over.replace('1×4', '2×4')],
  ],
  [
    'high without a target',
    [...high, ['target: { likelihood: 1, impact: 4 }\n', '']],
    [over.replace('at 1×4', 'below high')],
  ],
  [
    'critical',
    [...high, [plan, ''], ['likelihood: 3, impact: 4', 'likelihood: 5, impact: 5']],
    [unplanned.replace('high', 'critical').replace('3×4', '5×5')],
  ],
  [
    'medium without a plan',
    [
      [plan, ''],
      ['likelihood: 1, impact: 4, reason', 'likelihood: 2, impact: 4, reason'],
    ],
    [],
  ],
  ['accepted', [...high, [plan, ''], ['treatment: mitigate', 'treatment: accept']], []],
  ['of which nobody says what is done', [...high, [plan, ''], ['treatment: mitigate\n', '']], []],
  ['closed', [...high, [plan, ''], ['status: open', 'status: closed']], []],
  [
    'never assessed',
    [
      [plan, ''],
      ['assessments:\n', 'x_old:\n'],
    ],
    [],
  ],
  ['a plan that the schema refuses', [...high, [plan, 'plan: none\n']], []],
  ['a target that the schema refuses', [...high, ['target: { likelihood: 1, impact: 4 }', 'target: low']], []],
  ['an action that nobody knows: another rule speaks', [...high, [plan, 'plan: [2026-03-10-checkout-500s/A9]\n']], []],
])('%s', (_, changes, findings) => {
  expect(playOne(rule, riskExample(changes))).toEqual(findings);
});

it('waits for the actions of other records, but not of withdrawn ones', () => {
  const beside = (changes: readonly Change[]) => ({
    beside: { 'incidents/2026/2026-03-10-checkout-500s.md': incidentExample([...linked, ...changes]).text },
  });
  expect(playOne(rule, riskExample(high, beside(openAction)))).toEqual([]);
  const withdrawn: Change[] = openAction.map(([from, to]) => [
    from,
    to.replace('status: approved', 'status: withdrawn'),
  ]);
  expect(playOne(rule, riskExample(high, beside(withdrawn)))).toEqual([over]);
});
