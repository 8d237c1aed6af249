import { expect, test } from 'vitest';
import { countOf, decimalWords, durationWords, partOf, ratioWords, someOf } from '../../src/core/words.ts';

test('a duration is said in its two largest units, rounded', () => {
  expect([0, 0.4, 59, 60, 3599, 6000, 7180, 90_000, 5_383_000].map(durationWords)).toEqual([
    '0s',
    '<1s',
    '59s',
    '1m',
    '59m 59s',
    '1h 40m',
    '2h',
    '1d 1h',
    '62d 7h',
  ]);
});

test('a number is never rounded to nothing', () => {
  expect([decimalWords(0.1 + 0.2, 2), decimalWords(0.0004, 2), ratioWords(0.766), ratioWords(1)]).toEqual([
    '0.3',
    '0.0004',
    '×0.77',
    '×1',
  ]);
});

test('counts have their plural, long lists their rest', () => {
  expect([countOf(1, 'incident'), countOf(0, 'incident'), countOf(2, 'entry', 'entries')]).toEqual([
    '1 incident',
    '0 incidents',
    '2 entries',
  ]);
  expect(someOf(['a', 'b', 'c'], 2)).toBe('a, b, c');
  expect(someOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

test('a verb agrees with how many there are of how many', () => {
  const words = (count: number, all: number) => partOf(count, all, 'risk', ['is high', 'are high']);
  expect([words(0, 1), words(1, 1), words(0, 3), words(1, 3), words(2, 3), words(0, 0)]).toEqual([
    '0 of 1 risk is high',
    '1 of 1 risk is high',
    '0 of 3 risks are high',
    '1 of 3 risks is high',
    '2 of 3 risks are high',
    '0 of 0 risks are high',
  ]);
});
