import { expect, it } from 'vitest';
import { isUnfinished } from '../../../src/core/record/action.ts';
import { actionsByRef, planOf } from '../../../src/core/risk/plan.ts';
import { incident, risk } from './records.ts';

const action = (id: string, status = 'open') =>
  `  - { id: ${id}, title: T, owner: "@a", status: ${status}, kind: prevent }\n`;

it('is what the plan names, then the own actions, each once', () => {
  const record = risk('R-1', `plan: [x-y/A1, R-1/A2, x-y/A1]\nactions:\n${action('A1')}${action('A2')}`);
  expect(planOf(record)).toEqual(['x-y/A1', 'R-1/A2', 'R-1/A1']);
  expect(planOf(risk('R-2'))).toEqual([]);
});

it('finds every action that counts by its name', () => {
  const actions = actionsByRef([
    incident('x-y', `actions:\n${action('A1', 'done')}`),
    incident('gone', `actions:\n${action('A1')}`, 'withdrawn'),
    risk('R-1', `actions:\n${action('A7')}`),
  ]);
  expect([...actions].map(([ref, { status }]) => `${ref} ${status}`)).toEqual(['x-y/A1 done', 'R-1/A7 open']);
});

it.each(['proposed', 'open', 'in_progress'] as const)('%s is unfinished', (status) => {
  expect(isUnfinished({ status })).toBe(true);
});

it.each(['done', 'verified', 'cancelled', 'accepted'] as const)('%s is over', (status) => {
  expect(isUnfinished({ status })).toBe(false);
});
