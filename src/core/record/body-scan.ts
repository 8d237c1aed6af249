// Over 200 lines: the blocks of CommonMark end each other, so that one pass has to know them all.
import { htmlAt, lineAfter } from './body-html.ts';
import { lineEnd } from './place.ts';

/** A heading that opens a section. */
export interface Heading {
  level: number;
  /** As written, without the marks of the heading. */
  raw: string;
  /** Offset of the heading, and of the line below it. */
  start: number;
  contentStart: number;
}

const heading = /[ \t]*(#{1,6})(?=[ \t\r\n]|$)[ \t]*([^\r\n]*)/y;
const fence = /[ \t]*(?:`{3,}[^`\r\n]*|~{3,}[^\r\n]*)\r?$/my;
const listMark = /[ \t]*(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+(\S)?|\r?$)/my;
const underline = /[ \t]*(?:=+|-+)[ \t]*\r?$/my;
const rule = /[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$/my;
const columns = /[ \t]*[|:-][ \t|:-]*\r?$/my;
// Behind a list or footnote mark: what goes on over lines whose indentation only a parser can weigh.
const openBehindMark =
  /[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,99}\]:)[ \t]+)+(?:```|~~~|<!--(?![^\n]*-->)|<\?|<![A-Za-z[])/y;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/**
 * What the line above is, for a line of `===` or `---` below it: nothing that goes on; a paragraph that such a line makes
 * a heading of; text in a quote or list, which it does not; or text of which only a parser can tell.
 */
type Above = 'none' | 'paragraph' | 'contained' | 'unclear';

/**
 * The headings of a body by one pass over its lines, or undefined where only a markdown parser can tell: headings, code
 * and comments whose indentation may put them into a list, and underlines of what may be a list, a table or a link's
 * definition. With `isSure` such doubts are settled as if there were no list.
 */
export function scanHeadings(text: string, bodyStart: number, isSure = false): Heading[] | undefined {
  const headings: Heading[] = [];
  let above = 'none' as Above;
  let paragraph = bodyStart;
  let inList = false;
  let skipTo: number;
  for (let at = bodyStart; at < text.length; at = skipTo) {
    skipTo = lineAfter(text, at);
    let first = at;
    let code = text.charCodeAt(first);
    while (code === 32 || code === 9) code = text.charCodeAt(++first);
    // A tab stands for as many columns as take it out of reach of a heading.
    const indent = first === at ? 0 : text.slice(at, first).includes('\t') ? 4 : first - at;
    // Whether the line may belong to a list that is still open.
    const isListed = inList && indent > 0 && !isSure;
    if (first >= text.length || code === 10 || (code === 13 && text.charCodeAt(first + 1) === 10)) {
      above = 'none';
      continue;
    }
    if (indent >= 4) {
      // Code, or whatever it is in a list: nothing that opens a section, but a block in it may reach further.
      if (inList && (code === 96 || code === 126) && matches(fence, text, at)) {
        const end = fenceEnd(text, first, indent, isSure);
        if (end === undefined) return undefined;
        [skipTo, above] = [end, 'none'];
      } else if (inList && !isSure && text.startsWith('<!', first) && (htmlAt(text, first)?.next ?? 0) > skipTo) {
        return undefined;
      } else above = 'unclear';
      continue;
    }
    if (code === 35 && matches(heading, text, at)) {
      if (isListed) return undefined;
      headings.push(headingAt(text, first, skipTo));
      [above, inList] = ['none', false];
      continue;
    }
    if ((code === 96 || code === 126) && matches(fence, text, at)) {
      const end = fenceEnd(text, first, isListed ? indent : 0, isSure);
      if (end === undefined) return undefined;
      skipTo = end;
      above = 'none';
      if (indent === 0) inList = false;
      continue;
    }
    if (code === 60) {
      const html = htmlAt(text, first);
      // In a paragraph it is text, unless the paragraph is lazy; as the head of a table it is told apart by nobody.
      const isOdd =
        above === 'contained' || above === 'unclear' || (above === 'paragraph' && matches(columns, text, skipTo));
      if (html?.kind === 'whole' && isOdd && !isSure) return undefined;
      if (html !== undefined && (html.kind === 'block' || above === 'none')) {
        if (isListed && html.next > skipTo) return undefined;
        skipTo = html.next;
        above = 'none';
        if (indent === 0) inList = false;
        continue;
      }
    }
    if ((code === 61 || code === 45) && above !== 'none' && matches(underline, text, at)) {
      const isRule = indent === 0 && above === 'contained' && matches(rule, text, at);
      if (!isRule) {
        const isTable = text.slice(paragraph, at).includes('|');
        if (above !== 'paragraph' || isTable || isListed || text[paragraph] === '[') {
          if (!isSure) return undefined;
        } else {
          const raw = titleOf(text.slice(paragraph, at));
          headings.push({ level: code === 61 ? 1 : 2, raw, start: paragraph, contentStart: skipTo });
        }
      }
      [above, inList] = ['none', false];
      continue;
    }
    if ((code === 45 || code === 42 || code === 95) && matches(rule, text, at)) {
      above = 'none';
      if (indent === 0) inList = false;
      continue;
    }
    if (isMark(code) && matches(listMark, text, at)) {
      if (matches(openBehindMark, text, at) && !isSure) return undefined;
      // Only a bullet with text and the number 1 end a paragraph; other marks are its text.
      const isItem: boolean =
        above === 'none' || above === 'contained' || (above === 'paragraph' && endsParagraph(text, at));
      above = isItem && isWord(text, listMark.lastIndex - 1) ? 'contained' : 'unclear';
      inList = true;
      continue;
    }
    if (code === 62) {
      above =
        !isListed && above !== 'unclear' && /^>[ ]?[\p{L}]/u.test(text.slice(first, first + 4))
          ? 'contained'
          : 'unclear';
      continue;
    }
    if (code === 91 && matches(openBehindMark, text, at) && !isSure) return undefined;
    if (above === 'none') {
      if (indent === 0) inList = false;
      above = isListed ? 'unclear' : 'paragraph';
      paragraph = first;
    }
    // A footnote ends a paragraph, and the line below the head of a table makes it one.
    if (code === 91 ? text[first + 1] === '^' : isOfColumns(code) && matches(columns, text, at)) above = 'unclear';
  }
  return headings;
}

// |, : and -
const isOfColumns = (code: number): boolean => code === 124 || code === 58 || code === 45;

const isMark = (code: number): boolean => code === 45 || code === 42 || code === 43 || (code >= 48 && code <= 57);

const isWord = (text: string, at: number): boolean => /[\p{L}]/u.test(text[at] ?? '');

function endsParagraph(text: string, at: number): boolean {
  listMark.lastIndex = at;
  const [, number, rest] = listMark.exec(text) ?? [];
  return rest !== undefined && (number === undefined || Number(number) === 1);
}

function headingAt(text: string, start: number, contentStart: number): Heading {
  heading.lastIndex = start;
  const [, marks = '', rest = ''] = heading.exec(text) ?? [];
  return { level: marks.length, raw: withoutClosing(rest), start, contentStart };
}

/** The text of an ATX heading without its closing run of `#`. */
export function withoutClosing(rest: string): string {
  const text = rest.trimEnd();
  let end = text.length;
  while (text.charCodeAt(end - 1) === 35) end--;
  const before = text.charCodeAt(end - 1);
  return end === 0 || before === 32 || before === 9 ? text.slice(0, end).trimEnd() : text;
}

/** The lines above an underline as one title. */
export function titleOf(lines: string): string {
  return lines
    .slice(0, 1000)
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

// Where the line below a code block begins. In what may be a list, undefined where lines in it are less indented than its
// fence, since such a line ends a list with the block in it, and ends no block that stands by itself.
function fenceEnd(text: string, first: number, indent: number, isSure: boolean): number | undefined {
  const bar = text[first] as string;
  let length = 0;
  while (text[first + length] === bar) length++;
  const close = new RegExp(`^ {0,${Math.max(3, indent)}}\\${bar}{${length},}[ \\t]*$`);
  for (let line = lineAfter(text, first); line < text.length; line = lineAfter(text, line)) {
    const end = lineEnd(text, line);
    let start = line;
    while (text.charCodeAt(start) === 32 && start < end) start++;
    if (start === end) continue;
    if (text[start] === bar && end - line < 1000 && close.test(text.slice(line, end))) {
      if (indent > 0 && start - line !== indent && !isSure) return undefined;
      return lineAfter(text, line);
    }
    if (start - line < indent && !isSure) return undefined;
  }
  return indent > 0 && !isSure ? undefined : text.length;
}
