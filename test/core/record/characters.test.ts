import { describe, expect, it } from 'vitest';
import { characterProblems, hiddenCharacter } from '../../../src/core/record/characters.ts';

const said = (text: string, bodyStart = text.length): string[] =>
  characterProblems(text, bodyStart, 1000).map(
    ({ message, start, end }) => `${start}-${end} ${message.slice(11, -23)}`,
  );

describe('characterProblems', () => {
  it.each([
    ['a\u0000b', '1-2 control character U+0000'],
    ['a\u001bb', '1-2 control character U+001B'],
    ['a\u007fb', '1-2 control character U+007F'],
    ['a\u0085b', '1-2 control character U+0085'],
    ['a\u202eb', '1-2 text direction control U+202E'],
    ['a\u2066b', '1-2 text direction control U+2066'],
    ['a\u200fb', '1-2 text direction control U+200F'],
    ['a\ufeffb', '1-2 byte order mark U+FEFF'],
    ['a\rb', '1-2 carriage return U+000D without a line feed'],
  ])('%j anywhere', (text, problem) => {
    expect(said(text)).toEqual([problem]);
    expect(said(text, 0)).toEqual([problem]);
  });

  it.each([
    ['a\u200bb', 'U+200B'],
    ['a\u200db', 'U+200D'],
    ['a\u2060b', 'U+2060'],
    ['a\u00adb', 'U+00AD'],
    ['a\u{e0041}b', 'U+E0041'],
  ])('%j in the frontmatter, not in the body', (text, name) => {
    expect(said(text)).toEqual([`1-${1 + (text.length - 2)} invisible character ${name}`]);
    expect(said(text, 0)).toEqual([]);
  });

  it('leaves all else alone', () => {
    expect(said('a\tb\r\nc\nä ñ 日本 👩 – “x” \u00a0')).toEqual([]);
  });

  it('takes neighbours for one, and stops at the most', () => {
    expect(said('a\u001b\u001b\u001bb\u001b')).toEqual([
      '1-4 control character U+001B',
      '5-6 control character U+001B',
    ]);
    expect(characterProblems('\u001ba'.repeat(50), 0, 7)).toHaveLength(7);
  });
});

describe('hiddenCharacter', () => {
  it('looks into decoded values', () => {
    expect(hiddenCharacter('a\nb\tc é 日本 👩')).toBeUndefined();
    expect(hiddenCharacter('a\u202eb')).toBe('text direction control U+202E');
    expect(hiddenCharacter('a\ud800b')).toBe('half of a character U+D800');
    expect(hiddenCharacter('a\r\nb')).toBe('carriage return U+000D without a line feed');
  });
});
