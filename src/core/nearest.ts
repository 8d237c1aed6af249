import { closest, distance } from 'fastest-levenshtein';

/** The known word that was most likely meant, any case; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word === '' || known.length === 0) return undefined;
  // A third of the letters may be wrong; of short words two, as in `tpye`.
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const near = known.map((one) => one.toLowerCase()).filter((one) => Math.abs(one.length - lower.length) <= most);
  if (near.length === 0) return undefined;
  const found = closest(lower, near);
  return distance(lower, found) <= most ? known.find((one) => one.toLowerCase() === found) : undefined;
}
