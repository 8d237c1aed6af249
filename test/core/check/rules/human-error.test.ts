import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/human-error.ts';
import { judgeChanged } from '../judge-text.ts';

const from = 'category: process/change-management\n';
const second = (role: string, category: string) =>
  `category: people/slip\n    statement: a\n  - id: C2\n    role: ${role}\n    category: ${category}\n`;

test.each<[string, string, boolean]>([
  ['a root cause outside', from, false],
  ['only human error', 'category: people/slip\n', true],
  ['a second root cause outside', second('root', 'process/supplier'), false],
  ['a second root cause inside', second('root', 'people/workload'), true],
  ['a contributing cause outside', second('contributing', 'process/supplier'), true],
])('%s', (_, to, speaks) => {
  const expected =
    '/causes/0/category: Unexpected human error "people/slip" as the only root cause, expected what let it through';
  expect(judgeChanged(rule, [[from, to]])).toEqual(speaks ? [expected] : []);
});

test('the areas are those of the config, or single categories', () => {
  expect(judgeChanged(rule, [[from, 'category: people/slip\n']], { config: { human_error: [] } })).toEqual([]);
  expect(judgeChanged(rule, [], { config: { human_error: ['process'] } })).toHaveLength(1);
  expect(judgeChanged(rule, [], { config: { human_error: ['process/change-management'] } })).toHaveLength(1);
});

test('no root cause is another rule’s', () => {
  expect(judgeChanged(rule, [['role: root', 'role: trigger']])).toEqual([]);
});
