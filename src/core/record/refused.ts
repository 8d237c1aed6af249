import { type MapNode, type Node, pointerStep } from './node.ts';
import { lineAt } from './yaml-faults.ts';

// A key, also one whose colon lacks its space.
const keyOnLine = /^([ \t]*(?:-[ \t]+)*["']?)([\w-]+(?=:\S)|[^\s"'#:][^"':\n]{0,200}?(?=["']?[ \t]{0,64}:(?:[ \t]|$)))/;

/**
 * Pointers of the values in stretches of text that could not be read. A key that was taken away with its line is put
 * back into the maps that it may have belonged to, with its text as value, so that it is seen to be written down.
 */
export function refusedPointers(
  text: string,
  root: Node,
  ranges: ReadonlyArray<readonly [start: number, end: number]>,
): string[] {
  if (ranges.length === 0) return [];
  const pointers = new Set<string>();
  const keys = new Set<number>();
  const touches = (start: number, end: number): boolean => ranges.some(([from, to]) => from < end && to > start);
  const visit = (node: Node, pointer: string): void => {
    if (node.kind === 'scalar') {
      if (touches(node.start, node.end)) pointers.add(pointer);
    } else if (node.kind === 'list') for (const [i, item] of node.items.entries()) visit(item, `${pointer}/${i}`);
    else
      for (const pair of node.pairs) {
        keys.add(text[pair.keyStart] === pair.key[0] ? pair.keyStart : pair.keyStart + 1);
        if (touches(pair.keyStart, pair.keyEnd)) pointers.add(pointer + pointerStep(pair.key));
        else visit(pair.value, pointer + pointerStep(pair.key));
      }
  };
  visit(root, '');
  for (const [from, to] of ranges)
    for (let line = lineAt(text, from); line.start < to; line = lineAt(text, line.end + 2)) {
      const [, before = '', key] = keyOnLine.exec(text.slice(line.start, line.end)) ?? [];
      const keyStart = line.start + before.length;
      if (key !== undefined && !keys.has(keyStart)) restore(text, root, key, keyStart, line.end, pointers);
      if (line.end + 1 >= text.length) break;
    }
  return [...pointers];
}

function restore(text: string, root: Node, key: string, keyStart: number, end: number, pointers: Set<string>): void {
  const keyEnd = keyStart + key.length;
  const start = Math.min(end, text.indexOf(':', keyEnd) + 1);
  for (const [pointer, map] of mapsBefore(root, keyStart)) {
    if (map.pairs.some((pair) => pair.key === key)) continue;
    const value: Node = { kind: 'scalar', value: text.slice(start, end).trim(), start, end };
    map.pairs.push({ key, keyStart, keyEnd, value });
    pointers.add(pointer + pointerStep(key));
  }
}

// The maps that were open above an offset, outer before inner.
function mapsBefore(root: Node, offset: number): Array<readonly [pointer: string, map: MapNode]> {
  const maps: Array<readonly [string, MapNode]> = [];
  let node: Node | undefined = root;
  for (let pointer = ''; node !== undefined && node.kind !== 'scalar'; ) {
    if (node.kind === 'map') {
      maps.push([pointer, node]);
      const pair: { key: string; value: Node } | undefined = node.pairs.findLast((one) => one.keyStart < offset);
      pointer += pointerStep(pair?.key ?? '');
      node = pair?.value;
    } else {
      const index: number = node.items.findLastIndex((item) => item.start < offset);
      pointer += `/${index}`;
      node = node.items[index];
    }
  }
  return maps;
}

/** The pointer of the innermost value whose key or text an offset is in or behind of; empty before the first. */
export function pointerAt(root: Node, offset: number): string {
  let pointer = '';
  let node: Node | undefined = root;
  while (node !== undefined && node.kind !== 'scalar') {
    if (node.kind === 'map') {
      let found: { key: string; keyStart: number; value: Node } | undefined;
      for (const pair of node.pairs)
        if (pair.keyStart <= offset && pair.keyStart >= (found?.keyStart ?? 0)) found = pair;
      if (found === undefined) break;
      pointer += pointerStep(found.key);
      node = found.value;
    } else {
      const index: number = node.items.findLastIndex((item) => item.start <= offset);
      if (index < 0) break;
      pointer += `/${index}`;
      node = node.items[index];
    }
  }
  return pointer;
}
