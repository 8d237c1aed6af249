import { expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const known = ['title', 'type', 'severity', 'Owner', 'due', 'id'];

it.each([
  ['titel', 'title'],
  ['tpye', 'type'],
  ['SEVERITY', 'severity'],
  ['severty', 'severity'],
  ['owner', 'Owner'],
  ['du', 'due'],
  ['colour', undefined],
  ['', undefined],
  ['x', undefined],
  ['a'.repeat(50_000), undefined],
])('%s → %s', (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

it('knows nothing among nothing', () => {
  expect(nearest('title', [])).toBeUndefined();
});
