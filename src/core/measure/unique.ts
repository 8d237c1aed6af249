import { each } from '../record/record.ts';

/** Each of the items once, in their order; holes left out. */
export function unique(items: readonly (string | undefined)[] | undefined): string[] {
  const all: string[] = [];
  if (items === undefined) return all;
  // A set is worth its making from some items on, and mostly there are two.
  if (items.length < 9) {
    for (const item of items) if (item !== undefined && !all.includes(item)) all.push(item);
    return all;
  }
  return [...new Set(each(items).map(([, item]) => item))];
}
