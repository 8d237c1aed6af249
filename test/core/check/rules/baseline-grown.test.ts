import { expect, it } from 'vitest';
import { writeBaseline } from '../../../../src/core/check/baseline.ts';
import { rule } from '../../../../src/core/check/rules/baseline-grown.ts';
import { playChange } from '../play.ts';

const entry = (record: string, count = 1) => ({ rule: 'owner', record, at: '/owner', count });
const grow = (before: ReturnType<typeof entry>[] | undefined, after: ReturnType<typeof entry>[] | undefined) =>
  playChange(rule, [], [], {
    ...(after && { baseline: writeBaseline(after) }),
    before: { baseline: before === undefined ? undefined : writeBaseline(before) } as { baseline: string },
  });
const grown = (count: string, of: string) =>
  `null Unexpected growth of the baseline by ${count} (of ${of}), expected it only to shrink`;

it('takes a baseline that stays, shrinks or goes', () => {
  expect(grow([entry('a')], [entry('a')])).toEqual([]);
  expect(grow([entry('a', 3), entry('b')], [entry('a', 2)])).toEqual([]);
  expect(grow([entry('a')], undefined)).toEqual([]);
});

it('sees a new entry, a higher count and a new baseline', () => {
  expect(grow([entry('a')], [entry('a'), entry('b')])).toEqual([grown('1 finding', 'b')]);
  expect(grow([entry('a'), entry('b')], [entry('a', 3)])).toEqual([grown('2 findings', 'a')]);
  expect(grow(undefined, [entry('a'), entry('b')])).toEqual([grown('2 findings', 'a, b')]);
});
