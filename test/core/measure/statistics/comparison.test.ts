import { expect, test } from 'vitest';
import { bounded, type Compared, direction } from '../../../../src/core/measure/statistics/comparison.ts';

const compared = (low: number, high: number | null, p: number): Compared => ({
  kind: 'compared',
  change: 1,
  low,
  high,
  p,
  detectable: { fall: null, rise: null },
});

test('direction needs the p value and the interval', () => {
  expect(direction(compared(1.2, 3, 0.01))).toBe('rise');
  expect(direction(compared(1.2, null, 0.01))).toBe('rise');
  expect(direction(compared(0.2, 0.9, 0.01))).toBe('fall');
  expect(direction(compared(0.2, 1, 0.01))).toBe('none');
  expect(direction(compared(0, null, 0.01))).toBe('none');
  expect(direction(compared(0.2, 0.9, 0.05))).toBe('none');
});

test('direction goes by the adjusted p value where one is given', () => {
  expect(direction(compared(0.2, 0.9, 0.02), 0.06)).toBe('none');
});

test('bounded', () => {
  expect([bounded(2), bounded(Number.POSITIVE_INFINITY), bounded(Number.NaN)]).toEqual([2, null, null]);
});
