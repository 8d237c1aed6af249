/**
 * Where a rising (or falling) function crosses zero between two ends of different sign, to the last bits of a double.
 * Plain bisection: the functions here are cheap, and it cannot leave the bracket.
 */
export function bisect(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const rising = f(high) >= 0;
  for (let step = 0; step < 400; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) >= 0 === rising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** The natural logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1), shifted to where it is exact. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series =
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360_360)))))) /
    shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

/** The logarithm of "n choose k". */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

// The continued fraction of DLMF 8.17.22 by Lentz's method. It converges fast for x below (a + 1) / (a + b + 2).
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}

/** The regularized incomplete beta function I_x(a, b): the share of a beta distribution at or below x. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The x at which I_x(a, b) is the share p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return bisect((x) => betaCdf(x, a, b) - p, 0, 1);
}

/** The probability that |T| of Student's t with (fractional) degrees of freedom is at least |t| (DLMF 8.17: I of ν/(ν+t²)). */
export function studentTwoSided(t: number, df: number): number {
  return betaCdf(df / (df + t * t), df / 2, 0.5);
}

/** The t below which Student's t lies with probability p, from one half to below 1. */
export function studentQuantile(p: number, df: number): number {
  const excess = (t: number): number => 1 - studentTwoSided(t, df) / 2 - p;
  let high = 1;
  while (excess(high) < 0) high *= 2;
  return bisect(excess, 0, high);
}
