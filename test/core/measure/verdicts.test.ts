import { describe, expect, test } from 'vitest';
import { isCount, isDuration, metrics } from '../../../src/core/measure/index.ts';
import { measure } from '../../../src/core/measure/measure.ts';
import type { Incident } from '../../../src/core/record/shapes.ts';
import { formatInstant } from '../../../src/core/time.ts';
import { askedOf, measured, rowsOf } from './asked.ts';

// What `metrics --compare previous` says of whole quarters, and not one test of it alone.

const headline = ['time_to_detect', 'time_to_respond', 'repeat_rate'];
const own = metrics.filter(({ name }) => headline.includes(name));
const asked = askedOf({
  durations: own.filter(isDuration),
  counts: own.filter(isCount),
  from: '2026-07-01',
  to: '2026-09-30',
  compare: { from: '2026-07-01', to: '2026-09-30' },
});

/** Numbers from 0 to 1 by the seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** What quarters are drawn from: seconds of log-normal durations, and how many categories causes are spread over. */
interface Source {
  median: number;
  categories: number;
}

const same: Source = { median: 1_200, categories: 24 };

function quarter(first: string, { median, categories }: Source, next: () => number): Incident[] {
  const start = Date.parse(`${first}T00:00:00Z`) / 1000;
  return Array.from({ length: 8 }, (_, i) => {
    const began = start + (i + next()) * 11 * 86_400;
    const detected = began + Math.round(median * Math.exp(1.2 * normal(next)));
    const resolved = detected + Math.round(3 * median * Math.exp(1.2 * normal(next)));
    const [started, found, ended] = [began, detected, resolved].map((at) => formatInstant(Math.floor(at)));
    return {
      id: `${first}-${i}`,
      type: 'availability',
      severity: 'sev2',
      status: 'closed',
      services: ['checkout'],
      times: { started, detected: found, resolved: ended } as NonNullable<Incident['times']>,
      causes: [{ id: 'C1', role: 'root', category: `area/${Math.floor(next() * categories)}` }],
    };
  });
}

/** Two quarters to compare, with as much before them as a repeat may reach back: else the later one has more to repeat. */
function year(before: Source, after: Source, next: () => number): Incident[] {
  const first: Incident = { id: 'the-first', type: 'availability', times: { detected: '2025-03-01T00:00:00Z' } };
  const earlier = ['2025-10-01', '2026-01-01', '2026-04-01'].flatMap((day) => quarter(day, before, next));
  return [first, ...earlier, ...quarter('2026-07-01', after, next)];
}

function verdicts(before: Source, after: Source, next: () => number): { [metric: string]: string } {
  const incidents = year(before, after, next);
  const measures = measure(
    incidents.map((one) => measured(one, asked)),
    asked,
  );
  return Object.fromEntries(
    rowsOf(measures, 'comparison').map(({ metric, verdict }) => [String(metric), String(verdict)]),
  );
}

const isClaim = (verdict: string | undefined): boolean => verdict === 'better' || verdict === 'worse';

describe('two quarters with eight incidents each', () => {
  test('from one distribution are called better or worse in at most 6 % of 2,000 pairs, by any headline metric', () => {
    const next = numbers(20_261_122);
    let [any, rates, judged] = [0, 0, 0];
    for (let pair = 0; pair < 2_000; pair++) {
      const found = verdicts(same, same, next);
      if (Object.values(found).some(isClaim)) any++;
      if (isClaim(found.repeat_rate)) rates++;
      if (found.repeat_rate === 'no_detectable_change') judged++;
    }
    expect(any / 2_000).toBeLessThanOrEqual(0.06);
    expect(rates / 2_000).toBeLessThanOrEqual(0.05);
    // The test would be empty if nothing were ever compared.
    expect(any).toBeGreaterThan(20);
    expect(judged).toBeGreaterThan(1_500);
  }, 60_000);

  test('a tenfold drop of the durations is better, and never worse', () => {
    const next = numbers(11);
    const found = Array.from({ length: 300 }, () => verdicts(same, { ...same, median: 120 }, next));
    for (const metric of ['time_to_detect', 'time_to_respond']) {
      expect(found.filter((each) => each[metric] === 'better').length).toBeGreaterThan(255);
      expect(found.filter((each) => each[metric] === 'worse')).toEqual([]);
    }
  });

  test('a rate of repeats that falls from nearly all to nearly none is better; half of it is noise', () => {
    const next = numbers(5);
    const fall = Array.from({ length: 200 }, () =>
      verdicts({ ...same, categories: 1 }, { ...same, categories: 1e9 }, next),
    );
    expect(fall.filter((each) => each.repeat_rate === 'better').length).toBeGreaterThan(190);
    const half = Array.from({ length: 200 }, () =>
      verdicts({ ...same, categories: 6 }, { ...same, categories: 12 }, next),
    );
    expect(half.filter((each) => isClaim(each.repeat_rate)).length).toBeLessThan(40);
  });
});

test('the sentence says of the rate whether it fell, with interval and n', () => {
  const next = numbers(5);
  const incidents = year({ ...same, categories: 1 }, { ...same, categories: 1e9 }, next);
  const { notes } = measure(
    incidents.map((one) => measured(one, asked)),
    asked,
  );
  expect(notes.join('\n')).toMatch(
    /Repeat rate: better: 100 % of 8 before, 0 % of 8 after, ×0, 95 % interval ×0 to ×0\.\d+\. The smallest change/,
  );
});
