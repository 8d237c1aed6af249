import { expect, test } from 'vitest';
import { medianInterval } from '../../../../src/core/measure/statistics/median-interval.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('five values say nothing at 95 %, six say that the median lies between them', () => {
  expect(medianInterval([])).toBeNull();
  expect(medianInterval(upTo(5))).toBeNull();
  expect(medianInterval(upTo(6))).toEqual({ low: 1, high: 6 });
});

// Ranks as tables of the sign test have them (Conover, table A3; R: qbinom(0.025, n, 0.5)).
test.each([
  [8, 1, 8],
  [9, 2, 8],
  [12, 3, 10],
  [15, 4, 12],
  [20, 6, 15],
  [30, 10, 21],
  [100, 40, 61],
])('of %i values the %ith and the %ith', (n, low, high) => {
  expect(medianInterval(upTo(n).reverse())).toEqual({ low, high });
});

test('holds the true median at least 95 times in a hundred', () => {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  const trials = 2_000;
  for (const n of [6, 9, 14]) {
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      // Log-normal like durations are; the median is 1.
      const values = Array.from({ length: n }, () =>
        Math.exp(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
      );
      const interval = medianInterval(values);
      if (interval !== null && interval.low <= 1 && interval.high >= 1) held++;
    }
    expect(held / trials).toBeGreaterThan(0.94);
  }
});
