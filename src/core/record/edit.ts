import type { MapNode } from './node.ts';
import { locate, toData } from './node.ts';
import { withItem, withLastItem, withoutPair, withPair, withValue } from './splice.ts';
import type { Writable } from './yaml-text.ts';

/**
 * A change of facts: a value set (its key made where it is missing), an item put at the end of a list (made likewise), or
 * a key taken out of a map that has others.
 */
export type Edit =
  | { edit: 'set'; pointer: string; value: Writable }
  | { edit: 'append'; pointer: string; value: Writable }
  | { edit: 'remove'; pointer: string };

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
  let root = around.read(text);
  for (const edit of edits) {
    if (root === undefined) return undefined;
    const next = spliceEdit(now, root, edit, around);
    const outcome = next === undefined ? undefined : around.read(next);
    if (next === undefined || outcome === undefined) return undefined;
    if (!isSame(toData(outcome), applied(toData(root), stepsOf(edit.pointer), edit))) return undefined;
    now = next;
    root = outcome;
  }
  return now;
}

function spliceEdit(text: string, root: MapNode, edit: Edit, around: EditSurroundings): string | undefined {
  if (!edit.pointer.startsWith('/')) return undefined;
  if (edit.edit === 'set') return setValue(text, root, edit.pointer, edit.value, around);
  const { node, pair, isWhole } = locate(root, edit.pointer);
  if (edit.edit === 'remove') {
    const map = locate(root, parentOf(edit.pointer)).node;
    return isWhole && pair && map.kind === 'map' ? withoutPair(text, map, pair) : undefined;
  }
  if (isWhole && node.kind === 'list' && node.items.length > 0)
    return pair && withLastItem(text, root, node, pair, edit.value);
  const isEmpty = !isWhole || node.kind === 'list' || (node.kind === 'scalar' && node.value === null);
  return isEmpty ? setValue(text, root, edit.pointer, [edit.value], around) : undefined;
}

function setValue(
  text: string,
  root: MapNode,
  pointer: string,
  value: Writable,
  around: EditSurroundings,
): string | undefined {
  const parent = parentOf(pointer);
  const key = stepsOf(pointer).at(-1) as string;
  const { node: holder, isWhole } = locate(root, parent);
  const isMissing = !isWhole || (holder.kind === 'scalar' && holder.value === null);
  // What should hold the key is made with the key in it.
  if (isMissing) return setValue(text, root, parent, { [key]: value }, around);
  if (holder.kind === 'scalar') return undefined;
  if (holder.kind === 'list') return withItem(text, holder, Number(key), value);
  const pair = holder.pairs.find((each) => each.key === key);
  if (pair === undefined) return withPair(text, root, holder, key, value, around.orderAt(parent));
  return isSame(toData(pair.value), value) ? text : withValue(text, root, holder, pair, value);
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

const stepsOf = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The same edit on data. */
function applied(data: unknown, [step = '', ...deeper]: readonly string[], edit: Edit): unknown {
  if (Array.isArray(data)) {
    return data.map((item, i) => (String(i) === step ? changed(item, deeper, edit) : item));
  }
  const { [step]: member, ...others } = (data ?? {}) as { [key: string]: unknown };
  if (edit.edit === 'remove' && deeper.length === 0) return others;
  return { ...others, [step]: changed(member, deeper, edit) };
}

function changed(data: unknown, deeper: readonly string[], edit: Edit): unknown {
  if (deeper.length > 0) return applied(data, deeper, edit);
  if (edit.edit === 'remove') return undefined;
  const value: unknown = JSON.parse(JSON.stringify(edit.value));
  return edit.edit === 'set' ? value : [...((data as unknown[] | null | undefined) ?? []), value];
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) && isSame((a as { [key: string]: unknown })[key], (b as { [key: string]: unknown })[key]),
    )
  );
}
