import { describe, expect, it } from 'vitest';
import { isSplitAlike, splitFrontmatter } from '../../../src/core/record/frontmatter.ts';

const parts = (text: string): unknown => {
  const { isFound, start, end, bodyStart, problems } = splitFrontmatter(text);
  return isFound
    ? [text.slice(start, end), text.slice(bodyStart), problems.length]
    : problems.map(({ message }) => message);
};
const said = (text: string): string[] =>
  splitFrontmatter(text).problems.map(({ message, start = 0, end = 0 }) => `${start}-${end} ${message}`);

describe('splitFrontmatter', () => {
  it.each([
    ['---\na: 1\n---\nbody\n', ['a: 1\n', 'body\n', 0]],
    ['---\r\na: 1\r\n---\r\nbody', ['a: 1\r\n', 'body', 0]],
    ['---\na: 1\n---', ['a: 1\n', '', 0]],
    ['---\n---\nbody', ['', 'body', 0]],
    ['---\na: 1\n---\n---\nb: 2\n---\n', ['a: 1\n', '---\nb: 2\n---\n', 0]],
    ['\ufeff---\na: 1\n---\nbody', ['a: 1\n', 'body', 0]],
    ['---  \na: 1\n---\nbody', ['a: 1\n', 'body', 1]],
    ['---\na: 1\n--- \nbody', ['a: 1\n', 'body', 1]],
    ['---\na: 1\n---x\nb: 2\n---\nbody', ['a: 1\n---x\nb: 2\n', 'body', 1]],
    ['---\na: 1\n...\n---\nbody', ['a: 1\n...\n', 'body', 1]],
    ['---\na: ...\n ...\n...b\n---\n', ['a: ...\n ...\n...b\n', '', 0]],
  ])('%j', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it.each([
    ['', '0-0 Unexpected empty file where the frontmatter begins, expected `---` alone on the first line'],
    ['# A\n---\n', '0-3 Unexpected text where the frontmatter begins, expected `---` alone on the first line'],
    ['\n---\na: 1\n---\n', '0-0 Unexpected text where the frontmatter begins, expected `---` alone on the first line'],
    ['---js\na\n---\n', '3-5 Unexpected text after a fence, expected `---` alone on its line'],
    ['----\na: 1\n----\n', '3-4 Unexpected text after a fence, expected `---` alone on its line'],
    ['---\na: 1\n', '0-3 Unexpected end of file in the frontmatter, expected a closing `---`'],
    ['---\na: 1\n---x\n', '12-13 Unexpected text after a fence, expected `---` alone on its line'],
    ['---', '0-3 Unexpected end of file in the frontmatter, expected a closing `---`'],
  ])('has one problem, and no frontmatter, in %j', (text, problem) => {
    expect(said(text)).toEqual([problem]);
    expect(splitFrontmatter(text).isFound).toBe(false);
  });
});

describe('isSplitAlike', () => {
  it('is true of what both split alike', () => {
    for (const text of ['---\na: 1\n---\nbody\n', '---\r\na: 1\r\n---\r\nbody', '---\n# only\n---\n', '---\na: 1\n---'])
      expect(isSplitAlike(text, splitFrontmatter(text)), text).toBe(true);
  });

  it('is false where gray-matter ends elsewhere, and asks it each time anew', () => {
    const text = '---\na: 1\n---x\nb: 2\n---\nbody';
    for (let times = 0; times < 2; times++) expect(isSplitAlike(text, splitFrontmatter(text))).toBe(false);
  });
});
