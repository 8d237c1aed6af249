import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/category.ts';
import { judgeChanged, judgeText } from '../judge-text.ts';

const from = 'category: process/change-management\n';
const inArea =
  'expected process/ and one of change-management, access-management, supplier, capacity-planning, documentation';
const anywhere = 'expected an area of the taxonomy, / and one of its details';

test.each<[string, string]>([
  ['process/change-mangement', inArea],
  ['process', inArea],
  ['process/', inArea],
  ['proces/change-management', anywhere],
  ['change-management', anywhere],
  ['/change-management', anywhere],
  ['Process/change-management', anywhere],
  ['constructor/name', anywhere],
  ['process/change-management/more', inArea],
])('%s is not in the taxonomy', (category, expected) => {
  expect(judgeChanged(rule, [[from, `category: ${category}\n`]])).toEqual([
    `/causes/0/category: Unexpected category "${category}", ${expected}`,
  ]);
});

test('the taxonomy is that of the config', () => {
  const config = { taxonomy: { oven: ['door', 'heat'] } };
  expect(judgeChanged(rule, [[from, 'category: oven/door\n']], { config })).toEqual([]);
  expect(judgeChanged(rule, [], { config })).toHaveLength(1);
});

test('a risk has one too', () => {
  const text = (category: string) =>
    `---\nschema: pir/risk@1\nid: R-1\ntitle: t\ncategory: ${category}\nowner: "@a"\nstatus: open\n---\n`;
  expect(judgeText(rule, { kind: 'risk', text: text('people/skills') })).toEqual([]);
  expect(judgeText(rule, { kind: 'risk', text: text('people/skill') })).toEqual([
    '/category: Unexpected category "people/skill", expected people/ and one of skills, workload, slip',
  ]);
});
