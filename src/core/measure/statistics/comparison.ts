/** The level of every test and interval here: a verdict is false one time in twenty where nothing changed. */
export const LEVEL = 0.05;
/** The share of cases in which a change is to be found for it to count as one that could have shown. */
export const POWER = 0.8;

/**
 * Two periods compared; every figure but `p` is a ratio after/before. `change` is null where nothing stands before,
 * `high` where the interval has no upper end. `detectable` is the nearest fall and rise that so few values would have
 * shown with 80 % power; null where none would.
 */
export type Compared = {
  kind: 'compared';
  change: number | null;
  low: number;
  high: number | null;
  p: number;
  detectable: { fall: number | null; rise: number | null };
};

/** Why two periods cannot be compared. */
export type TooFew = { kind: 'too_few'; reason: 'under_five' | 'no_variance' | 'negative' | 'nothing' };

export type Comparison = Compared | TooFew;

/** A ratio as it is reported: one without an upper bound is null. */
export function bounded(ratio: number): number | null {
  return Number.isFinite(ratio) ? ratio : null;
}

/**
 * Which way a comparison points when its p value (adjusted by Holm's method, where several are judged) is below five in
 * a hundred. It never says what the interval contradicts.
 */
export function direction(compared: Compared, p: number = compared.p): 'fall' | 'rise' | 'none' {
  if (p >= LEVEL) return 'none';
  if (compared.low > 1) return 'rise';
  return compared.high !== null && compared.high < 1 ? 'fall' : 'none';
}
