import { expect, it } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import type { HeatMap } from '../../../src/core/report.ts';
import { heatMapOf, wayOf } from '../../../src/core/risk/heat-map.ts';
import { assessed, risk } from './records.ts';

const config = resolveConfig({});
const standing = ({ cells }: HeatMap) =>
  cells
    .filter(({ now, before }) => now.length + before.length > 0)
    .map(({ likelihood, impact, level, now, before }) => `${likelihood}×${impact} ${level} [${now}] (${before})`);

const moved = risk('R-2', `assessments:\n${assessed('2026-01-10', 2, 4)}${assessed('2026-03-12', 3, 4)}`);
const still = risk('R-1', `assessments:\n${assessed('2026-01-10', 3, 4)}${assessed('2026-03-12', 3, 4)}`);
const closed = risk('R-3', `assessments:\n${assessed('2026-01-10', 5, 5)}`, 'closed');

it('shows where the open risks stand', () => {
  expect(standing(heatMapOf([moved, still, closed, risk('R-4')], config))).toEqual(['3×4 high [R-1,R-2] ()']);
});

it('shows where those came from that moved since a day, and what stood by another', () => {
  const risks = [moved, still];
  expect(standing(heatMapOf(risks, config, { since: '2026-03-12' }))).toEqual([
    '3×4 high [R-1,R-2] ()',
    '2×4 medium [] (R-2)',
  ]);
  expect(standing(heatMapOf(risks, config, { since: '2026-03-13' }))).toEqual(['3×4 high [R-1,R-2] ()']);
  expect(standing(heatMapOf(risks, config, { since: '2026-01-10' }))).toEqual(['3×4 high [R-1,R-2] ()']);
  expect(standing(heatMapOf(risks, config, { to: '2026-03-11' }))).toEqual([
    '3×4 high [R-1] ()',
    '2×4 medium [R-2] ()',
  ]);
});

it('has every pair of the scale once, as it is read', () => {
  const { cells, scale } = heatMapOf([], resolveConfig({ risk: { scale: 3 } }));
  expect(scale).toBe(3);
  expect(cells.map(({ likelihood, impact }) => `${likelihood}${impact}`).join(' ')).toBe('31 32 33 21 22 23 11 12 13');
});

it('shows the way of one risk', () => {
  const [a, b] = [
    { likelihood: 2, impact: 4 },
    { likelihood: 3, impact: 4 },
  ];
  expect(standing(wayOf('', 'R-1', a, b, config))).toEqual(['3×4 high [R-1] ()', '2×4 medium [] (R-1)']);
  expect(standing(wayOf('', 'R-1', a, a, config))).toEqual(['2×4 medium [R-1] ()']);
  expect(standing(wayOf('', 'R-1', undefined, b, config))).toEqual(['3×4 high [R-1] ()']);
});
