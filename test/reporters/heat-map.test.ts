import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/core/config.ts';
import type { HeatMap } from '../../src/core/report.ts';
import { heatMapOf, wayOf } from '../../src/core/risk/heat-map.ts';
import { drawHeatMap } from '../../src/reporters/heat-map.ts';
import { paintOf } from '../../src/reporters/paint.ts';
import { widthOf } from '../../src/reporters/width.ts';

const config = resolveConfig({});
const plain = paintOf(0);
const draw = (map: HeatMap, columns = 80) => drawHeatMap(map, columns, plain);
const filled = (ids: readonly string[], scale = 5): HeatMap => {
  const map = heatMapOf([], resolveConfig({ risk: { scale } }));
  return { ...map, cells: map.cells.map((cell, i) => (i === 2 ? { ...cell, now: ids } : cell)) };
};

describe('drawHeatMap', () => {
  it('is a chart that says in words what colour would say', () => {
    expect(draw(wayOf('', 'R-014', { likelihood: 2, impact: 4 }, { likelihood: 3, impact: 4 }, config))).toBe(
      `
likelihood
         5 │ medium       high         high         critical     critical
         4 │ low          medium       high         high         critical
         3 │ low          medium       medium       high         high
           │                                        R-014
         2 │ low          low          medium       medium       high
           │                                        (R-014)
         1 │ low          low          low          low          medium
           └─────────────────────────────────────────────────────────────────
    impact   1            2            3            4            5
In brackets: where it stood before.`.slice(1),
    );
  });

  it.each([40, 59, 80, 120, 400])('fits %i columns, whatever stands in it', (columns) => {
    for (const scale of [2, 5, 7, 10]) {
      const ids = Array.from({ length: 40 }, (_, i) => `R-${String(i * 1_234_567).padStart(3, '0')}`);
      const lines = draw(filled(ids, scale), columns).split('\n');
      expect(Math.max(...lines.map(widthOf)), `scale ${scale}`).toBeLessThanOrEqual(Math.max(columns, 71));
      expect(lines.filter((line) => /^ *\d+ │/.test(line))).toHaveLength(scale);
    }
  });

  it('says how many there are beside those that have room', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `R-${i + 10}`);
    const text = draw(filled(ids));
    expect(text).toMatch(/^ +│ +R-10 R-11$/m);
    expect(text).toMatch(/^ +│ +\+ 4 more$/m);
    expect(text).not.toContain('R-18');
  });

  it('counts where words have no room', () => {
    const text = draw(filled(['R-001', 'R-002'], 10), 80);
    expect(text).toContain('L low, M medium, H high, C critical, and how many risks stand there.');
    expect(text).toMatch(/^ {8}10 │ H {5}C {5}C 2 /m);
    expect(text).not.toContain('R-001');
  });

  it('paints what is occupied, and says the same without', () => {
    const map = wayOf('', 'R-1', undefined, { likelihood: 5, impact: 5 }, config);
    const painted = drawHeatMap(map, 80, paintOf(1));
    expect(painted).toContain('\u001b[31m');
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(draw(map));
  });

  it('shows hostile ids as text', () => {
    expect(draw(filled(['R-1\u001b[2J\nR-2']))).not.toMatch(/\u001b|\nR-2/);
  });
});
