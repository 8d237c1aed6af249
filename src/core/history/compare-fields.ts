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
  // Only then may two keys say the same field.
  const isDotted = [before, after].some(({ said }) => said.some(({ key }) => key.includes('.')));
  return isDotted ? differences(fieldsOf(before), fieldsOf(after)) : differences(fieldsIn(old), fieldsIn(now));
}

/** What versions share they say alike, mostly in the same place. */
const ownOf = (said: readonly Said[], other: readonly Said[]): readonly Said[] =>
  said.filter((each, i) => each !== other[i] && each.list === undefined && !other.includes(each));

/** The fields that other changes speak for: see `companions` of those who ask. */
export function spokenFor(
  changed: readonly Difference[],
  companions: { readonly [field: string]: readonly string[] },
): readonly string[] {
  return changed.flatMap(([field]) => (Object.hasOwn(companions, field) ? (companions[field] ?? []) : []));
}

/** Items of two versions side by side, but for those that both share: those of the later one in their order, then those that vanished. */
export function changedPairs(before: readonly Item[], after: readonly Item[]): ReturnType<typeof pairs> {
  return before === after ? [] : pairs(before, after).filter(([, old, now]) => old !== now);
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
