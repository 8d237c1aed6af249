import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/problem.ts';
import { anchorOf, lineColumn, placeOf } from '../../../src/core/record/place.ts';
import { readIncident } from './read.ts';

const text = `---
id: x
times:
  started: 2026-01-01T00:00:00Z
actions:
  - id: A1
    title: one
  - id: A2
    done: { on: 2026-01-01 }
    owner:
  - title: nameless
  - id: A1
reviews:
  - stage: full
---
`;
const root = readIncident(text).record?.root;
const at = (problem: Partial<Problem>): string => {
  const { line, column, endLine, endColumn, source } = placeOf(text, root, { message: '', hint: '', ...problem });
  return `${line}:${column}-${endLine}:${endColumn} ${source.trim()}`;
};

describe('placeOf', () => {
  it.each([
    ['a value', { pointer: '/actions/0/title' }, '7:12-7:15 title: one'],
    ['a key', { pointer: '/actions/0/title', atKey: true }, '7:5-7:10 title: one'],
    ['a value in braces', { pointer: '/actions/1/done/on' }, '9:17-9:27 done: { on: 2026-01-01 }'],
    ['braces', { pointer: '/actions/1/done' }, '9:11-9:29 done: { on: 2026-01-01 }'],
    ['an empty value, by its key', { pointer: '/actions/1/owner' }, '10:5-10:10 owner:'],
    ['a whole item, by its id', { pointer: '/actions/1' }, '8:9-8:11 - id: A2'],
    ['a whole map, by its key', { pointer: '/times' }, '3:1-3:6 times:'],
    ['a whole list, by its key', { pointer: '/actions' }, '5:1-5:8 actions:'],
    ['what an item lacks, by its id', { pointer: '/actions/1/due' }, '8:9-8:11 - id: A2'],
    ['what an item without id lacks, by its first key', { pointer: '/reviews/0/held' }, '14:5-14:10 - stage: full'],
    ['what a map lacks, by its key', { pointer: '/times/detected' }, '3:1-3:6 times:'],
    ['what braces lack, by their key', { pointer: '/actions/1/done/by' }, '9:5-9:9 done: { on: 2026-01-01 }'],
    ['what the record lacks, by its id', { pointer: '/causes/0/id' }, '2:5-2:6 id: x'],
    ['an item that is not there, by the list', { pointer: '/reviews/4' }, '13:1-13:8 reviews:'],
    ['offsets before the pointer', { pointer: '/id', start: 4, end: 6 }, '2:1-2:3 id: x'],
    ['nothing, by the first line', {}, '1:1-1:4 ---'],
  ])('%s', (_, problem, place) => {
    expect(at(problem)).toBe(place);
  });

  it('ends lines with CRLF as with LF, and without a tree at the first line', () => {
    const problem = { message: '', hint: '', start: 8, end: 10 };
    const text = 'a\r\nbc\r\nxyz\r\n';
    expect(placeOf(text, undefined, problem)).toEqual({ line: 3, column: 2, endLine: 3, endColumn: 4, source: 'xyz' });
    expect(placeOf(text, undefined, { ...problem, end: 12 })).toMatchObject({ line: 3, endLine: 4, endColumn: 1 });
    expect(placeOf('one\r\ntwo', undefined, { message: '', hint: '', pointer: '/a' })).toMatchObject({
      line: 1,
      column: 1,
      endColumn: 4,
      source: 'one',
    });
  });
});

describe('lineColumn', () => {
  it('counts from one, to the end of the text', () => {
    expect(lineColumn('a\nb', 0)).toEqual({ line: 1, column: 1 });
    expect(lineColumn('a\nb', 1)).toEqual({ line: 1, column: 2 });
    expect(lineColumn('a\nb', 2)).toEqual({ line: 2, column: 1 });
    expect(lineColumn('a\nb', 99)).toEqual({ line: 2, column: 2 });
    expect(lineColumn('', 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('anchorOf', () => {
  it.each([
    ['/actions/0/title', '/actions/A1/title'],
    ['/actions/1/done/on', '/actions/A2/done/on'],
    ['/actions/1/due', '/actions/A2/due'],
    ['/actions/2/owner', '/actions/2/owner'],
    ['/actions/3/owner', '/actions/3/owner'],
    ['/reviews/0/held', '/reviews/0/held'],
    ['/causes/0/id', '/causes/0/id'],
    ['/id', '/id'],
    ['', ''],
  ])('%s → %s', (pointer, anchor) => {
    expect(anchorOf(root, pointer)).toBe(anchor);
  });
  it('leaves a pointer as it is without a tree', () => {
    expect(anchorOf(undefined, '/actions/0')).toBe('/actions/0');
  });
});
