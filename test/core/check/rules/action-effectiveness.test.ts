import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/action-effectiveness.ts';
import { play } from '../play.ts';

const effect = '    effectiveness: { criterion: no pool exhaustion for 90 days, check_on: 2026-07-02 }\n';
const message =
  'Unexpected root cause C1 without an action whose effect is checked, expected one that prevents or detects, with a criterion and a day to check it';

it.each([
  [[[effect, '']], '/actions/0/effectiveness'],
  [[[', check_on: 2026-07-02 }', ' }']], '/actions/0/effectiveness/check_on'],
  [[['criterion: no pool exhaustion for 90 days, ', '']], '/actions/0/effectiveness/criterion'],
  [[['criterion: no pool exhaustion for 90 days', 'criterion: " "']], '/actions/0/effectiveness/criterion'],
  [[['    kind: prevent\n', '    kind: mitigate\n']], '/causes/0/actions'],
] as const)('after %j it speaks at %s', (changes, pointer) => {
  expect(play(rule, changes)).toEqual([`${pointer} ${message}`]);
});

it.each([
  ['detection does too', [['    kind: prevent\n', '    kind: detect\n']]],
  [
    'no review is required',
    [
      [effect, ''],
      ['severity: sev2\n', 'severity: sev4\n'],
    ],
  ],
  [
    'the incident is an exercise, which is its own review',
    [
      [effect, ''],
      ['type: availability\n', 'type: exercise\n'],
    ],
  ],
  [
    'the cause contributes only',
    [
      [effect, ''],
      ['role: root\n', 'role: contributing\n'],
    ],
  ],
  [
    'the cause is accepted',
    [
      [effect, ''],
      ['    gap: control\n', '    accepted: { by: "@cto", on: 2026-03-16 }\n'],
    ],
  ],
  [
    'the action is accepted undone',
    [
      [effect, ''],
      ['    status: done\n', '    status: accepted\n'],
    ],
  ],
  ['no action was taken at all', [['    causes: [C1]\n', '']]],
  ['the only action was cancelled', [['    status: done\n', '    status: cancelled\n']]],
  ['the kind was refused by the schema', [['    kind: prevent\n', '    kind: prevnet\n']]],
  [
    'the record is a draft',
    [
      [effect, ''],
      ['status: closed\n', 'status: draft\n'],
    ],
  ],
] as const)('is silent where %s', (_, changes) => {
  expect(play(rule, changes)).toEqual([]);
});
