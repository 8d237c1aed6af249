import stringWidth from 'string-width';

// Made when it is first needed: that takes longer than all the rest of printing "no findings".
let segmenter: Intl.Segmenter | undefined;

// Latin, its punctuation, arrows, lines and signs that pir prints: a column each, and nothing that joins.
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2212\u221e\u2264\u2265\u2500-\u257f]*$/;

// The time of Intl.Segmenter, which string-width asks too, grows with the square of the length: 160,000 letters take 30 s.
const LONGEST_SEGMENTED = 1_000;

/** Columns that a terminal gives the text. The only door to string-width. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  if (text.length <= LONGEST_SEGMENTED) return stringWidth(text);
  let width = 0;
  for (const character of characters(text)) width += widthOfCharacter(character);
  return width;
}

/** What a reader takes for one character each. */
export function* characters(text: string): Generator<string> {
  if (NARROW.test(text)) return yield* text;
  segmenter ??= new Intl.Segmenter('en');
  for (let start = 0; start < text.length; ) {
    const end = start + LONGEST_SEGMENTED;
    const isInside = /[\ud800-\udbff]/.test(text.charAt(end - 1));
    const part = text.slice(start, isInside ? end - 1 : end);
    const isLast = start + part.length === text.length;
    for (const { segment, index } of segmenter.segment(part)) {
      // What stands at the end of a part may go on behind it.
      if (!isLast && index > 0 && index + segment.length === part.length) break;
      yield segment;
      start += segment.length;
    }
  }
}

// Cutting and wrapping measure the same few characters again and again.
const measured = new Map<string, number>();

function widthOfCharacter(character: string): number {
  const known = measured.get(character);
  if (known !== undefined) return known;
  const width = widthOf(character);
  if (measured.size < 4096 && character.length <= 8) measured.set(character, width);
  return width;
}

/** At most so many columns of the text, with `…` where the rest was. */
export function cut(text: string, columns: number): string {
  if (NARROW.test(text)) return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
  let kept = '';
  let width = 0;
  for (const character of characters(text)) {
    width += widthOfCharacter(character);
    if (width > columns) return `${kept}…`;
    if (width < columns) kept += character;
  }
  return text;
}

/**
 * Lines of at most so many columns, broken at spaces and, in words that are longer, anywhere; indents are kept. A `::` that
 * could come to stand at the start of a line is broken too: there build logs obey it.
 */
export function wrap(text: string, columns: number): string[] {
  const room = Math.max(columns, 16);
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const indent = /^ {0,8}/.exec(line)?.[0] ?? '';
    let current = indent;
    for (const word of line.slice(indent.length).split(' ')) {
      for (const [at, piece] of pieces(word, room - indent.length).entries()) {
        if (current !== indent && (at > 0 || widthOf(current) + 1 + widthOf(piece) > room)) {
          lines.push(current.trimEnd());
          current = indent;
        }
        current += current === indent ? piece : ` ${piece}`;
      }
    }
    lines.push(current.trimEnd());
  }
  return lines;
}

function pieces(given: string, columns: number): string[] {
  const isShort = given.length <= LONGEST_SEGMENTED && widthOf(given) <= columns;
  const word = isShort && !given.startsWith('::') ? given : given.replace(/:(?=:)/g, '\\u{3a}');
  if (isShort && (word === given || widthOf(word) <= columns)) return [word];
  const all: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of characters(word)) {
    const more = widthOfCharacter(character);
    if (width > 0 && width + more > columns) {
      all.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += more;
  }
  return [...all, piece];
}
