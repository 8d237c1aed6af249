import type { MapNode, Node, Pair } from './node.ts';
import { locate, toData } from './node.ts';
import { flowText, itemLines, pairLines, scalarText, type Writable } from './yaml-text.ts';

/** A change of facts: a value set (its key made where it is missing), or an item put at the end of a list (made likewise). */
export type Edit =
  | { edit: 'set'; pointer: string; value: Writable }
  | { edit: 'append'; pointer: string; value: Writable };

export interface EditSurroundings {
  /** The frontmatter of a text, or undefined where it cannot be read. */
  read: (text: string) => MapNode | undefined;
  /** Keys in the order in which a map at that pointer likes them; [] when unknown. */
  orderAt: (pointer: string) => readonly string[];
}

/**
 * The text with those facts changed and every other byte as it was: values are replaced in their ranges, new keys and
 * items get lines of their own in the file's own indentation. The outcome is read again and compared as data; undefined
 * when it is not exactly what was asked for, and then nothing may be written.
 */
export function editText(text: string, edits: readonly Edit[], around: EditSurroundings): string | undefined {
  let now = text;
  for (const edit of edits) {
    const root = around.read(now);
    if (root === undefined) return undefined;
    const wanted = applied(toData(root), edit);
    const next = edit.edit === 'set' ? setValue(now, root, edit, around) : appendItem(now, root, edit, around);
    const outcome = next === undefined ? undefined : around.read(next);
    if (next === undefined || outcome === undefined || !isSame(toData(outcome), wanted)) return undefined;
    now = next;
  }
  return now;
}

type SetEdit = Extract<Edit, { edit: 'set' }>;
type AppendEdit = Extract<Edit, { edit: 'append' }>;

function setValue(
  text: string,
  root: MapNode,
  { pointer, value }: SetEdit,
  around: EditSurroundings,
): string | undefined {
  const { parent, key } = split(pointer);
  const holder = locate(root, parent);
  if (!holder.isWhole) {
    // The map that should hold the key is missing: make it with the key in it.
    return setValue(text, root, { edit: 'set', pointer: parent, value: { [key]: value } }, around);
  }
  const map = holder.node;
  if (map.kind === 'list') {
    const item = map.items[Number(key)];
    return item && isInline(item) ? spliced(text, item.start, item.end, flowText(value)) : undefined;
  }
  if (map.kind === 'scalar')
    return map.value === null
      ? setValue(text, root, { edit: 'set', pointer: parent, value: { [key]: value } }, around)
      : undefined;
  const pair = map.pairs.find((each) => each.key === key);
  return pair === undefined
    ? insertPair(text, map, key, value, around.orderAt(parent))
    : replaceValue(text, map, pair, value);
}

function appendItem(
  text: string,
  root: MapNode,
  { pointer, value }: AppendEdit,
  around: EditSurroundings,
): string | undefined {
  const { node, isWhole, pair } = locate(root, pointer);
  const isEmpty =
    !isWhole || (node.kind === 'scalar' && node.value === null) || (node.kind === 'list' && node.items.length === 0);
  if (isEmpty) return setValue(text, root, { edit: 'set', pointer, value: [value] }, around);
  if (node.kind !== 'list' || pair === undefined) return undefined;
  if (node.flow) {
    const last = node.items.at(-1) as Node;
    return spliced(text, last.end, last.end, `, ${flowText(value)}`);
  }
  const first = node.items[0] as Node;
  const dash = text.lastIndexOf('-', first.start - 1);
  const indent = ' '.repeat(columnOf(text, dash));
  return insertLines(text, endOfLine(text, lastOffset(node)), itemLines(value, indent));
}

/** A new pair in a map: behind the last key that comes before it in the usual order, else at the end. */
function insertPair(
  text: string,
  map: MapNode,
  key: string,
  value: Writable,
  order: readonly string[],
): string | undefined {
  const rank = order.indexOf(key);
  const before =
    rank === -1
      ? map.pairs.at(-1)
      : (map.pairs.filter((pair) => order.indexOf(pair.key) < rank).at(-1) ?? map.pairs[0]);
  if (map.flow) {
    const at = before === undefined ? map.start + 1 : before.value.end;
    const words = `${key}: ${flowText(value)}`;
    if (before !== undefined) return spliced(text, at, at, `, ${words}`);
    return spliced(text, map.start, map.end, `{ ${words} }`);
  }
  if (before === undefined) return undefined;
  const indent = ' '.repeat(columnOf(text, (map.pairs[0] as Pair).keyStart));
  const [first = '', ...rest] = pairLines(key, value, indent);
  return insertLines(text, endOfLine(text, lastOffset(before.value, before)), [`${indent}${first}`, ...rest]);
}

function replaceValue(text: string, map: MapNode, pair: Pair, value: Writable): string | undefined {
  const node = pair.value;
  const isScalar = value === null || typeof value !== 'object';
  const room = node.start === node.end ? ' ' : '';
  if (map.flow || (isInline(node) && isScalar)) {
    return spliced(
      text,
      node.start,
      node.end,
      room + (isScalar && !map.flow ? scalarText(value, false) : flowText(value)),
    );
  }
  const indent = ' '.repeat(columnOf(text, pair.keyStart));
  const [first = '', ...rest] = pairLines(pair.key, value, indent);
  const head = first.slice(pair.key.length + 1);
  if (isInline(node) && rest.length === 0)
    return spliced(text, node.start, node.end, room === '' ? head.trimStart() : head);
  // A block of lines gives way to other lines; a comment behind the key stays.
  const from = isInline(node) ? node.start : endOfLine(text, pair.keyEnd);
  const keyLine = spliced(text, from, isInline(node) ? node.end : endOfLine(text, lastOffset(node, pair)), '');
  const keyEnd = pair.keyEnd + text.slice(pair.keyEnd).indexOf(':') + 1;
  const put = head.trim() === '' ? keyLine : spliced(keyLine, keyEnd, keyEnd, head);
  return insertLines(
    put.replace(/\s+$/, (end) => end),
    endOfLine(put, keyEnd),
    rest,
  );
}

function isInline(node: Node): boolean {
  return node.kind === 'scalar' ? true : node.flow;
}

/** Where a node's last character stands, comments behind it not counted. */
function lastOffset(node: Node, pair?: Pair): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.pairs.at(-1);
    return last ? lastOffset(last.value, last) : node.end;
  }
  if (node.kind === 'list' && !node.flow) {
    const last = node.items.at(-1);
    return last ? lastOffset(last) : node.end;
  }
  return pair && node.start === node.end ? Math.max(node.end, pair.keyEnd) : node.end;
}

/** The offset of the line break that ends the line; a block scalar's range ends behind its own line break. */
function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return text[offset - 2] === '\r' ? offset - 2 : offset - 1;
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function insertLines(text: string, at: number, lines: readonly string[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return spliced(text, at, at, lines.map((line) => newline + line).join(''));
}

const spliced = (text: string, start: number, end: number, words: string): string =>
  text.slice(0, start) + words + text.slice(end);

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function split(pointer: string): { parent: string; key: string } {
  const at = pointer.lastIndexOf('/');
  return {
    parent: pointer.slice(0, at),
    key: pointer
      .slice(at + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~'),
  };
}

/** The same edit on data. */
function applied(data: unknown, { edit, pointer, value }: Edit): unknown {
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop() as string;
  const copy = structuredCopy(data);
  let at = copy as { [key: string]: unknown };
  for (const step of steps) {
    at[step] ??= {};
    at = at[step] as { [key: string]: unknown };
  }
  const plain = structuredCopy(value);
  at[last] = edit === 'set' ? plain : [...((at[last] as unknown[] | null | undefined) ?? []), plain];
  return copy;
}

function structuredCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSame((a as { [key: string]: unknown })[key], (b as { [key: string]: unknown })[key]))
  );
}
