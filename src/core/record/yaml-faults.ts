// Over 200 lines: each way to get YAML wrong needs its own words, since "unexpected token" teaches nobody to write it.
import type { Problem } from '../problem.ts';

/** A stretch of the source that is overwritten, length kept, so that the rest can be read: spaces, or `x` as a value. */
export interface Mask {
  start: number;
  end: number;
  fill: ' ' | 'x';
}

/** Something that is no YAML, or YAML that is not accepted; offsets into the source that was read. */
export interface Fault {
  problem: Problem & { start: number; end: number };
  mask: Mask;
  /** Also without a value to go on with, though not overwritten. */
  refused?: readonly [start: number, end: number];
  /** Nothing is read behind it. */
  isLast?: true;
}

/** An error in the words of the parser. */
export interface YamlError {
  code: string;
  message: string;
  start: number;
  end: number;
}

/** What the tokens say about places that errors do not name. */
export interface Landmarks {
  /** Start of a quoted value by its end. */
  quotes: ReadonlyMap<number, number>;
  /** Flow maps and lists, outer before inner; `isOpen` without its closing bracket. */
  flows: ReadonlyArray<{ start: number; end: number; isOpen: boolean }>;
}

interface Line {
  start: number;
  /** Without its line end. */
  end: number;
  /** Of the first character that is no space or tab. */
  text: number;
}

/** The line that an offset stands in. */
export function lineAt(source: string, offset: number): Line {
  // A negative index would be taken for 0, where a line end may stand.
  const start = offset <= 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
  const next = source.indexOf('\n', start);
  let end = next < 0 ? source.length : next;
  if (end > start && source.charCodeAt(end - 1) === 13) end--;
  let text = start;
  while (text < end && (source[text] === ' ' || source[text] === '\t')) text++;
  return { start, end, text };
}

// The first line at or after an offset that says something.
function nextLine(source: string, offset: number): Line {
  let line = lineAt(source, offset);
  while (line.text === line.end && line.end < source.length) line = lineAt(source, source.indexOf('\n', line.end) + 1);
  return line;
}

const beforeValue =
  /[ \t]*(?:-[ \t]+)*(?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s"'#[\]{},](?:[^\n]{0,200}?[^\s])?)[ \t]{0,64}:(?=[ \t]|$))?[ \t]*/my;

/** The value on a line, after `- ` and `key:`, without a comment behind it. */
export function valueOn(source: string, line: Line): readonly [start: number, end: number] {
  beforeValue.lastIndex = line.start;
  const start = Math.min(line.start + (beforeValue.exec(source)?.[0].length ?? 0), line.end);
  const comment = source.slice(start, line.end).search(/[ \t]#/);
  let end = comment < 0 ? line.end : start + comment;
  while (end > start && (source[end - 1] === ' ' || source[end - 1] === '\t')) end--;
  return [start, end];
}

// A line and the deeper ones below it: what hangs on a line that is taken away has to go with it.
function blockOf(source: string, line: Line): Mask {
  const indent = line.text - line.start;
  let end = line.end;
  while (end < source.length) {
    const below = lineAt(source, source.indexOf('\n', end) + 1);
    if (below.start <= end || (below.text < below.end && below.text - below.start <= indent)) break;
    end = below.end;
    if (below.end === source.length) break;
  }
  return { start: line.start, end, fill: ' ' };
}

/** What to overwrite when the first try on a line was not enough: its value, then the line with all below it. */
export function widerMask(source: string, fault: Fault, tries: number): Mask {
  const line = lineAt(source, fault.problem.start);
  const [start, end] = valueOn(source, line);
  return tries === 1 && end > start ? { start, end, fill: 'x' } : blockOf(source, line);
}

/** The source with stretches overwritten; line ends stay. */
export function masked(source: string, masks: readonly Mask[]): string {
  let result = '';
  let at = 0;
  for (const mask of [...masks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, mask.start);
    if (mask.end <= start) continue;
    result += source.slice(at, start) + source.slice(start, mask.end).replace(/[^\r\n]/g, mask.fill);
    at = mask.end;
  }
  return result + source.slice(at);
}

function quoteHint(source: string, start: number, end: number): string {
  const value = source.slice(start, end);
  if (value.length > 60 || value.includes('\n')) return 'Quote the value: put "…" around it.';
  return `Quote the value: "${value.replace(/["\\]/g, '\\$&')}".`;
}

function fault(start: number, end: number, message: string, hint: string, mask: Mask): Fault {
  return { problem: { message, hint, start, end: Math.max(end, start + 1) }, mask };
}

const startNames: { readonly [character: string]: string } = {
  '`': 'back-tick',
  '@': '`@`',
  '%': '`%`',
  ',': 'comma',
  '|': '`|`',
  '>': '`>`',
  '\t': 'tab',
};

function badStart(source: string, error: YamlError, landmarks: Landmarks): Fault {
  const inFlow = landmarks.flows.some((flow) => flow.start < error.start && error.start < flow.end);
  const rest = source.slice(error.start, lineAt(source, error.start).end);
  const behind = rest.search(inFlow ? /[,[\]{}]/ : /[ \t]#/);
  const end = error.start + Math.max((behind < 0 ? rest : rest.slice(0, behind)).trimEnd().length, 1);
  const name = startNames[source[error.start] ?? ''] ?? 'character';
  return fault(
    error.start,
    end,
    `Unexpected ${name} at the start of a plain value, expected the value in quotes`,
    quoteHint(source, error.start, end),
    { start: error.start, end, fill: 'x' },
  );
}

/** Whether the line before or after it is indented with spaces. */
function isBesideSpaces(source: string, line: Line): boolean {
  const before = line.start === 0 ? undefined : lineAt(source, line.start - 1);
  const after = line.end < source.length ? lineAt(source, line.end + 1) : undefined;
  return [before, after].some((other) => other !== undefined && source[other.start] === ' ');
}

function badIndent(source: string, line: Line): Fault {
  const width = line.text - line.start;
  return fault(
    line.text,
    valueOn(source, line)[0] > line.text ? keyEnd(source, line) : line.end,
    `Unexpected indentation of ${width} ${width === 1 ? 'space' : 'spaces'}, expected that of the neighbouring lines`,
    'Indent all keys of a map and all items of a list alike; text that goes on over lines must be quoted.',
    blockOf(source, line),
  );
}

function keyEnd(source: string, line: Line): number {
  const text = source.slice(line.text, line.end);
  const colon = text.search(/:(?:[ \t]|$)/);
  return colon < 0 ? line.end : line.text + text.slice(0, colon).trimEnd().length;
}

function noColon(source: string, line: Line): Fault {
  const text = source.slice(line.text, line.end);
  const isGlued = /^[\w-]+:\S/.test(text);
  return fault(
    line.text,
    line.end,
    isGlued
      ? 'Unexpected text right after a colon, expected a space'
      : 'Unexpected text without a colon, expected `key: value`',
    isGlued
      ? 'Put a space after the colon.'
      : 'Write it as `key: value`, as a comment after `#`, or below the closing `---`.',
    blockOf(source, line),
  );
}

function inValue(source: string, offset: number, message: string, hint?: string): Fault {
  const line = lineAt(source, offset);
  const [start, end] = valueOn(source, line);
  if (end <= start || offset < start)
    return fault(offset, line.end, message, hint ?? quoteHint(source, offset, line.end), blockOf(source, line));
  return fault(start, end, message, hint ?? quoteHint(source, start, end), { start, end, fill: 'x' });
}

function openFlow(source: string, error: YamlError, landmarks: Landmarks): Fault {
  const flow = landmarks.flows.findLast((one) => one.isOpen && one.start <= error.start);
  const start = flow?.start ?? error.start;
  const [open, close] = source[start] === '{' ? ['{', '}'] : ['[', ']'];
  const line = lineAt(source, start);
  const end = Math.max(line.end, Math.min(blockOf(source, line).end, lineAt(source, error.start).start - 1));
  return fault(
    start,
    start + 1,
    `Unexpected \`${open}\` that is not closed, expected a \`${close}\``,
    `Close it with \`${close}\` on the same line; quote a value that only begins with \`${open}\`.`,
    {
      start,
      end,
      fill: 'x',
    },
  );
}

function openQuote(source: string, error: YamlError, landmarks: Landmarks): Fault {
  const start = landmarks.quotes.get(error.start) ?? lineAt(source, Math.max(0, error.start - 1)).text;
  const quote = source[start] === "'" ? 'single' : 'double';
  const { end } = lineAt(source, start);
  return fault(
    start,
    end,
    `Unexpected ${quote} quote that is not closed, expected it closed on its line`,
    'Close the quote at the end of the value; write a single quote inside single quotes twice.',
    {
      start,
      end,
      fill: 'x',
    },
  );
}

function missing(source: string, error: YamlError, landmarks: Landmarks): Fault {
  if (error.message.startsWith('Missing closing')) return openQuote(source, error, landmarks);
  if (error.message.startsWith('Comments must'))
    return inValue(
      source,
      error.start,
      'Unexpected `#` right after a value, expected a space before a comment',
      'Put a space before the `#`, or the whole value in quotes.',
    );
  if (error.message.startsWith('Implicit map keys')) return noColon(source, lineAt(source, error.start));
  if (landmarks.flows.some((flow) => flow.isOpen)) return openFlow(source, error, landmarks);
  const flow = landmarks.flows.findLast((one) => one.start <= error.start && error.start <= one.end);
  if (flow === undefined) return badIndent(source, nextLine(source, error.start));
  const { start, end } = flow;
  return fault(
    error.start,
    error.start + 1,
    'Unexpected text between values in brackets, expected a comma',
    'Separate the values by commas; quote a value that holds `: `, a comma or a bracket.',
    { start, end, fill: 'x' },
  );
}

function unexpected(source: string, error: YamlError): Fault {
  const line = lineAt(source, error.start);
  if (error.message.includes('block-seq-ind'))
    return inValue(
      source,
      error.start,
      'Unexpected list item on the line of its key, expected it on a line of its own',
      'Put `- ` on the next line, or quote the value if it is no list.',
    );
  const [start] = valueOn(source, line);
  const first = source[start];
  if (first === '>' || first === '|')
    return inValue(source, error.start, `Unexpected text after \`${first}\`, expected the value in quotes`);
  if (first === '"' || first === "'")
    return inValue(
      source,
      error.start,
      'Unexpected text after the closing quote, expected the end of the value',
      first === "'"
        ? 'Write a single quote inside single quotes twice, or put the value in double quotes.'
        : 'Put all of the value in quotes and write a double quote inside as `\\"`.',
    );
  return inValue(source, error.start, 'Unexpected text after the end of a value, expected the value in quotes');
}

/** The first error of a reading, in words that say how to write it right. */
export function explain(source: string, errors: readonly YamlError[], landmarks: Landmarks): Fault {
  const first = errors[0] as YamlError;
  const spread = errors.find((e) => e.code === 'MULTILINE_IMPLICIT_KEY' && e.start === first.start);
  if (spread !== undefined) {
    const line = lineAt(source, spread.start);
    // Text that starts its own line lacks a colon; text behind a key is torn by the wrongly indented line below it.
    return line.text === spread.start || !source.slice(spread.start, spread.end).includes('\n')
      ? noColon(source, line)
      : badIndent(source, lineAt(source, spread.end));
  }
  switch (first.code) {
    case 'BAD_SCALAR_START':
      return badStart(source, first, landmarks);
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (first.message.startsWith('A block sequence')) return badIndent(source, nextLine(source, first.start));
      return inValue(source, first.start, 'Unexpected `: ` inside a plain value, expected the value in quotes');
    case 'BAD_INDENT':
      if (/^Flow/.test(first.message)) return openFlow(source, first, landmarks);
      return badIndent(source, nextLine(source, first.start));
    case 'MISSING_CHAR':
      return missing(source, first, landmarks);
    case 'UNEXPECTED_TOKEN':
      return unexpected(source, first);
    case 'TAB_AS_INDENT': {
      const line = lineAt(source, first.start);
      return fault(
        first.start,
        line.text,
        'Unexpected tab as indentation, expected spaces',
        'Indent with spaces: YAML allows no tabs there.',
        // One space in the place of a tab would make lines beside it that are right seem wrong.
        { start: line.start, end: isBesideSpaces(source, line) ? line.end : line.text, fill: ' ' },
      );
    }
    case 'BAD_DQ_ESCAPE':
      return fault(
        first.start,
        first.start + 2,
        `Unexpected escape \`${source.slice(first.start, first.start + 2)}\` in double quotes, expected one that YAML knows`,
        'Write a backslash as `\\\\`, or use single quotes.',
        { start: first.start, end: first.start + 1, fill: 'x' },
      );
    case 'NON_STRING_KEY': {
      const line = lineAt(source, first.start);
      return fault(
        first.start,
        line.end,
        'Unexpected map or list as a key, expected text',
        'Use a plain word as key; quote a value that begins with a bracket.',
        blockOf(source, line),
      );
    }
    default:
      return inValue(
        source,
        first.start,
        `Unexpected text that is no YAML (${first.message}), expected YAML 1.2`,
        'Quote the value, or write it as a plain `key: value`.',
      );
  }
}
