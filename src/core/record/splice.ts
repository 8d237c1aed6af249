import type { ListNode, MapNode, Node, Pair } from './node.ts';
import type { Indentation, Writable } from './yaml-text.ts';
import { flowText, itemLines, keyText, pairLines, quotedText, scalarText, valueLines } from './yaml-text.ts';

// One change of a text at one place of its tree; all else stays as it is. Whether the outcome says what was wanted is not
// judged here: `edit.ts` reads it again.

/** Other words for the value of a pair. */
export function withValue(text: string, root: MapNode, map: MapNode, pair: Pair, value: Writable): string | undefined {
  const node = pair.value;
  const colon = colonOf(text, pair);
  if (colon === undefined) return undefined;
  if (map.flow) return spliced(text, node.start, node.end, spaceBefore(text, node) + flowText(value));
  const indent = ' '.repeat(columnOf(text, pair.keyStart));
  const [head, ...rest] = valueLines(value, indent, pair.keyEnd - pair.keyStart, indentationOf(text, root));
  if (isBlock(node)) {
    // The value's lines give way to others; a comment behind the key stays.
    const lineEnd = endOfLine(text, colon);
    const after = text.slice(endOfLine(text, lastOffset(node)));
    const keyLine = text.slice(0, colon) + (head === '' ? '' : ` ${head}`) + text.slice(colon, lineEnd);
    return keyLine + linesAfter(text, rest) + after;
  }
  if (rest.length === 0) {
    const words = typeof value === 'string' && text[node.start] === '"' ? quotedText(value) : head;
    return spliced(text, node.start, node.end, spaceBefore(text, node) + words + headerComment(text, node));
  }
  const without = spliced(text, colon, node.end, headerComment(text, node));
  return insertLines(without, endOfLine(without, colon), rest);
}

/** Other words for an item of a list, which must stand on one line. */
export function withItem(text: string, list: ListNode, index: number, value: Writable): string | undefined {
  const item = list.items[index];
  if (item === undefined || isBlock(item)) return undefined;
  const isScalar = value === null || typeof value !== 'object';
  const words = isScalar ? scalarText(value, list.flow) : flowText(value);
  return spliced(text, item.start, item.end, spaceBefore(text, item) + words);
}

/** A new pair in a map: behind the nearest key that comes before it in the usual order, else behind the first. */
export function withPair(
  text: string,
  root: MapNode,
  map: MapNode,
  key: string,
  value: Writable,
  order: readonly string[],
): string | undefined {
  const before = neighbour(map, key, order);
  if (map.flow) {
    const words = `${keyText(key, true)}: ${flowText(value)}`;
    if (before === undefined) return spliced(text, map.start, map.end, `{ ${words} }`);
    return spliced(text, endOf(before), endOf(before), `, ${words}`);
  }
  if (before === undefined) return undefined;
  const column = columnOf(text, before.keyStart);
  const indent = ' '.repeat(column);
  const [first = '', ...rest] = pairLines(key, value, indent, indentationOf(text, root));
  return insertLines(text, endOfLines(text, endOf(before), column), [indent + first, ...rest]);
}

function neighbour(map: MapNode, key: string, order: readonly string[]): Pair | undefined {
  const rank = order.indexOf(key);
  if (rank === -1) return map.pairs.at(-1);
  let best: Pair | undefined;
  for (const pair of map.pairs) {
    const its = order.indexOf(pair.key);
    if (its !== -1 && its < rank && (best === undefined || its > order.indexOf(best.key))) best = pair;
  }
  return best ?? map.pairs[0];
}

/** A new last item of a list that has some; in the form of the item before it. */
export function withLastItem(
  text: string,
  root: MapNode,
  list: ListNode,
  pair: Pair,
  value: Writable,
): string | undefined {
  const last = list.items.at(-1);
  if (last === undefined) return undefined;
  if (list.flow) return spliced(text, last.end, last.end, `, ${flowText(value)}`);
  const dash = firstDash(text, pair);
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash);
  const isFlow = last.kind === 'map' ? last.flow : undefined;
  const lines = itemLines(value, ' '.repeat(column), indentationOf(text, root), isFlow);
  return insertLines(text, endOfLines(text, lastOffset(last), column), lines);
}

/** A map without one of its pairs, of which it must have others. */
export function withoutPair(text: string, map: MapNode, pair: Pair): string | undefined {
  const at = map.pairs.indexOf(pair);
  const [before, after] = [map.pairs[at - 1], map.pairs[at + 1]];
  if (map.flow) {
    if (before !== undefined) return spliced(text, endOf(before), endOf(pair), '');
    return after && spliced(text, pair.keyStart, after.keyStart, '');
  }
  const lineStart = pair.keyStart - columnOf(text, pair.keyStart);
  if (text.slice(lineStart, pair.keyStart).trim() !== '') return undefined;
  const end = endOfLine(text, endOf(pair));
  const lineBreak = text[end] === '\r' ? 2 : end < text.length ? 1 : 0;
  return spliced(text, lineStart, end + lineBreak, '');
}

const spliced = (text: string, start: number, end: number, words: string): string =>
  text.slice(0, start) + words + text.slice(end);

const isBlock = (node: Node): boolean => node.kind !== 'scalar' && !node.flow;

/** An empty value stands right behind its colon or dash. */
const spaceBefore = (text: string, node: Node): string =>
  node.start === node.end && /[:-]/.test(text[node.start - 1] ?? '') ? ' ' : '';

/** The comment behind the `|` or `>` of a block of text, which is not part of the text. */
function headerComment(text: string, node: Node): string {
  if (node.kind !== 'scalar' || !/[|>]/.test(text[node.start] ?? '')) return '';
  return / +#[^\r\n]*/.exec(text.slice(node.start, endOfLine(text, node.start)))?.[0] ?? '';
}

/** The offset behind a pair's colon; undefined where it has none, or where something stands between. */
function colonOf(text: string, pair: Pair): number | undefined {
  let at = pair.keyEnd;
  while (text[at] === ' ') at++;
  return text[at] === ':' ? at + 1 : undefined;
}

/** The dash of a block list's first item: the first thing below its key that is no comment. */
function firstDash(text: string, pair: Pair): number | undefined {
  const colon = colonOf(text, pair);
  if (colon === undefined) return undefined;
  const gap = /^(?:\s|#[^\n]*)*/.exec(text.slice(colon))?.[0].length ?? 0;
  return text[colon + gap] === '-' ? colon + gap : undefined;
}

/** Where a node's last character stands, exclusive; comments behind it not counted. */
function lastOffset(node: Node): number {
  if (node.kind === 'scalar' || node.flow) return node.end;
  const pair = node.kind === 'map' ? node.pairs.at(-1) : undefined;
  if (pair) return endOf(pair);
  const item = node.kind === 'list' ? node.items.at(-1) : undefined;
  return item ? lastOffset(item) : node.end;
}

/** Of an empty value, the place behind the colon. */
const endOf = (pair: Pair): number => Math.max(pair.keyEnd, lastOffset(pair.value));

/** The offset of the line break that ends the line. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The end of the line and of comment lines below it that are indented deeper than that column: they belong to it. */
function endOfLines(text: string, offset: number, column: number): number {
  let end = endOfLine(text, offset);
  for (;;) {
    const comment = /^\r?\n( +)#[^\r\n]*/.exec(text.slice(end, end + 2_000));
    if (comment === null || (comment[1] as string).length <= column) return end;
    end = endOfLine(text, end + comment[0].length);
  }
}

const insertLines = (text: string, at: number, lines: readonly string[]): string =>
  spliced(text, at, at, linesAfter(text, lines));

/** Lines as they follow on another, with the line ends of the file. */
function linesAfter(text: string, lines: readonly string[]): string {
  const newline = text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
  return lines.map((line) => newline + line).join('');
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** How the file indents, by its first map and its first list below a key. */
function indentationOf(text: string, root: MapNode): Indentation {
  let map: number | undefined;
  let list: number | undefined;
  const look = (node: Node): void => {
    if (!isBlock(node)) return;
    if (node.kind === 'list') for (const item of node.items) look(item);
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const below = pair.value;
      if (isBlock(below)) {
        const column = columnOf(text, pair.keyStart);
        if (below.kind === 'map') map ??= columnOf(text, below.start) - column;
        else list ??= columnOf(text, firstDash(text, pair) ?? pair.keyStart) - column;
      }
      look(below);
    }
  };
  look(root);
  return { map: map !== undefined && map > 0 ? map : 2, list: list ?? (map !== undefined && map > 0 ? map : 2) };
}
