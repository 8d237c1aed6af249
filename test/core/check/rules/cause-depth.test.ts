import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/cause-depth.ts';
import { judgeChanged } from '../judge-text.ts';

const whys = /^ {4}whys:\n(?: {6}-.*\n)+/m.exec(rule.good.text)?.[0] ?? '';
const expected = (count: string) => [
  `/causes/0/whys: Unexpected root cause C1 with ${count}, expected at least three or the reason to stop`,
];

test.each<[string, string, string[]]>([
  ['none', '', expected('no why')],
  ['an empty list', '    whys: []\n', expected('no why')],
  ['one', '    whys: [a]\n', expected('one why')],
  ['two', '    whys: [a, b]\n', expected('two whys')],
  ['three, of which one says nothing', '    whys: [a, "  ", b]\n', expected('two whys')],
  ['three', '    whys: [a, b, c]\n', []],
  ['one, and why the chain stops', '    whys: [a]\n    stopped: the supplier does not say more\n', []],
  ['an empty reason to stop', '    whys: [a]\n    stopped: " "\n', expected('one why')],
  ['one that the schema refused', '    whys: [a, b, 3]\n', []],
])('%s', (_, to, findings) => {
  expect(judgeChanged(rule, [[whys, to]])).toEqual(findings);
});

test('other causes may be shallow, and stubs keep their whys elsewhere', () => {
  expect(
    judgeChanged(rule, [
      [whys, ''],
      ['role: root', 'role: contributing'],
    ]),
  ).toEqual([]);
  expect(
    judgeChanged(rule, [
      [whys, ''],
      ['severity: sev2', 'severity: sev2\nconfidentiality: restricted'],
    ]),
  ).toEqual([]);
});
