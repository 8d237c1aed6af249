import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { codeFrame } from '../../src/reporters/frame.ts';
import { finding } from './fixture.ts';

const segmenter = new Intl.Segmenter('en');

/** What stands over the carets, counted by columns as a terminal does. */
function pointedAt({ code, indent, carets }: { code: string; indent: number; carets: number }): string {
  let column = 0;
  let text = '';
  for (const { segment } of segmenter.segment(code)) {
    if (column >= indent && column < indent + carets) text += segment;
    column += stringWidth(segment);
  }
  return text;
}

const frameOf = (source: string, marked: string, room = 60) => codeFrame(finding({ source, marked }), room);

describe('codeFrame', () => {
  test.each([
    ['    owner: tbd', 'tbd'],
    ['決済が止まった owner: tbd', 'tbd'],
    ['🔥👍🏽⚠️ é ไม่ได้ tbd 🔥', 'tbd'],
    ['\ta\tb\ttbd', 'tbd'],
    ['a\u202eb\u200bc tbd', 'tbd'],
    ['see ##[error] and ##vso[x] tbd', 'tbd'],
    [`${'x'.repeat(500)} tbd ${'y'.repeat(500)}`, 'tbd'],
    [`${'決'.repeat(500)} tbd ${'🔥'.repeat(500)}`, 'tbd'],
    [`tbd ${'y'.repeat(500)}`, 'tbd'],
    [`${'y'.repeat(500)} tbd`, 'tbd'],
    [`${'y'.repeat(200_000)} tbd${'y'.repeat(100_000)}`, 'tbd'],
  ])('points at it in %.40s', (source, marked) => {
    const frame = frameOf(source, marked);
    expect(frame && pointedAt(frame)).toBe(marked);
    expect(stringWidth(frame?.code ?? '')).toBeLessThanOrEqual(60);
  });

  test('a character that is shown by its number is pointed at by itself, also inside an emoji', () => {
    const frame = frameOf('a 👩\u200d👧 b', '\u200d');
    expect(frame && pointedAt(frame)).toBe('\\u{200d}');
  });

  test('an empty range and one past the end have one caret; one over several lines is marked to the end of its first', () => {
    expect(codeFrame(finding({ source: 'abc', column: 2, endColumn: 2 }), 60)).toEqual({
      code: 'abc',
      indent: 1,
      carets: 1,
    });
    expect(codeFrame(finding({ source: 'abc', column: 90, endColumn: 95 }), 60)).toEqual({
      code: 'abc',
      indent: 3,
      carets: 1,
    });
    expect(codeFrame(finding({ source: 'abc', column: 2, line: 1, endLine: 3, endColumn: 1 }), 60)).toEqual({
      code: 'abc',
      indent: 1,
      carets: 2,
    });
  });

  test('nothing to see is no frame', () => {
    expect(codeFrame(finding({ source: null }), 60)).toBeNull();
    expect(codeFrame(finding({ source: ' \t' }), 60)).toBeNull();
  });

  test('whatever the line, it fits and the caret stands under the start of the range', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '決',
      '🔥',
      '👍🏽',
      'é',
      'ไม่',
      '\t',
      '\u202e',
      '##[x]',
      '\u001b',
      '::',
      'word ',
    );
    const line = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(line, line, fc.integer({ min: 20, max: 100 }), (before, after, room) => {
        const source = `${before} MARK ${after}`;
        const frame = codeFrame(finding({ source, marked: 'MARK' }), room);
        expect(frame && pointedAt(frame)).toBe('MARK');
        expect(stringWidth(frame?.code ?? '')).toBeLessThanOrEqual(room);
        // Behind the bar of the frame, where no line starts.
        expect(`│ ${frame?.code}`).toBe(showText(`│ ${frame?.code}`));
      }),
    );
  });
});
