import { describe, expect, test } from 'vitest';
import { countOf } from '../../src/core/words.ts';
import { inWords } from '../../src/reporters/units.ts';

describe('inWords', () => {
  test.each([
    [0, '0s'],
    [45, '45s'],
    [90, '1m 30s'],
    [60, '1m'],
    [59.6, '1m'],
    [3_599, '59m 59s'],
    [3_599.7, '1h'],
    [6_000, '1h 40m'],
    [6_029, '1h 40m'],
    [6_030, '1h 41m'],
    [7_180, '2h'],
    [86_399, '1d'],
    [86_400 * 2 + 3 * 3_600, '2d 3h'],
    [86_400 * 2 + 3 * 3_600 + 1_799, '2d 3h'],
    [86_400 * 2 + 3 * 3_600 + 1_800, '2d 4h'],
    [86_400 * 400, '400d'],
    [0.4, '<1s'],
    [1.4, '1s'],
    [-61, '−1m 1s'],
    [-0.2, '−<1s'],
    [null, '–'],
  ])('%d seconds are %s', (seconds, words) => expect(inWords(seconds, 'seconds')).toBe(words));

  test.each([
    [3, 'days', '3 days'],
    [1, 'days', '1 day'],
    [0, 'days', '0 days'],
    [-2.25, 'days', '−2.3 days'],
    [12.5, 'percent', '12.5 %'],
    [0, 'percent', '0 %'],
    [100, 'percent', '100 %'],
    [0.04, 'percent', '0.04 %'],
    [99.97, 'percent', '99.97 %'],
    [33.333_333, 'percent', '33.3 %'],
    [0.42, 'ratio', '×0.42'],
    [1.8549, 'ratio', '×1.85'],
    [0.004, 'ratio', '×0.004'],
    [1_234_567, 'count', '1234567'],
    [2.3333, 'count', '2.33'],
    [12_000, 'money', '12000'],
    [12_000.5, 'money', '12000.50'],
    ['2026-11-20', 'date', '2026-11-20'],
    ['2026-11-20T08:12:00Z', 'instant', '2026-11-20 08:12:00Z'],
    [true, 'boolean', 'yes'],
    [false, 'boolean', 'no'],
    [['a', 'b'], 'list', 'a, b'],
    [[], 'list', '–'],
    ['', 'text', ''],
    [3.5, 'text', '3.5'],
    [Number.NaN, 'count', '–'],
    [null, 'text', '–'],
  ] as const)('%j %s are %s', (value, unit, words) => expect(inWords(value, unit)).toBe(words));
});

test('countOf', () =>
  expect([0, 1, 2].map((count) => countOf(count, 'error'))).toEqual(['0 errors', '1 error', '2 errors']));
