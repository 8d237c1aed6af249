import { expect, it } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import type { ConfigFile } from '../../../src/core/record/shapes.ts';
import { isSerious, levelOf, riskLevels, scoreWords } from '../../../src/core/risk/level.ts';

const usual = resolveConfig({});

it.each([
  [1, 1, 1, 'low'],
  [1, 4, 4, 'low'],
  [1, 5, 5, 'medium'],
  [3, 3, 9, 'medium'],
  [2, 5, 10, 'high'],
  [4, 4, 16, 'high'],
  [4, 5, 20, 'critical'],
  [5, 5, 25, 'critical'],
])('%i×%i is %i, %s, by the usual bands', (likelihood, impact, score, level) => {
  expect(levelOf(likelihood, impact, usual)).toEqual({ score, level });
});

it.each<[NonNullable<ConfigFile['risk']>, number, string]>([
  [{ bands: { low: 1, medium: 3, high: 6, critical: 9 } }, 9, 'critical'],
  [{ bands: { low: 1, high: 6 } }, 5, 'low'],
  [{ bands: { low: 1, high: 6 } }, 25, 'high'],
  [{ bands: { low: 3, medium: 5, high: 10, critical: 17 } }, 1, 'low'],
  [{ scale: 10 }, 100, 'critical'],
])('bands of the config decide: %j, %i', (risk, score, level) => {
  expect(levelOf(score, 1, resolveConfig({ risk })).level).toBe(level);
});

it('says figures, and which levels ask for a plan', () => {
  expect(scoreWords({ likelihood: 2, impact: 4 })).toBe('2×4');
  expect(riskLevels.filter(isSerious)).toEqual(['high', 'critical']);
});
