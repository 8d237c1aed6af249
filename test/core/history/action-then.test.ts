import { expect, it } from 'vitest';
import { actionThen } from '../../../src/core/history/action-then.ts';
import { itemOf } from '../../../src/core/history/facts.ts';
import { ledgerOf, type Made } from './line.ts';

const DAY = 86_400;
const at = (day: number) => Date.UTC(2026, 0, 1) / 1000 + day * DAY;
const path = 'incidents/a-b-c.md';
const record = (actions: string) => `---
schema: pir/incident@1
id: a-b-c
title: Checkout down
status: approved
actions:
${actions || '  []'}
---
`;
const action = (status: string, due: string, more = '') =>
  `  - { id: A1, title: Manage limits, owner: "@bob", status: ${status}, due: ${due}${more} }\n`;
const other = '  - { id: A2, title: Alert, owner: "@bob", status: open, due: 2026-02-01 }\n';

/** The action at the end of each of those days, of a line whose versions were committed on theirs. */
function then(versions: readonly (readonly [day: number, actions: string])[], days: readonly number[], epoch?: string) {
  const made = versions.map(
    ([day, actions], i): Made => ({
      tree: { [path]: record(actions), note: String(i) },
      authored: at(day),
      committed: at(day),
    }),
  );
  const history = ledgerOf(made, epoch).histories.get('incident:a-b-c');
  return days.map((day) =>
    actionThen(history?.events ?? [], 'A1', itemOf(history?.last.facts, 'actions', 'A1'), at(day)),
  );
}

it('is what the version of that moment says', () => {
  const versions = [
    [1, other],
    [3, other + action('proposed', '2026-02-10')],
    [5, other + action('open', '2026-02-10')],
    [7, other + action('open', '2026-03-10')],
    [9, other + action('done', '2026-03-10', ', done: { on: 2026-01-09, by: "@bob" }')],
  ] as const;
  expect(then(versions, [0, 2, 3, 4, 6, 8, 9, 99])).toEqual([
    'absent',
    'absent',
    { status: 'proposed', due: '2026-02-10' },
    { status: 'proposed', due: '2026-02-10' },
    { status: 'open', due: '2026-02-10' },
    { status: 'open', due: '2026-03-10' },
    { status: 'done', due: '2026-03-10' },
    { status: 'done', due: '2026-03-10' },
  ]);
});

it('knows of what was finished when it was written down, and of what was taken out', () => {
  expect(then([[1, action('done', '2026-02-10')]], [0, 1])).toEqual(['absent', { status: 'done', due: '2026-02-10' }]);
  expect(
    then(
      [
        [1, action('open', '2026-02-10')],
        [3, other],
      ],
      [4],
    ),
  ).toEqual(['absent']);
});

it('is unknown before the import that the epoch marks', () => {
  expect(then([[5, action('open', '2026-02-10')]], [1, 6], 'c0')).toEqual([
    'unknown',
    { status: 'open', due: '2026-02-10' },
  ]);
});
