/** Which lines differ between two texts, as `- good` and `+ bad`, with their common surroundings left out. '' when none do. */
export function changedLines(good: string, bad: string): string {
  if (good === bad) return '';
  const from = good.split('\n');
  const to = bad.split('\n');
  const kept = longestCommon(from, to);
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  for (const line of [...kept, undefined]) {
    while (i < from.length && from[i] !== line) lines.push(`- ${from[i++]}`);
    while (j < to.length && to[j] !== line) lines.push(`+ ${to[j++]}`);
    i++;
    j++;
  }
  return lines.join('\n');
}

/** The longest common subsequence of two short lists (dynamic programming, quadratic). */
function longestCommon(a: readonly string[], b: readonly string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      (lengths[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common.push(a[i] as string);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}
