import { expect, test } from 'vitest';
import { reflow } from '../../src/reporters/reflow.ts';
import { cpuTime } from '../cpu-time.ts';

test('a paragraph is one line, and paragraphs stay apart', () => {
  expect(reflow('Nobody is called\nat night.\n\nThe **plan**\n**says** so:\n12 people.')).toBe(
    'Nobody is called at night.\n\nThe **plan** **says** so: 12 people.',
  );
});

test.each([
  ['a list', 'First:\n- one\n- two\n  and more\n* three\n+ four'],
  ['a numbered list', '1. one\n2. two\n10) ten'],
  ['a table', '| a | b |\n| - | - |\n| 1 | 2 |'],
  ['a heading', '# One\ntext\n## Two'],
  ['a heading with a line below', 'One\n===\n\nTwo\n---'],
  ['a quotation', '> one\n> two'],
  ['code', '```\none\ntwo\n\nthree\n```'],
  ['code by indentation', '    one\n    two'],
  ['breaks that are meant', 'one  \ntwo\\\nthree'],
])('%s keeps its lines', (_what, markdown) => {
  expect(reflow(markdown)).toBe(markdown);
});

test('text goes on behind code, and line ends of any kind are line ends', () => {
  expect(reflow('~~~\r\na\r\nb\r\n~~~\r\none\r\ntwo')).toBe('~~~\na\nb\n~~~\none two');
});

test('a megabyte takes no longer than it must', async () => {
  const { result, milliseconds } = await cpuTime(() => reflow('word\n'.repeat(200_000)));
  expect(result.length).toBe(1_000_000);
  expect(milliseconds).toBeLessThan(2_000);
});
