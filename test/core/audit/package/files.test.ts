import { describe, expect, it } from 'vitest';
import { collisions, readSums, sumsText, whyNoPath } from '../../../../src/core/audit/package/files.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

describe('a list of sums', () => {
  it('is sorted, and reads back', () => {
    const text = sumsText([
      { path: 'b/ä x.md', sha256: b },
      { path: 'a.md', sha256: a },
    ]);
    expect(text).toBe(`${a}  a.md\n${b}  b/ä x.md\n`);
    expect(readSums(text)).toEqual(
      new Map([
        ['a.md', a],
        ['b/ä x.md', b],
      ]),
    );
    expect(readSums('')).toEqual(new Map());
  });

  it.each([
    `${a}  a.md`,
    `${a} *a.md\n`,
    `${a.toUpperCase()}  a.md\n`,
    `\\${a}  a\\nb\n`,
    `${a}  \n`,
    `${a}  a\n${a}  a\n`,
    'x\n',
  ])('is none: %j', (text) => expect(readSums(text)).toBeUndefined());
});

describe('a path', () => {
  it.each(['a', 'incidents/2026/x.md', 'evidence/ä b.png', '.hidden', 'a..b', '-f'])('has a place: %s', (path) =>
    expect(whyNoPath(path)).toBeUndefined(),
  );

  it.each(['', '/a', '../a', 'a/../b', 'a//b', 'a/', './a', 'a\\b', 'C:/a', 'c:a', 'a\nb', 'a\0b', 'a\u009bb'])(
    'has none: %j',
    (path) => expect(whyNoPath(path)).toMatch(/path/),
  );
});

it('finds names that some systems take for one', () => {
  expect(collisions(['a', 'b/c', 'B/c', 'e\u0301', '\u00e9', 'd'])).toEqual([
    ['b/c', 'B/c'],
    ['b', 'B'],
    ['e\u0301', '\u00e9'],
  ]);
  expect(collisions(['a/b', 'A', 's', '\u017f', 'x/y', 'x/z'])).toEqual([
    ['a', 'A'],
    ['s', '\u017f'],
  ]);
});
