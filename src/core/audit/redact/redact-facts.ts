import { splitFrontmatter } from '../../record/frontmatter.ts';
import { type MapNode, type Node, toData } from '../../record/node.ts';
import { readYaml } from '../../record/yaml-document.ts';

/** A value that stood in a field. */
export interface RedactedValue {
  field: string;
  value: string | number | boolean;
}

/** A field by its keys, lists not counted: `causes.statement`. */
export interface RedactedField {
  name: string;
  keys: readonly string[];
  /** Only in records of that kind; undefined for all. */
  kind: string | undefined;
}

/**
 * The text with the values of those fields replaced in their own ranges, every other byte as it was, and what stood there.
 * Undefined for a text whose frontmatter cannot be read, or cannot be changed so that it says just that.
 */
export function redactFacts(
  text: string,
  fields: readonly RedactedField[],
  tokenOf: (value: string) => string,
): { text: string; values: RedactedValue[] } | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const places = placesOf(root, fields);
  if (places.length === 0) return { text, values: [] };
  let changed = text;
  for (const { node, value } of places.toSorted((a, b) => b.node.start - a.node.start))
    changed = `${changed.slice(0, node.start)}"${tokenOf(String(value))}"${changed.slice(node.end)}`;
  const after = rootOf(changed);
  const wanted = new Set(places.map(({ node }) => node));
  const isRight =
    after !== undefined && JSON.stringify(toData(after)) === JSON.stringify(dataWith(root, wanted, tokenOf));
  return isRight ? { text: changed, values: places.map(({ field, value }) => ({ field, value })) } : undefined;
}

/** The frontmatter of a record, or the whole of a YAML file; undefined where it is no map that can be read. */
function rootOf(text: string): MapNode | undefined {
  const split = /^\ufeff?---/.test(text) ? splitFrontmatter(text) : undefined;
  if (split !== undefined && !split.isFound) return undefined;
  const start = split?.start ?? (text.startsWith('\ufeff') ? 1 : 0);
  const { root, problems } = readYaml(text, start, split?.end ?? text.length);
  return problems.length === 0 && root?.kind === 'map' ? root : undefined;
}

type Scalar = Extract<Node, { kind: 'scalar' }>;
type Place = RedactedValue & { node: Scalar };

function placesOf(root: MapNode, fields: readonly RedactedField[]): Place[] {
  const schema = root.pairs.find(({ key }) => key === 'schema')?.value;
  const kind = schema?.kind === 'scalar' ? /^pir\/([a-z-]+)@/.exec(String(schema.value))?.[1] : undefined;
  const found = new Map<Scalar, Place>();
  for (const { name, keys, kind: only } of fields) {
    if (only !== undefined && kind !== undefined && only !== kind) continue;
    for (const node of valuesAt(root, keys)) {
      const { value } = node;
      if (value !== null && value !== '' && !found.has(node)) found.set(node, { field: name, value, node });
    }
  }
  return [...found.values()];
}

/** The scalars under those keys, whatever lists stand between. */
function* valuesAt(node: Node, keys: readonly string[]): Generator<Scalar> {
  if (node.kind === 'list') for (const item of node.items) yield* valuesAt(item, keys);
  else if (node.kind === 'scalar') {
    if (keys.length === 0) yield node;
  } else {
    const [key, ...deeper] = keys;
    for (const pair of node.pairs)
      if (key === undefined || pair.key === key) yield* valuesAt(pair.value, key === undefined ? [] : deeper);
  }
}

function dataWith(node: Node, wanted: ReadonlySet<Node>, tokenOf: (value: string) => string): unknown {
  if (node.kind === 'scalar') return wanted.has(node) ? tokenOf(String(node.value)) : node.value;
  if (node.kind === 'list') return node.items.map((item) => dataWith(item, wanted, tokenOf));
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key, dataWith(value, wanted, tokenOf)]));
}
