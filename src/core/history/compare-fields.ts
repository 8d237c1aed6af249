import type { Fields, Item } from './facts.ts';

/** A field that differs, with both its values. */
export type Difference = readonly [field: string, from: string | undefined, to: string | undefined];

// Shows where the last of some moves leads; the move itself is another field.
const isPointer = (field: string): boolean => /^(?:deferrals|reassigned|severity_changes)\.to$/.test(field);

/** The fields that differ, in the order of the later version, then those that vanished. */
export function* differences(before: Fields, after: Fields): Generator<Difference> {
  for (const [field, to] of Object.entries(after)) {
    const from = before[field];
    if (from !== to && !isPointer(field)) yield [field, from, to];
  }
  for (const [field, from] of Object.entries(before))
    if (after[field] === undefined && !isPointer(field)) yield [field, from, undefined];
}

/** Items of two versions side by side: those of the later one in their order, then those that vanished. */
export function* pairs(
  before: readonly Item[],
  after: readonly Item[],
): Generator<readonly [key: string, before: Fields | undefined, after: Fields | undefined]> {
  if (before.length === 0 && after.length === 0) return;
  const old = new Map(before);
  const now = new Map(after);
  for (const [key, fields] of after) yield [key, old.get(key), fields];
  for (const [key, fields] of before) if (!now.has(key)) yield [key, fields, undefined];
}

/** Whether a field is one of those, or lies below one of those. */
export function isBelow(field: string, roots: readonly string[]): boolean {
  return roots.some((root) => field === root || field.startsWith(`${root}.`));
}
