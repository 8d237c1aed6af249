import { expect, test } from 'vitest';
import { periodId, periodWords } from '../../../src/core/manage/period-words.ts';

test.each([
  ['2026-07-01', '2026-09-30', 'third quarter 2026', '2026-q3'],
  ['2026-01-01', '2026-06-30', 'first half of 2026', '2026-h1'],
  ['2026-07-01', '2026-12-31', 'second half of 2026', '2026-h2'],
  ['2026-01-01', '2026-12-31', '2026', '2026'],
  ['2026-12-01', '2026-12-31', 'December 2026', '2026-12'],
  ['2025-07-01', '2026-06-30', '2025-07-01 to 2026-06-30', '2025-07-01-to-2026-06-30'],
  ['2026-07-01', '2026-09-29', '2026-07-01 to 2026-09-29', '2026-07-01-to-2026-09-29'],
])('%s to %s is called %s, with the id %s', (from, to, words, id) => {
  expect(periodWords({ from, to })).toBe(words);
  expect(periodId({ from, to })).toBe(id);
  expect(id).toMatch(/^[a-z0-9][a-z0-9-]{2,99}$/);
});
