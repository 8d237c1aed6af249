import type { Problem } from '../problem.ts';

// A plain text pays for this one scan only: half a microsecond a kilobyte.
const unusual = /[^\n -~]/;
// C0 but tab and line ends, DEL, C1; the bidirectional controls; the byte order mark.
const control = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f';
const bidi = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const zeroWidth = '\\u00ad\\u180e\\u200b-\\u200d\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}';
const inBody = new RegExp(`[${control}${bidi}\\ufeff]|\\r(?!\\n)`, 'gu');
const inFrontmatter = new RegExp(`[${control}${bidi}${zeroWidth}]|\\r(?!\\n)`, 'gu');
// Decoded values may hold any line end (block scalars) but no half of a pair, which no UTF-8 file can hold.
const inValue = new RegExp(`[${control}${bidi}${zeroWidth}\\r\\ud800-\\udfff]`, 'u');

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0xfeff) return `byte order mark ${name}`;
  if (code === 0x0d) return `carriage return ${name} without a line feed`;
  if (code >= 0xd800 && code < 0xe000) return `half of a character ${name}`;
  if (code < 0xa0 && code !== 0xad) return `control character ${name}`;
  if (new RegExp(`[${bidi}]`).test(character)) return `text direction control ${name}`;
  return `invisible character ${name}`;
}

const hint = 'Delete it: text must be what people see it to be.';

/** Problems of characters that nobody sees, with their offsets; stricter before `bodyStart`. Neighbours are one. */
export function characterProblems(text: string, bodyStart: number, most: number): Problem[] {
  if (!unusual.test(text)) return [];
  const problems: Problem[] = [];
  const scan = (pattern: RegExp, from: number, scanned: string): void => {
    pattern.lastIndex = from;
    let last: Problem | undefined;
    for (let match = pattern.exec(scanned); match !== null; match = pattern.exec(scanned)) {
      const end = match.index + match[0].length;
      if (last?.end === match.index) {
        last.end = end;
        continue;
      }
      if (problems.length >= most) return;
      last = { message: `Unexpected ${nameOf(match[0])}, expected visible text`, hint, start: match.index, end };
      problems.push(last);
    }
  };
  scan(inFrontmatter, 0, text.slice(0, bodyStart));
  scan(inBody, bodyStart, text);
  return problems;
}

/** Name of the first character in a decoded value that must not be in one; undefined when there is none. */
export function hiddenCharacter(value: string): string | undefined {
  if (!unusual.test(value)) return undefined;
  const match = inValue.exec(value);
  return match === null ? undefined : nameOf(match[0]);
}
