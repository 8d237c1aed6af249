/**
 * A frontmatter value with its place: offsets are UTF-16 units into the record's whole text, `end` exclusive.
 * Both YAML readers build this tree, so that everything behind them knows one shape.
 */
export type Node = MapNode | ListNode | ScalarNode;

export interface ScalarNode {
  kind: 'scalar';
  value: string | number | boolean | null;
  /** An empty value stands at the end of its key's colon, start = end. */
  start: number;
  end: number;
}

export interface ListNode {
  kind: 'list';
  items: Node[];
  flow: boolean;
  start: number;
  end: number;
}

export interface MapNode {
  kind: 'map';
  pairs: Pair[];
  flow: boolean;
  start: number;
  end: number;
}

export interface Pair {
  key: string;
  keyStart: number;
  keyEnd: number;
  value: Node;
}

/** Plain data of a node: null-prototype-free objects, arrays, scalars. Keys are known to be harmless by then. */
export function toData(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toData);
  const data: { [key: string]: unknown } = {};
  for (const pair of node.pairs) data[pair.key] = toData(pair.value);
  return data;
}

/** The pair or node at a JSON pointer; the deepest one that exists, and whether all of the pointer was found. */
export function locate(root: Node, pointer: string): { node: Node; pair?: Pair; isWhole: boolean } {
  let node = root;
  let pair: Pair | undefined;
  if (pointer === '') return { node, isWhole: true };
  for (const raw of pointer.slice(1).split('/')) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node.kind === 'map') {
      const found = node.pairs.find((p) => p.key === step);
      if (found === undefined) return { node, ...(pair && { pair }), isWhole: false };
      pair = found;
      node = found.value;
    } else {
      const item = node.kind === 'list' ? node.items[Number(step)] : undefined;
      if (item === undefined) return { node, ...(pair && { pair }), isWhole: false };
      pair = undefined;
      node = item;
    }
  }
  return { node, ...(pair && { pair }), isWhole: true };
}

/** One step of a JSON pointer, escaped. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
