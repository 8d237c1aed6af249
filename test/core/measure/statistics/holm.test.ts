import { expect, test } from 'vitest';
import { holm } from '../../../../src/core/measure/statistics/holm.ts';

test('holm multiplies the least by all, the next by one fewer, never falling, never above 1, in the order given', () => {
  // By hand: 0.01 x 4 = 0.04, 0.015 x 3 = 0.045, 0.03 x 2 = 0.06, 0.04 x 1 raised to 0.06.
  const adjusted = holm([0.04, 0.01, 0.03, 0.015]);
  [0.06, 0.04, 0.06, 0.045].forEach((expected, index) => {
    expect(adjusted[index]).toBeCloseTo(expected, 12);
  });
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});
