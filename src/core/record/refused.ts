import { type Node, pointerStep } from './node.ts';
import { lineAt } from './yaml-faults.ts';

const keyOnLine = /^[ \t]*(?:-[ \t]+)*["']?([^\s"'#:][^"':\n]*?)["']?[ \t]*:(?:[ \t]|$)/;

/** Pointers of the values that stand, or would have stood, in stretches of text that could not be read. */
export function refusedPointers(
  text: string,
  root: Node,
  ranges: ReadonlyArray<readonly [start: number, end: number]>,
): string[] {
  if (ranges.length === 0) return [];
  const pointers = new Set<string>();
  const touches = (start: number, end: number): boolean => ranges.some(([from, to]) => from < end && to > start);
  const visit = (node: Node, pointer: string): void => {
    if (node.kind === 'scalar') {
      if (touches(node.start, node.end)) pointers.add(pointer);
    } else if (node.kind === 'list') for (const [i, item] of node.items.entries()) visit(item, `${pointer}/${i}`);
    else
      for (const pair of node.pairs) {
        if (touches(pair.keyStart, pair.keyEnd)) pointers.add(pointer + pointerStep(pair.key));
        else visit(pair.value, pointer + pointerStep(pair.key));
      }
  };
  visit(root, '');
  for (const [from, to] of ranges)
    for (let line = lineAt(text, from); line.start < to; line = lineAt(text, line.end + 2)) {
      const key = keyOnLine.exec(text.slice(line.start, line.end))?.[1];
      if (key !== undefined) for (const map of mapsBefore(root, line.start)) pointers.add(map + pointerStep(key));
      if (line.end + 1 >= text.length) break;
    }
  return [...pointers];
}

// A key that was taken away with its line belonged to one of the maps that were open above it.
function mapsBefore(root: Node, offset: number): string[] {
  const maps: string[] = [];
  let node: Node | undefined = root;
  for (let pointer = ''; node !== undefined && node.kind !== 'scalar'; ) {
    if (node.kind === 'map') {
      maps.push(pointer);
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
