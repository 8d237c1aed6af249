import type { Columns } from '../../../core/chart.ts';
import { inWords } from '../../units.ts';
import { base, inShades, overPeriods, type Spec, shades } from './base.ts';

/** Columns of parts, with their sum above. */
export function columns({ unit, periods, series }: Columns): Spec {
  const parts = series.slice(0, shades.length);
  const values = periods.flatMap((_, period) =>
    parts.map(({ values }, part) => ({ period, part, value: values[period] ?? 0 })),
  );
  const totals = periods.map((_, period) => {
    const value = parts.reduce((sum, { values }) => sum + (values[period] ?? 0), 0);
    return { period, value, words: value === 0 ? '' : inWords(value, unit) };
  });
  const most = totals.reduce((greatest, { value }) => Math.max(greatest, value), 1);
  const color = {
    field: 'part',
    ...inShades(
      parts.map(({ name }) => name),
      shades.slice(0, parts.length),
    ),
  };
  return {
    ...base(170),
    encoding: {
      x: overPeriods(periods),
      y: {
        field: 'value',
        type: 'quantitative',
        scale: { domain: [0, most * 1.12], nice: false },
        axis: null,
      },
    },
    layer: [
      {
        data: { values },
        mark: { type: 'bar', width: { band: 0.62 }, stroke: 'var(--paper)', strokeWidth: 1 },
        encoding: { color, order: { field: 'part' } },
      },
      {
        data: { values: totals },
        mark: { type: 'text', dy: -8 },
        encoding: { text: { field: 'words' } },
      },
    ],
  };
}
