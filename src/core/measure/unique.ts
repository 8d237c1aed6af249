import { each } from '../record/record.ts';

/** Each of the items once, in their order; holes left out. */
export function unique(items: readonly (string | undefined)[] | undefined): string[] {
  const all = new Set<string>();
  for (const [, item] of each(items)) all.add(item);
  return [...all];
}
