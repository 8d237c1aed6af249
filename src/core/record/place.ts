import type { Problem } from '../problem.ts';
import { locate, type MapNode, type Node, type Pair, pointerStep } from './node.ts';

/** A place as findings name it: 1-based, columns in UTF-16 units, the end exclusive. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The text of `line`, without its line end. */
  source: string;
}

// Where the lines of the text that was asked about last begin, as far as anybody asked: a record may have 100,000 lines
// and a thousand findings at its end.
let known = { text: '', starts: [0] };

/** Offset into a text → 1-based line and column; LF and CRLF end lines. */
export function lineColumn(text: string, offset: number): { line: number; column: number } {
  if (known.text !== text) known = { text, starts: [0] };
  const { starts } = known;
  for (let last = starts.at(-1) ?? 0; last < offset; ) {
    const newline = text.indexOf('\n', last);
    if (newline < 0 || newline >= offset) break;
    last = newline + 1;
    starts.push(last);
  }
  let [line, beyond] = [0, starts.length];
  while (beyond - line > 1) {
    const middle = (line + beyond) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else beyond = middle;
  }
  return { line: line + 1, column: Math.min(offset, text.length) - (starts[line] ?? 0) + 1 };
}

const pairOf = (map: MapNode, key: string): Pair | undefined => map.pairs.find((pair) => pair.key === key);

// The narrowest words that name a value: its line is what a person has to look at.
function rangeOfNode(node: Node, pair: Pair | undefined): readonly [number, number] {
  if (node.kind === 'scalar') {
    if (node.end > node.start || pair === undefined) return [node.start, node.end];
    return [pair.keyStart, pair.keyEnd];
  }
  if (node.flow) return [node.start, node.end];
  return rangeOfItem(node, pair);
}

// Of something missing, or a block of lines: the `id` of the item, else the parent key, else its first line.
function rangeOfItem(node: Node, pair: Pair | undefined): readonly [number, number] {
  const id = node.kind === 'map' ? pairOf(node, 'id') : undefined;
  if (id !== undefined) return rangeOfNode(id.value, id);
  if (pair !== undefined) return [pair.keyStart, pair.keyEnd];
  const first = node.kind === 'map' ? node.pairs[0] : undefined;
  if (first !== undefined) return [first.keyStart, first.keyEnd];
  if (node.kind === 'list' && !node.flow) return [node.start, node.start + 1];
  return [node.start, node.end];
}

/** The offsets that a problem is about: its own, else those of its pointer, else of the first line. */
export function rangeOf(text: string, root: Node | undefined, problem: Problem): readonly [start: number, end: number] {
  if (problem.start !== undefined) return [problem.start, Math.max(problem.start, problem.end ?? problem.start)];
  if (root === undefined || problem.pointer === undefined) return [0, lineEnd(text, 0)];
  const { node, pair, isWhole } = locate(root, problem.pointer);
  if (!isWhole) return rangeOfItem(node, pair);
  return problem.atKey && pair !== undefined ? [pair.keyStart, pair.keyEnd] : rangeOfNode(node, pair);
}

/** Where the line of an offset ends, before its CR or LF. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return end > 0 && text.charCodeAt(end - 1) === 13 && end > offset ? end - 1 : end;
}

/** A problem of a record's text → its place; without a readable frontmatter, the first line. */
export function placeOf(text: string, root: Node | undefined, problem: Problem): Place {
  const [start, end] = rangeOf(text, root, problem);
  const from = lineColumn(text, start);
  const to = end > start ? lineColumn(text, end) : from;
  const lineStart = start - (from.column - 1);
  return { ...from, endLine: to.line, endColumn: to.column, source: text.slice(lineStart, lineEnd(text, lineStart)) };
}

/**
 * A JSON pointer with ids for indexes, `/actions/1/owner` → `/actions/A2/owner`: the same after reordering. An item
 * without an id, or with that of an earlier one, keeps its index.
 */
export function anchorOf(root: Node | undefined, pointer: string): string {
  if (root === undefined || pointer === '') return pointer;
  let node: Node | undefined = root;
  let anchor = '';
  for (const raw of pointer.slice(1).split('/')) {
    if (node?.kind === 'list') {
      const index = Number(raw);
      const id: string | undefined = idOf(node.items[index]);
      const isFirst = id !== undefined && node.items.findIndex((item) => idOf(item) === id) === index;
      anchor += isFirst ? pointerStep(id) : `/${raw}`;
      node = node.items[index];
    } else {
      anchor += `/${raw}`;
      const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      node = node?.kind === 'map' ? pairOf(node, key)?.value : undefined;
    }
  }
  return anchor;
}

function idOf(item: Node | undefined): string | undefined {
  const id = item?.kind === 'map' ? pairOf(item, 'id')?.value : undefined;
  return id?.kind === 'scalar' && typeof id.value === 'string' && id.value !== '' ? id.value : undefined;
}
