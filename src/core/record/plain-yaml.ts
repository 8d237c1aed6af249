// Over 200 lines: a whole reader, twenty times as fast as `yaml` on what records mostly are, kept in one file so that it
// can be taken away again.
import type { ListNode, MapNode, Node, Pair, ScalarNode } from './node.ts';
import { plainBlock } from './plain-block.ts';
import { plainValue } from './plain-scalar.ts';

/** Thrown where this reader does not know; made once, since an error with a stack would cost more than the reading. */
const UNKNOWN = { reader: 'does not know' };
const LONGEST = 32 * 1024;
const DEEPEST = 12;
/** Keys are compared one by one; what has more is read by `yaml`. */
const MOST_KEYS = 80;

const [SPACE, HASH, COLON, DASH, COMMA] = [32, 35, 58, 45, 44];
const [PIPE, FOLD] = [124, 62];
const [DOUBLE, SINGLE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [34, 39, 92, 91, 93, 123, 125];

// What is read, and where: state of one call, which never waits.
let text = '';
let end = 0;
/** The content line that is to be read: its first character that is no space, and how many spaces stand before. */
let first = 0;
let indent = -1;
let depth = 0;

/**
 * Reads the YAML between two offsets where it is of the plain sort that records are written in: block maps and lists,
 * one-line plain and quoted values, one-line `[…]` and `{…}`, simple blocks of text, comments. Undefined for everything else, whatever is wrong
 * with it or only unusual: then `yaml`, which defines the meaning, has to read. The places are those of `yaml`.
 */
export function readPlain(source: string, from: number, to: number): Node | undefined {
  if (to - from > LONGEST) return undefined;
  const part = source.slice(from, to);
  if (part.includes('\t') || part.includes('\r')) return undefined;
  text = source;
  end = to;
  depth = 0;
  try {
    nextLine(from);
    if (indent !== 0) return undefined;
    const root = block();
    return indent < 0 ? root : undefined;
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  } finally {
    text = '';
  }
}

// Goes to the next line with content; `indent` is -1 behind the last.
function nextLine(from: number): void {
  let at = from;
  while (at < end) {
    let code = text.charCodeAt(at);
    const start = at;
    while (code === SPACE) code = text.charCodeAt(++at);
    if (at >= end) break;
    if (code === HASH) {
      at = text.indexOf('\n', at) + 1;
      if (at === 0) break;
    } else if (code === 10) at++;
    else {
      first = at;
      indent = at - start;
      return;
    }
  }
  indent = -1;
}

// The offset of the line end; what stands before may only be spaces and a comment, which a space sets off.
function endLine(from: number): void {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  if (at >= end) indent = -1;
  else if (text.charCodeAt(at) === 10) nextLine(at + 1);
  else if (at > from && text.charCodeAt(at) === HASH) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) indent = -1;
    else nextLine(newline + 1);
  } else throw UNKNOWN;
}

function isDash(at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === 10 || at + 1 >= end;
}

function block(): Node {
  if (++depth > DEEPEST) throw UNKNOWN;
  const node = isDash(first) ? list(indent) : map(indent, first);
  depth--;
  return node;
}

// The end of a key that starts here, plain or a plain one in quotation marks, where its colon stands; 0 where none does.
function keyEnd(start: number): number {
  const quote = text.charCodeAt(start);
  const isQuoted = quote === DOUBLE || quote === SINGLE;
  const from = isQuoted ? start + 1 : start;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
    // A dash, dot or slash may stand in a key, but at its beginning it may mean something else.
    if (!isWord && (at === from || (code !== DASH && code !== 46 && code !== 47))) break;
  }
  if (at === from || at - from > 200) return 0;
  if (isQuoted && text.charCodeAt(at++) !== quote) return 0;
  if (text.charCodeAt(at) !== COLON) return 0;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === 10 || at + 1 >= end ? at : 0;
}

// As keys they are none that a record should have, and `yaml` says so; of what begins with a digit, most are.
const literals = new Set('true True TRUE false False FALSE null Null NULL'.split(' '));

function addPair(pairs: Pair[], keyStart: number, keyStop: number, value: Node): void {
  const quote = text.charCodeAt(keyStart);
  const isQuoted = quote === DOUBLE || quote === SINGLE;
  const key = isQuoted ? text.slice(keyStart + 1, keyStop - 1) : text.slice(keyStart, keyStop);
  if (key === '__proto__' || key === 'constructor' || key === 'prototype' || pairs.length >= MOST_KEYS) throw UNKNOWN;
  if (!isQuoted && (quote < 58 || (key.length < 6 && literals.has(key)))) throw UNKNOWN;
  for (let i = 0; i < pairs.length; i++) if (pairs[i]?.key === key) throw UNKNOWN;
  pairs.push({ key, keyStart, keyEnd: keyStop, value });
}

// A block map whose keys stand in a column; the first begins at `keyStart`, maybe behind a dash.
function map(column: number, start: number): MapNode {
  const pairs: Pair[] = [];
  let keyStart = start;
  let value: Node;
  do {
    const stop = keyEnd(keyStart);
    if (stop === 0) throw UNKNOWN;
    let at = stop + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (code === 10 || code === HASH || at >= end) {
      endLine(stop + 1);
      if (indent > column || (indent === column && isDash(first))) value = block();
      else value = { kind: 'scalar', value: null, start: stop + 1, end: stop + 1 };
    } else {
      value = code === PIPE || code === FOLD ? textBlock(at, column) : inline(at);
      endLine(value.end);
    }
    addPair(pairs, keyStart, stop, value);
    keyStart = first;
  } while (indent === column && !isDash(first));
  // A dash in the column of the keys, or a deeper line: nothing that a record should have.
  if (indent >= column) throw UNKNOWN;
  return { kind: 'map', pairs, flow: false, start, end: value.end };
}

function list(column: number): ListNode {
  const items: Node[] = [];
  const start = first;
  let item: Node;
  do {
    const dash = first;
    let at = dash + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (code === 10 || code === HASH || at >= end) {
      endLine(dash + 1);
      if (indent > column) item = block();
      else item = { kind: 'scalar', value: null, start: dash + 1, end: dash + 1 };
    } else if (keyEnd(at) > 0) {
      if (++depth > DEEPEST) throw UNKNOWN;
      item = map(column + at - dash, at);
      depth--;
    } else {
      item = inline(at);
      endLine(item.end);
    }
    items.push(item);
  } while (indent === column && isDash(first));
  if (indent > column) throw UNKNOWN;
  return { kind: 'list', items, flow: false, start, end: item.end };
}

function inline(at: number): Node {
  const code = text.charCodeAt(at);
  if (code === OPEN_LIST) return flowList(at);
  if (code === OPEN_MAP) return flowMap(at);
  if (code === DOUBLE) return doubleQuoted(at);
  if (code === SINGLE) return singleQuoted(at);
  return plain(at, code);
}

// Whether a plain value may begin with that character; a dash only before what makes it a number or a word.
function isStart(code: number, next: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 160)
    return true;
  if (code === DASH) return next > 47 && next !== COLON && next !== 63 && (next < 91 || next > 94) && next < 123;
  // ( + . / ; < = ~ $ ^ _
  return (
    code === 40 ||
    code === 43 ||
    code === 46 ||
    code === 47 ||
    code === 59 ||
    code === 60 ||
    code === 61 ||
    code === 126 ||
    code === 36 ||
    code === 94 ||
    code === 95
  );
}

function plain(start: number, code: number): ScalarNode {
  if (!isStart(code, text.charCodeAt(start + 1))) throw UNKNOWN;
  let stop = text.indexOf('\n', start);
  if (stop < 0 || stop > end) stop = end;
  let value = text.slice(start, stop);
  const comment = value.indexOf(' #');
  if (comment >= 0) value = value.slice(0, comment);
  let length = value.length;
  while (value.charCodeAt(length - 1) === SPACE) length--;
  if (length < value.length) value = value.slice(0, length);
  if (value.includes(': ') || value.charCodeAt(length - 1) === COLON) throw UNKNOWN;
  return { kind: 'scalar', value: resolved(value, code), start, end: start + length };
}

function resolved(value: string, code: number): ScalarNode['value'] {
  const meaning = plainValue(value, code);
  if (meaning === undefined) throw UNKNOWN;
  return meaning;
}

function doubleQuoted(start: number): ScalarNode {
  let at = start + 1;
  let isEscaped = false;
  for (let code = text.charCodeAt(at); code !== DOUBLE; code = text.charCodeAt(++at)) {
    if (code === 10 || at >= end) throw UNKNOWN;
    if (code === BACKSLASH) {
      at++;
      isEscaped = true;
    }
  }
  const inner = text.slice(start + 1, at);
  return { kind: 'scalar', value: isEscaped ? unescaped(inner) : inner, start, end: at + 1 };
}

const escapes = /\\(?:(["\\/])|x([2-6][\dA-Fa-f]|7[\dA-Ea-e])|u00([2-6][\dA-Fa-f]|7[\dA-Ea-e])|[\s\S])/g;

// What is written as a letter, and as the number of one that can be seen.
function unescaped(inner: string): string {
  return inner.replace(escapes, (_, mark?: string, short?: string, long?: string) => {
    if (mark !== undefined) return mark;
    const code = short ?? long;
    if (code === undefined) throw UNKNOWN;
    return String.fromCharCode(Number.parseInt(code, 16));
  });
}

function singleQuoted(start: number): ScalarNode {
  let at = start + 1;
  let isDoubled = false;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || at >= end) throw UNKNOWN;
    if (code !== SINGLE) continue;
    if (text.charCodeAt(at + 1) !== SINGLE) break;
    isDoubled = true;
    at++;
  }
  const inner = text.slice(start + 1, at);
  return { kind: 'scalar', value: isDoubled ? inner.replaceAll("''", "'") : inner, start, end: at + 1 };
}

function textBlock(start: number, column: number): ScalarNode {
  const read = plainBlock(text, start, end, column);
  if (read === undefined) throw UNKNOWN;
  return { kind: 'scalar', value: read.value, start, end: read.end };
}

function flowList(start: number): ListNode {
  if (++depth > DEEPEST) throw UNKNOWN;
  const items: Node[] = [];
  let at = skip(start + 1);
  if (text.charCodeAt(at) !== CLOSE_LIST) {
    for (;;) {
      const item = flowValue(at);
      items.push(item);
      at = skip(item.end);
      const code = text.charCodeAt(at);
      if (code === CLOSE_LIST) break;
      if (code !== COMMA) throw UNKNOWN;
      at = skip(at + 1);
    }
  }
  depth--;
  return { kind: 'list', items, flow: true, start, end: at + 1 };
}

function flowMap(start: number): MapNode {
  if (++depth > DEEPEST) throw UNKNOWN;
  const pairs: Pair[] = [];
  let at = skip(start + 1);
  if (text.charCodeAt(at) !== CLOSE_MAP) {
    for (;;) {
      const stop = keyEnd(at);
      if (stop === 0) throw UNKNOWN;
      const value = flowValue(skip(stop + 1));
      addPair(pairs, at, stop, value);
      at = skip(value.end);
      const code = text.charCodeAt(at);
      if (code === CLOSE_MAP) break;
      if (code !== COMMA) throw UNKNOWN;
      at = skip(at + 1);
    }
  }
  depth--;
  return { kind: 'map', pairs, flow: true, start, end: at + 1 };
}

function skip(from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function flowValue(start: number): Node {
  const code = text.charCodeAt(start);
  if (code === OPEN_LIST || code === OPEN_MAP || code === DOUBLE || code === SINGLE) return inline(start);
  if (!isStart(code, text.charCodeAt(start + 1))) throw UNKNOWN;
  let at = start;
  let stop = start;
  for (; ; at++) {
    const here = text.charCodeAt(at);
    if (here === COMMA || here === CLOSE_LIST || here === CLOSE_MAP) break;
    if (here === 10 || here === HASH || here === OPEN_LIST || here === OPEN_MAP || at >= end) throw UNKNOWN;
    if (here === COLON) {
      // Before a space or bracket it would part a key from its value.
      const next = text.charCodeAt(at + 1);
      if (next === SPACE || next === 10 || next === COMMA || (next >= 91 && next <= 93) || next >= 123) throw UNKNOWN;
    }
    if (here !== SPACE) stop = at + 1;
  }
  return { kind: 'scalar', value: resolved(text.slice(start, stop), code), start, end: stop };
}
