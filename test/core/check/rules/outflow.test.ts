import { expect, test } from 'vitest';
import type { Example } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/outflow.ts';
import { judgeText } from '../judge-text.ts';

const withLine = (line: string): Example => ({
  ...rule.bad,
  text: rule.bad.text.replace('services:', `${line}\nservices:`),
});

test.each<[string, number]>([
  ['tags: []', 1],
  ['risks: [{ id: R-014, effect: unchanged }]', 1],
  ['risks: [{ id: R-014 }]', 1],
  ['policies: []', 1],
  ['risks: [{ id: R-014, effect: raised }]', 0],
  ['risks: [{ id: R-014, effect: new }]', 0],
  ['policies: [{ id: change-management }]', 0],
  ['no_change: { by: "@carol", on: 2026-05-20, reason: the system is gone }', 0],
  ['policies: yes', 0],
])('nothing done, and %s', (line, findings) => {
  expect(judgeText(rule, withLine(line))).toHaveLength(findings);
});

test('only what is closed is judged', () => {
  expect(judgeText(rule, { ...rule.bad, text: rule.bad.text.replace('status: closed', 'status: approved') })).toEqual(
    [],
  );
});
