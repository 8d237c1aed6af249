import { lineEnd } from './place.ts';

// The tags of CommonMark's HTML blocks of kind 6, which end at a blank line.
const blockTags =
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
  'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
  'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
  'title tr track ul';
const block = new RegExp(`</?(?:${blockTags.replaceAll(' ', '|')})(?:[ \\t>]|/>|$)`, 'imy');
const raw = /<(?:pre|script|style|textarea)(?:[ \t>]|$)/imy;
const rawEnd = /<\/(?:pre|script|style|textarea)>/i;
const value = '[^\\s"\'/<=>`]+|"[^"\\n]*"|\'[^\'\\n]*\'';
const whole = new RegExp(
  `(?:<[A-Za-z][A-Za-z0-9-]*(?:[ \\t]+[A-Za-z_:][A-Za-z0-9_.:-]*(?:[ \\t]*=[ \\t]*(?:${value}))?)*[ \\t]*/?>|` +
    '</[A-Za-z][A-Za-z0-9-]*[ \\t]*>)[ \\t]*$',
  'my',
);

const starts = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/** What begins with a `<` at an offset: HTML up to the line that begins at `next`, or none; `whole` ends no paragraph. */
export type Html = { readonly kind: 'block' | 'whole'; readonly next: number } | undefined;

/** The HTML block that begins at an offset, by CommonMark's seven kinds of start and end. */
export function htmlAt(text: string, at: number): Html {
  const until = (end: string, from: number): Html => {
    const found = text.indexOf(end, from);
    return { kind: 'block', next: found < 0 ? text.length : lineAfter(text, found) };
  };
  if (text.startsWith('<!--', at)) return until('-->', at + 2);
  if (text.startsWith('<?', at)) return until('?>', at + 1);
  if (text.startsWith('<![CDATA[', at)) return until(']]>', at + 9);
  if (/^<![A-Za-z]/.test(text.slice(at, at + 3))) return until('>', at + 3);
  if (starts(raw, text, at)) {
    const found = text.slice(at).search(rawEnd);
    return { kind: 'block', next: found < 0 ? text.length : lineAfter(text, at + found) };
  }
  if (starts(block, text, at)) return { kind: 'block', next: blankLine(text, at) };
  // A tag over this long is told by nobody; its line is text.
  if (lineEnd(text, at) - at < 2000 && starts(whole, text, at)) {
    return {
      kind: 'whole',
      // Looked for only when asked: in a paragraph, every line may be such a tag.
      get next() {
        return blankLine(text, at);
      },
    };
  }
  return undefined;
}

/** Where the line after that of an offset begins. */
export function lineAfter(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

function blankLine(text: string, at: number): number {
  let line = lineAfter(text, at);
  while (line < text.length && /[^ \t]/.test(text.slice(line, lineEnd(text, line)))) line = lineAfter(text, line);
  return line;
}
