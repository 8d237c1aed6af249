import { expect, test } from 'vitest';
import { leftOut } from '../../src/commands/left-out.ts';

const path = 'incidents/a.md';

test.each([
  ['link', 'symbolic link', 'no regular file (symbolic link)'],
  ['special', 'named pipe', 'no regular file (named pipe)'],
  ['too_large', '500000 bytes', 'too large (500000 bytes)'],
  ['not_utf8', 'byte 0xff at offset 57', 'not UTF-8 (byte 0xff at offset 57)'],
  ['unreadable', 'it grew while it was read', 'cannot be read (it grew while it was read)'],
] as const)('a file that is none to read (%s) is left out in words', (problem, detail, words) => {
  expect(leftOut({ path, kind: 'incident', problem, detail })).toBe(`incidents/a.md was left out: ${words}`);
});

test('a record that cannot be understood is left out with the first thing that is wrong', () => {
  expect(leftOut({ path })).toBe('incidents/a.md was left out: its frontmatter cannot be read');
});
