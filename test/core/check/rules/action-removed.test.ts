import { expect, it } from 'vitest';
import { inReview } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-removed.ts';
import { playChange, playOne, riskExample } from '../play.ts';

const a2 = (id: string) => ['  - id: A2\n', `  - id: ${id}\n`] as const;

it('takes a change, a new order and a new action', () => {
  expect(playChange(rule, [], [['title: Raise the pool', 'title: Lift the pool']])).toEqual([]);
  expect(playChange(rule, [a2('A3')], [['  - id: A2\n', '  - { id: A2 }\n  - id: A3\n']])).toEqual([]);
});

it('sees an action go, and an id that is given anew, in review as in a draft', () => {
  const gone = '/actions Unexpected removal of action A2, which stood here before the change, expected it to stay';
  expect(playChange(rule, [], [a2('A3')])).toEqual([gone]);
  expect(playChange(rule, inReview, [...inReview, a2('A3')])).toEqual([gone]);
  expect(playChange(rule, [], [['actions:\n', 'x_actions:\n']])).toHaveLength(2);
});

it('sees the actions of risks', () => {
  const risk = riskExample();
  const text = risk.text.replace('  - id: A1\n', '  - id: A2\n');
  expect(playOne(rule, { ...risk, text, before: { text: risk.text } })).toEqual([
    '/actions Unexpected removal of action A1, which stood here before the change, expected it to stay',
  ]);
});

it('counts an action whose fields are refused as still there', () => {
  expect(playChange(rule, [], [['    status: verified\n', '    status: maybe\n']])).toEqual([]);
});

it('is silent on what was withdrawn before', () => {
  const withdrawn = ['status: closed', 'status: withdrawn'] as const;
  expect(playChange(rule, [withdrawn], [withdrawn, a2('A3')])).toEqual([]);
  expect(playChange(rule, [], [withdrawn, a2('A3')])).toHaveLength(1);
});
