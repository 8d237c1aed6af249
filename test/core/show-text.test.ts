import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakCommands, showText, toJson } from '../../src/core/show-text.ts';
import { cpuTime } from '../cpu-time.ts';

const anyText = fc.string({ unit: 'binary' });

describe('showText', () => {
  test.each([
    ['plain ASCII', 'plain ASCII'],
    ['', ''],
    ['Zoë, 決済 🔥 ไม่ได้ עברית', 'Zoë, 決済 🔥 ไม่ได้ עברית'],
    ['e\u0301', 'e\u0301'],
    ['⚠\ufe0f stays an emoji', '⚠\ufe0f stays an emoji'],
    ['x\ufe0fy', 'x\\u{fe0f}y'],
    ['\u001b[31m\u0000\u007f', '␛[31m␀␡'],
    ['a\tb\r\nc\rd', 'a␉b␍␊c␍d'],
    ['\u0085\u009b', '\\u{85}\\u{9b}'],
    ['\u202egpj.exe', '\\u{202e}gpj.exe'],
    ['\u2066a\u2069\u200e\u061c', '\\u{2066}a\\u{2069}\\u{200e}\\u{61c}'],
    ['a\u200bb\u200db\ufeff\u00ad', 'a\\u{200b}b\\u{200d}b\\u{feff}\\u{ad}'],
    ['\u{e0041}\u3164', '\\u{e0041}\\u{3164}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
    ['\ufffe\u{1ffff}\ufdd0', '\\u{fffe}\\u{1ffff}\\u{fdd0}'],
    ['see ##[error]x', 'see ##\\u{5b}error]x'],
    ['##vso[task.x]', '##vso\\u{5b}task.x]'],
    ['::error::x', '\\u{3a}:error::x'],
    ['  ::error::x', '  \\u{3a}:error::x'],
    ['a ::error::x', 'a ::error::x'],
  ])('%j → %j', (text, expected) => expect(showText(text)).toBe(expected));

  test('keeps lines and tabs on request, with one kind of line end', () =>
    expect(showText('a\tb\r\n\u001bc\rd\n ::echo::on', 'lines')).toBe('a\tb\n␛c\nd\n \\u{3a}:echo::on'));

  test('has nothing left to show when shown again', () =>
    fc.assert(fc.property(anyText, (text) => showText(showText(text)) === showText(text))));

  test('is one line of visible characters, whatever comes in', () =>
    fc.assert(
      fc.property(anyText, (text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b-\u200d]/u.test(showText(text))),
    ));

  test('takes time that grows with the text', async () => {
    const { milliseconds } = await cpuTime(() => {
      for (const piece of ['#', ' ', '\n', '##a', '::', '\u200b']) {
        showText(piece.repeat(300_000 / piece.length), 'lines');
        toJson(piece.repeat(300_000 / piece.length));
      }
    });
    expect(milliseconds).toBeLessThan(2000);
  });
});

test('breakCommands breaks every line of a whole output', () =>
  expect(breakCommands('a\n::x::\n\t ::y::\nb::c ##[d ###[e')).toBe(
    'a\n\\u{3a}:x::\n\t \\u{3a}:y::\nb::c ##\\u{5b}d ###\\u{5b}e',
  ));

describe('toJson', () => {
  test('escapes what a terminal or a build log would obey, in pairs beyond the basic plane', () =>
    expect(toJson(['\u202e', '\u009b', '\u007f', '\u{e0041}', '\ud800', '##[error]', '決', 'é'])).toBe(
      '["\\u202e","\\u009b","\\u007f","\\udb40\\udc41","\\ud800","##\\u005berror]","決","é"]',
    ));

  test('reads back as the same data', () =>
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (data, text) => {
        expect(JSON.parse(toJson([data, text, `##${text}[`], 2))).toEqual(
          JSON.parse(JSON.stringify([data, text, `##${text}[`])),
        );
      }),
    ));
});
