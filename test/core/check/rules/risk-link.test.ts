import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/risk-link.ts';
import { judgeChanged } from '../judge-text.ts';

const looked = 'no_risk: { by: "@carol", on: 2026-03-16, reason: the register has no entry that this touches }\n';
const without: Change = [looked, ''];

it.each<[string, Change[], number]>([
  ['neither a risk nor a look', [without], 1],
  ['an empty list', [[looked, 'risks: []\n']], 1],
  ['a link', [[looked, 'risks: [{ id: R-014 }]\n']], 0],
  ['a severity that asks for none', [without, ['severity: sev2', 'severity: sev3']], 0],
  ['an exercise', [without, ['type: availability', 'type: exercise']], 0],
  ['a near miss', [without, ['type: availability', 'type: near_miss']], 1],
  ['a stub', [without, ['services: [', 'confidentiality: restricted\nservices: [']], 0],
  ['links that the schema refuses', [[looked, 'risks: R-014\n']], 0],
  ['a look that the schema refuses', [[looked, 'no_risk: none\n']], 0],
])('%s', (_, changes, findings) => {
  expect(judgeChanged(rule, changes)).toHaveLength(findings);
});

it('asks of the severities that the config names', () => {
  expect(judgeChanged(rule, [without], { config: { risk: { required_for: ['sev1'] } } })).toEqual([]);
  const third: Change[] = [without, ['severity: sev2', 'severity: sev3']];
  expect(judgeChanged(rule, third, { config: { profile: 'enterprise' } })).toEqual([
    '/risks: Unexpected sev3 without a look at the risk register, expected the risks that it concerns',
  ]);
});
