import { closest, distance } from 'fastest-levenshtein';

const lowered = new WeakMap<readonly string[], readonly string[]>();

/** In lower case, once for all who ask about the same list: a record can misspell a thousand of 4,000 services. */
function lowerOf(known: readonly string[]): readonly string[] {
  const lower = lowered.get(known) ?? known.map((one) => one.toLowerCase());
  lowered.set(known, lower);
  return lower;
}

/** The known word that was most likely meant, any case; undefined when none is near. Nobody may change the list later. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word === '' || known.length === 0) return undefined;
  // A third of the letters may be wrong; of short words two, as in `tpye`.
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const all = lowerOf(known);
  const near = all.filter((one) => Math.abs(one.length - lower.length) <= most);
  if (near.length === 0) return undefined;
  const found = closest(lower, near);
  return distance(lower, found) <= most ? known[all.indexOf(found)] : undefined;
}
