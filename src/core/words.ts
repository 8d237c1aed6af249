const SPANS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

/** Seconds to the nearest of their two largest units, so that 1h 59m 40s is `2h` and 59m 59s stays what it is. Not negative. */
export function durationWords(seconds: number): string {
  if (seconds === 0) return '0s';
  if (seconds < 0.5) return '<1s';
  const largest = SPANS.findIndex(([length]) => seconds >= length);
  const [step] = SPANS[largest + 1] ?? [1, 's'];
  let rest = Math.round(seconds / step) * step;
  const parts: string[] = [];
  for (const [length, letter] of SPANS) {
    const whole = Math.floor(rest / length);
    if (whole > 0) parts.push(`${whole}${letter}`);
    rest -= whole * length;
  }
  return parts.join(' ');
}

/** At most so many digits, more only where they would round to nothing or to one hundred and hide that it is not. */
export function decimalWords(value: number, digits: number): string {
  for (let more = digits; more < 12; more++) {
    const rounded = Number(value.toFixed(more));
    if (rounded === value || (rounded !== 0 && rounded !== 100)) return String(rounded);
  }
  return String(value);
}

/** `×0.82`: after as a multiple of before. */
export function ratioWords(ratio: number): string {
  return `×${decimalWords(ratio, 2)}`;
}

/** A name of the data as people write it: `in_review` → `in review`. */
export function plainWords(name: string): string {
  return name.replaceAll('_', ' ');
}

/** `1 error`, `3 errors`. */
export function countOf(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `0 of 1 risk is high`, `1 of 3 risks is high`, `0 of 3 risks are high`: the verb agrees with what is counted. */
export function partOf(count: number, all: number, noun: string, [one, many]: readonly [string, string]): string {
  return `${count} of ${countOf(all, noun)} ${count === 1 || all === 1 ? one : many}`;
}

/** `a, b, c and 4 more`: at most so many of a list. */
export function someOf(items: readonly string[], most = 5): string {
  // Naming all of them takes no more room than saying that one more is not named.
  if (items.length <= most + 1) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

const SPAN_NOUNS: { readonly [unit: string]: string } = {
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  y: 'year',
};

/** `6mo` → `6 months`; what is no span stays as it is. */
export function spanWords(span: string): string {
  const [, count = '', unit = ''] = /^(\d+)([a-z]+)$/.exec(span) ?? [];
  const noun = SPAN_NOUNS[unit];
  return noun === undefined ? span : countOf(Number(count), noun);
}

/** With a capital, as a title or a sentence begins. */
export function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
