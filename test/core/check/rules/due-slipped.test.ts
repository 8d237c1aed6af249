import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/due-slipped.ts';
import { playChange } from '../play.ts';

/** A1 with that day and those deferrals, each as `from to`. */
const a1 = (day: string, ...deferrals: string[]) => {
  const rows = deferrals.map((each) => {
    const [from, to] = each.split(' ');
    return `{ from: ${from}, to: ${to}, on: 2026-05-01, by: "@bob", reason: parts }`;
  });
  const list = rows.length === 0 ? '' : `    deferrals: [${rows.join(', ')}]\n`;
  return [...openAction, ['    due: 2026-06-10\n', `    due: ${day}\n${list}`]] as const;
};
const slip = (was: string, is: string) =>
  `/actions/0/due Unexpected due day ${is} of A1 instead of ${was}, expected a deferral that says why`;
const [first, next, last] = ['2026-06-10', '2026-06-20', '2026-06-30'];

it('takes the same day, an earlier one, and a later one with its deferral', () => {
  expect(playChange(rule, a1(next), a1(next))).toEqual([]);
  expect(playChange(rule, a1(next), a1(first))).toEqual([]);
  expect(playChange(rule, a1(first), a1(next, `${first} ${next}`))).toEqual([]);
  expect(playChange(rule, a1(first), a1(last, `${first} ${next}`, `${next} ${last}`))).toEqual([]);
  expect(playChange(rule, a1(next, `${first} ${next}`), a1(last, `${first} ${next}`, `${next} ${last}`))).toEqual([]);
});

it('sees a day that moved by itself', () => {
  expect(playChange(rule, a1(first), a1(next))).toEqual([slip(first, next)]);
  expect(playChange(rule, a1(next, `${first} ${next}`), a1(last, `${first} ${next}`))).toEqual([slip(next, last)]);
});

it.each([
  ['one that begins elsewhere', [`2026-06-15 ${next}`]],
  ['one that leads elsewhere', [`${first} ${last}`]],
])('is not led by %s', (_, deferrals) => {
  expect(playChange(rule, a1(first), a1(next, ...deferrals))).toEqual([slip(first, next)]);
});

it('does not take an old deferral that was lengthened', () => {
  expect(playChange(rule, a1(next, `${first} ${next}`), a1(last, `${first} ${last}`))).toEqual([slip(next, last)]);
});

it('sees a first day that was made later by leaving deferrals out', () => {
  expect(playChange(rule, a1(next, `${first} ${next}`), a1(next))).toEqual([
    `/actions/0/deferrals Unexpected first due day ${next} of A1 instead of ${first}, expected the deferrals that stood here`,
  ]);
});

it('is silent on what nobody had agreed to, and on a day that is none', () => {
  const proposed = ['    status: open\n', '    status: proposed\n'] as const;
  expect(playChange(rule, [...a1(first), proposed], [...a1(next), proposed])).toEqual([]);
  expect(playChange(rule, [...a1(first)], [...a1(next), proposed])).toEqual([slip(first, next)]);
  expect(playChange(rule, a1(first), a1('someday'))).toEqual([]);
});
