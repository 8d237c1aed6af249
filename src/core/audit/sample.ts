import { compareText } from '../finding.ts';

/** One of what is drawn from. */
export interface Drawable {
  id: string;
  severity: string | null;
}

export interface Drawn extends Drawable {
  /** SHA-256 of the seed with the id right behind it, both UTF-8; hexadecimal. The lowest are drawn. */
  draw: string;
  /** Place in the order of draws, 1-based: of all, or of its stratum. */
  rank: number;
  isDrawn: boolean;
}

/** How many a stratum has, and how many are drawn of it. */
export interface Stratum {
  /** The severity; null of all together. */
  severity: string | null;
  size: number;
  drawn: number;
}

export interface Draw {
  /** In order of stratum, worst first, then of rank. */
  population: readonly Drawn[];
  strata: readonly Stratum[];
}

export interface Lot {
  /** How many, one at least. */
  n: number;
  seed: string;
  /** Draw of each severity by itself. */
  isStratified: boolean;
  /** The config's, worst first; what is not among them comes last. */
  severities: readonly string[];
  sha256: (text: string) => string;
}

/**
 * Draws by SHA-256(seed ‖ id), sorted ascending: who has the seed and the ids gets the same with `sha256sum` and `sort`,
 * and nobody who does not choose the seed chooses the sample. Stratified, each severity that occurs gives one, the worst
 * first while `n` lasts, and the rest is shared out by size (largest remainders, the worse severity where they tie).
 */
export function drawSample(all: readonly Drawable[], { n, seed, isStratified, severities, sha256 }: Lot): Draw {
  const rankOf = ({ severity }: Drawable) => {
    const at = isStratified ? severities.indexOf(severity ?? '') : 0;
    return at < 0 ? severities.length : at;
  };
  const keyOf = (one: Drawable) => (isStratified ? one.severity : null);
  const hashed = all
    .map(({ id, severity }) => ({ id, severity, draw: sha256(seed + id) }))
    .sort(
      (a, b) => rankOf(a) - rankOf(b) || compareText(keyOf(a) ?? '', keyOf(b) ?? '') || compareText(a.draw, b.draw),
    );
  const groups: (typeof hashed)[] = [];
  for (const one of hashed) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && keyOf(last[0]) === keyOf(one)) last.push(one);
    else groups.push([one]);
  }
  const shares = shareOut(
    n,
    groups.map(({ length }) => length),
  );
  return {
    population: groups.flatMap((group, at) =>
      group.map((one, place) => ({ ...one, rank: place + 1, isDrawn: place < (shares[at] ?? 0) })),
    ),
    strata: groups.map((group, at) => ({
      severity: group[0] === undefined ? null : keyOf(group[0]),
      size: group.length,
      drawn: shares[at] ?? 0,
    })),
  };
}

/** How many of `n` each gets: one each in order, then by size. Never more than there are. */
function shareOut(n: number, sizes: readonly number[]): number[] {
  const shares = sizes.map((_, at): number => (at < n ? 1 : 0));
  const rest = sizes.map((size, at) => size - (shares[at] ?? 0));
  const left = rest.reduce((sum, size) => sum + size, 0);
  const more = Math.min(n - shares.reduce((sum, share) => sum + share, 0), left);
  if (more <= 0) return shares;
  // Whole numbers: a quota is size * more / left, its remainder what is left over of size * more.
  const quotas = rest.map((size) => Math.floor((size * more) / left));
  const open = more - quotas.reduce((sum, quota) => sum + quota, 0);
  const byRemainder = rest
    .map((size, at) => ({ at, remainder: (size * more) % left }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  const lucky = new Set(byRemainder.slice(0, open).map(({ at }) => at));
  return shares.map((share, at) => share + (quotas[at] ?? 0) + (lucky.has(at) ? 1 : 0));
}
