import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-overdue.ts';
import { play } from '../play.ts';

it('counts the due day itself as in time, in the zone of the config', () => {
  expect(play(rule, openAction, { asOf: '2026-06-10T23:59:59Z' })).toEqual([]);
  expect(play(rule, openAction, { asOf: '2026-06-11T00:00:00Z' })).toEqual([
    '/actions/0/due Unexpected action A1 still open after 2026-06-10, expected it done by its due day',
  ]);
  const config = 'timezone: America/New_York\n';
  expect(play(rule, openAction, { asOf: '2026-06-11T03:59:59Z', config })).toEqual([]);
  expect(play(rule, openAction, { asOf: '2026-06-11T04:00:00Z', config })).toHaveLength(1);
});

it.each([
  ['in_progress', 1],
  ['proposed', 0],
  ['cancelled', 0],
  ['accepted', 0],
])('of an action that is %s it says %d things', (status, count) => {
  const changes = [...openAction, ['    status: open\n', `    status: ${status}\n`]] as const;
  expect(play(rule, changes, { asOf: '2026-07-01T00:00:00Z' })).toHaveLength(count);
});
