import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/cause-action.ts';
import { judgeChanged } from '../judge-text.ts';

const expected = (role: string) => [
  `/causes/0/accepted: Unexpected ${role} cause C1 without an action, expected an action or an acceptance`,
];

test('root and contributing causes need an action, a trigger does not', () => {
  const without: [string, string] = ['    causes: [C1]\n', ''];
  expect(judgeChanged(rule, [without])).toEqual(expected('root'));
  expect(judgeChanged(rule, [without, ['role: root', 'role: contributing']])).toEqual(expected('contributing'));
  expect(judgeChanged(rule, [without, ['role: root', 'role: trigger']])).toEqual([]);
});

test('an acceptance is enough', () => {
  expect(
    judgeChanged(rule, [
      ['    causes: [C1]\n', ''],
      ['    gap: control\n', '    gap: control\n    accepted: { by: "@cto", on: 2026-03-18, reason: rare }\n'],
    ]),
  ).toEqual([]);
});

test('a cancelled action does nothing', () => {
  expect(judgeChanged(rule, [['status: done\n    kind: prevent', 'status: cancelled\n    kind: prevent']])).toEqual(
    expected('root'),
  );
});

test('an action for another cause does not count', () => {
  expect(judgeChanged(rule, [['causes: [C1]', 'causes: [C2]']])).toEqual(expected('root'));
});
