import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-deferral.ts';
import { people, play } from '../play.ts';

/** A1 is due on 2026-06-10; each of these stands in its `deferrals`. */
const deferred = (...rows: string[]) =>
  [...openAction, ['    due: 2026-06-10\n', `    due: 2026-06-10\n    deferrals: [${rows.join(', ')}]\n`]] as const;
const row = (from: string, to: string, rest = '') =>
  `{ from: ${from}, to: ${to}, on: 2026-05-01, by: "@bob", reason: parts${rest} }`;
const unapproved = (why: string) =>
  `Unexpected ${why} without the approval of somebody else, expected who agreed beside @bob`;

it('takes one deferral of thirty days with a reason', () => {
  expect(play(rule, deferred(row('2026-05-11', '2026-06-10')))).toEqual([]);
});

it('asks for approval from the thirty-first day on, counted from the first due day', () => {
  expect(play(rule, deferred(row('2026-05-10', '2026-06-10')))).toEqual([
    `/actions/0/deferrals/0/approved_by ${unapproved('deferral of A1 31 days past its first due day')}`,
  ]);
  expect(play(rule, deferred(row('2026-05-10', '2026-06-10', ', approved_by: "@alice"')))).toEqual([]);
});

it('asks for approval of every deferral but the first', () => {
  const rows = [row('2026-06-01', '2026-06-05'), row('2026-06-05', '2026-06-10')];
  expect(play(rule, deferred(...rows))).toEqual([
    `/actions/0/deferrals/1/approved_by ${unapproved('deferral number 2 of A1')}`,
  ]);
  expect(play(rule, deferred(rows[0] ?? '', row('2026-06-05', '2026-06-10', ', approved_by: "@alice"')))).toEqual([]);
});

it.each([['"@bob"'], ['"@BOB"'], ['tbd'], ['""'], ['bob@example.net']])('does not take approval by %s', (by) => {
  const changes = deferred(row('2026-04-10', '2026-06-10', `, approved_by: ${by}`));
  expect(play(rule, changes, { people })).toHaveLength(1);
});

it('holds the due day to the last deferral', () => {
  expect(play(rule, deferred(row('2026-06-01', '2026-06-09')))).toEqual([
    '/actions/0/due Unexpected due day 2026-06-10 of A1, expected 2026-06-09, to which it was last deferred',
  ]);
});

it('asks for a reason', () => {
  for (const reason of ['', ', reason: ""', ', reason: " "'])
    expect(play(rule, deferred(`{ from: 2026-06-01, to: 2026-06-10, on: 2026-05-01, by: "@bob"${reason} }`))).toEqual([
      '/actions/0/deferrals/0/reason Unexpected deferral of A1 without a reason, expected why the day was moved',
    ]);
});

it('leaves what has no shape to the schema', () => {
  expect(play(rule, deferred('{ from: 2026-06-01, to: 2026-06-10, on: 2026-05-01, by: "@bob", reason: [] }'))).toEqual(
    [],
  );
  expect(play(rule, deferred(row('2026-06-01', 'soon')))).toEqual([]);
  expect(play(rule, deferred('later'))).toEqual([]);
});
