import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/cause-removed.ts';
import { playChange } from '../play.ts';

const c1 = (id: string) => ['  - id: C1\n', `  - id: ${id}\n`] as const;

it('takes a cause that is worded anew, and another one beside it', () => {
  expect(playChange(rule, [], [['    gap: control\n', '    gap: detection\n']])).toEqual([]);
  expect(playChange(rule, [], [['causes:\n', 'causes:\n  - { id: C2, role: trigger }\n']])).toEqual([]);
});

it('sees a cause go, and an id that is given anew', () => {
  const gone = '/causes Unexpected removal of cause C1, which stood here before the change, expected it to stay';
  expect(playChange(rule, [], [c1('C2')])).toEqual([gone]);
  expect(playChange(rule, [], [['causes:\n', 'x_causes:\n']])).toEqual([gone]);
});

it('leaves causes that are no list to the schema', () => {
  expect(playChange(rule, [], [['causes:\n', 'causes: none\nx_causes:\n']])).toEqual([]);
});
