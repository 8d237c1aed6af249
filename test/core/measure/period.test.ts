import { describe, expect, test } from 'vitest';
import {
  keyOfPeriod,
  parsePeriod,
  periodAround,
  periodKey,
  periodKeys,
  previousPeriod,
} from '../../../src/core/measure/period.ts';

test('a day lies in a month, a quarter and a year', () => {
  expect(periodAround('2026-11-21', 'month')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(periodAround('2026-11-21', 'quarter')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  expect(periodAround('2024-02-29', 'year')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(['month', 'quarter', 'year'].map((unit) => periodKey('2026-09-30', unit as 'month'))).toEqual([
    '2026-09',
    '2026-Q3',
    '2026',
  ]);
});

test('the keys of a period are continuous and touch both ends', () => {
  expect(periodKeys({ from: '2025-11-30', to: '2026-02-01' }, 'month', 99)).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
  ]);
  expect(periodKeys({ from: '2025-11-30', to: '2026-04-01' }, 'quarter', 99)).toEqual([
    '2025-Q4',
    '2026-Q1',
    '2026-Q2',
  ]);
  expect(periodKeys({ from: '0001-01-01', to: '9999-12-31' }, 'month', 50)).toHaveLength(50);
  expect(periodKeys({ from: '9998-01-01', to: '9999-12-31' }, 'year', 50)).toEqual(['9998', '9999']);
});

describe('the period before', () => {
  const asOf = '2027-06-01';

  test('whole months are compared with as many months', () => {
    expect(previousPeriod({ from: '2026-07-01', to: '2026-09-30' }, asOf)).toEqual({
      from: '2026-04-01',
      to: '2026-06-30',
    });
    expect(previousPeriod({ from: '2026-03-01', to: '2026-03-31' }, asOf)).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
  });

  test('other periods with as many days', () => {
    expect(previousPeriod({ from: '2026-03-10', to: '2026-03-16' }, asOf)).toEqual({
      from: '2026-03-03',
      to: '2026-03-09',
    });
    expect(previousPeriod({ from: '2026-03-10', to: '2026-03-10' }, asOf)).toEqual({
      from: '2026-03-09',
      to: '2026-03-09',
    });
  });

  test('a period that is not over with its elapsed days of the one before', () => {
    const quarter = { from: '2026-10-01', to: '2026-12-31' };
    expect(previousPeriod(quarter, '2026-10-10')).toEqual({ from: '2026-07-01', to: '2026-07-10' });
    expect(previousPeriod(quarter, '2026-12-31')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
    // March has more days than there were in February.
    expect(previousPeriod({ from: '2026-03-01', to: '2026-03-31' }, '2026-03-30')).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
  });
});

test('a period has a name if it is one of the calendar', () => {
  expect(parsePeriod('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(parsePeriod('2026-Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(parsePeriod('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  expect(parsePeriod('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  for (const text of ['', '2026-Q5', '2026-q3', '2026-13', '2026-9', '2026-09-01', '0000', '26', '2026-Q3 ', 'Q3'])
    expect(parsePeriod(text), text).toBeUndefined();
  for (const key of ['2026', '2026-Q3', '2026-09'])
    expect(keyOfPeriod(parsePeriod(key) ?? { from: '', to: '' })).toBe(key);
  expect(keyOfPeriod({ from: '2026-07-01', to: '2026-09-29' })).toBeUndefined();
});
