import type { Fields, Item } from './facts.ts';

/** A field that differs, with both its values. */
export type Difference = readonly [field: string, from: string | undefined, to: string | undefined];

// Shows where the last of some moves leads; the move itself is another field.
const isPointer = (field: string): boolean => /^(?:deferrals|reassigned|severity_changes)\.to$/.test(field);

/** The fields that differ, in the order of the later version, then those that vanished. */
export function differences(before: Fields, after: Fields): Difference[] {
  const found: Difference[] = [];
  // Versions share what they say alike.
  if (before === after) return found;
  for (const field in after) {
    // A key may be called like something that every object has.
    const from = Object.hasOwn(before, field) ? before[field] : undefined;
    if (from !== after[field] && !isPointer(field)) found.push([field, from, after[field]]);
  }
  for (const field in before)
    if (!Object.hasOwn(after, field) && !isPointer(field)) found.push([field, before[field], undefined]);
  return found;
}

/** The fields that other changes speak for: see `companions` of those who ask. */
export function spokenFor(
  changed: readonly Difference[],
  companions: { readonly [field: string]: readonly string[] },
): readonly string[] {
  return changed.flatMap(([field]) => (Object.hasOwn(companions, field) ? (companions[field] ?? []) : []));
}

/** Items of two versions side by side: those of the later one in their order, then those that vanished. */
export function pairs(
  before: readonly Item[],
  after: readonly Item[],
): (readonly [key: string, before: Fields | undefined, after: Fields | undefined])[] {
  if (before.length === 0 && after.length === 0) return [];
  const old = new Map(before);
  const found: (readonly [string, Fields | undefined, Fields | undefined])[] = [];
  for (const [key, fields] of after) {
    found.push([key, old.get(key), fields]);
    old.delete(key);
  }
  for (const [key, fields] of old) found.push([key, fields, undefined]);
  return found;
}

/** Whether a field is one of those, or lies below one of those. */
export function isBelow(field: string, roots: readonly string[]): boolean {
  return roots.some((root) => field === root || field.startsWith(`${root}.`));
}
