import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { characters, cut, widthOf, wrap } from '../../src/reporters/width.ts';
import { cpuTime } from '../cpu-time.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((any) => showText(any)),
  fc
    .array(fc.constantFrom('a', 'word ', ' ', 'é', 'e\u0301', '—', '…', '決', '🔥', '👍🏽', 'ไม่', '::x', '한', '־'), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
);
const columns = fc.integer({ min: 16, max: 60 });

test('the short way measures as the long one', () => {
  for (let code = 0x20; code < 0x3000; code++) {
    const char = String.fromCharCode(code);
    if (showText(char) === char) expect([code, widthOf(char)]).toEqual([code, stringWidth(char)]);
  }
  fc.assert(fc.property(text, (given) => widthOf(given) === stringWidth(given)));
});

test('characters are those of Intl.Segmenter, which plain text does without', () => {
  const segmenter = new Intl.Segmenter('en');
  const plain = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '→', '─', '−', '…', '"') });
  fc.assert(
    fc.property(fc.oneof(text, plain), (given) => {
      expect([...characters(given)]).toEqual([...segmenter.segment(given)].map(({ segment }) => segment));
    }),
  );
});

test('what is cut fits and begins as the text; what fits is left alone', () =>
  fc.assert(
    fc.property(text, columns, (given, room) => {
      const shown = cut(given, room);
      expect(stringWidth(shown)).toBeLessThanOrEqual(room);
      if (stringWidth(given) <= room) expect(shown).toBe(given);
      else expect(given.startsWith(shown.slice(0, -1)) && shown.endsWith('…')).toBe(true);
    }),
  ));

test('wrapped lines fit and lose nothing but blanks', () =>
  fc.assert(
    fc.property(text, columns, (given, room) => {
      const lines = wrap(given, room);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(room);
      const squeezed = (all: string) => all.replaceAll(' ', '').replaceAll('\\u{3a}', ':');
      expect(squeezed(lines.join(''))).toBe(squeezed(given));
    }),
  ));

test('wrapping breaks at blanks, keeps indents and line ends', () =>
  expect(wrap('one two three four five\n  an indented line of words\n\nend', 16)).toEqual([
    'one two three',
    'four five',
    '  an indented',
    '  line of words',
    '',
    'end',
  ]));

test('no line begins with what a build log obeys', () =>
  fc.assert(
    fc.property(text, columns, (given, room) => !wrap(`a ${given}`, room).some((line) => /^\s*::/.test(line))),
  ));

test('long words take time by their length, and are cut apart nowhere else than short ones', async () => {
  const long = '決e\u0301👍🏽🇳🇿👩‍👩‍👧‍👦'.repeat(1_000);
  expect(widthOf(long)).toBe(stringWidth(long));
  const { result: lines, milliseconds } = await cpuTime(() =>
    wrap(`${'決'.repeat(200_000)} ${'a'.repeat(200_000)}`, 80),
  );
  expect(milliseconds).toBeLessThan(2000);
  expect(lines.length).toBe(5_000 + 2_500);
});
