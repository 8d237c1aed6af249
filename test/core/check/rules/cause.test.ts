import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/cause.ts';
import { judgeChanged } from '../judge-text.ts';

const causes = /causes:\n {2}- id: C1[\s\S]*?(?=actions:)/;
const { text } = rule.good;
const whole = causes.exec(text)?.[0] ?? '';

test('a trigger or a contributing cause is no root cause', () => {
  for (const role of ['trigger', 'contributing']) {
    expect(judgeChanged(rule, [['role: root', `role: ${role}`]])).toEqual([
      '/causes: Unexpected causes without a root, expected at least one root cause',
    ]);
  }
});

test('no causes at all', () => {
  const expected = ['/causes: Unexpected review without causes, expected at least one root cause'];
  expect(judgeChanged(rule, [[whole, '']])).toEqual(expected);
  expect(judgeChanged(rule, [[whole, 'causes: []\n']])).toEqual(expected);
});

test('what the schema refuses may have been a root cause', () => {
  expect(judgeChanged(rule, [['role: root', 'role: roott']])).toEqual([]);
  expect(judgeChanged(rule, [[whole, 'causes: none\n']])).toEqual([]);
});

test('an exercise needs none', () => {
  expect(
    judgeChanged(rule, [
      [whole, ''],
      ['type: availability', 'type: exercise'],
    ]),
  ).toEqual([]);
});
