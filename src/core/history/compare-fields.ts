import { type Facts, type Fields, fieldsIn, fieldsOf, type Item, type Said } from './facts.ts';

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

// Of the two versions that were compared last, which more than one asks about.
let latest: { before: Facts; after: Facts; found: readonly Difference[] } | undefined;

/** The fields of two versions that differ, as `differences` gives them. */
export function fieldDifferences(before: Facts, after: Facts): readonly Difference[] {
  if (latest?.before !== before || latest.after !== after)
    latest = { before, after, found: differencesOf(before, after) };
  return latest.found;
}

function differencesOf(before: Facts, after: Facts): Difference[] {
  const old = ownOf(before.said, after.said);
  const now = ownOf(after.said, before.said);
  if (old.length === 0 && now.length === 0) return [];
  // Only then may two keys say the same field. What only the earlier version says is its own.
  if (isDotted(old) || isDotted(after.said)) return differences(fieldsOf(before), fieldsOf(after));
  return differences(fieldsIn(old), fieldsIn(now));
}

/** What versions share they say alike, mostly in the same place, at their beginning or at their end. */
function ownOf(said: readonly Said[], other: readonly Said[]): readonly Said[] {
  const own: Said[] = [];
  const longer = other.length - said.length;
  for (let i = 0; i < said.length; i++) {
    const each = said[i] as Said;
    if (each === other[i] || each === other[i + longer] || each.list !== undefined) continue;
    if (!other.includes(each)) own.push(each);
  }
  return own;
}

function isDotted(said: readonly Said[]): boolean {
  for (let i = 0; i < said.length; i++) if (said[i]?.key.includes('.')) return true;
  return false;
}

/** The fields that other changes speak for: see `companions` of those who ask. */
export function spokenFor(
  changed: readonly Difference[],
  companions: { readonly [field: string]: readonly string[] },
): readonly string[] {
  const spoken: string[] = [];
  for (let i = 0; i < changed.length; i++) {
    const [field] = changed[i] as Difference;
    if (Object.hasOwn(companions, field)) spoken.push(...(companions[field] ?? []));
  }
  return spoken;
}

/** Items of two versions side by side, but for those that both share: those of the later one in their order, then those that vanished. */
export function changedPairs(before: readonly Item[], after: readonly Item[]): ReturnType<typeof pairs> {
  if (before === after) return [];
  // What is shared stands mostly where it stood.
  const least = Math.min(before.length, after.length);
  let first = 0;
  while (first < least && before[first] === after[first]) first++;
  let last = 0;
  while (last < least - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const changed = pairs(before.slice(first, before.length - last), after.slice(first, after.length - last));
  return changed.filter(([, old, now]) => old !== now);
}

/** Items of two versions side by side: those of the later one in their order, then those that vanished. */
export function pairs(
  before: readonly Item[],
  after: readonly Item[],
): (readonly [key: string, before: Fields | undefined, after: Fields | undefined])[] {
  if (before.length === 0) return after.map(([key, fields]) => [key, undefined, fields]);
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
  for (let i = 0; i < roots.length; i++) {
    const root = roots[i] as string;
    if (field.startsWith(root) && (field.length === root.length || field[root.length] === '.')) return true;
  }
  return false;
}
