import type { Columns } from '../../../core/chart.ts';
import { inWords } from '../../units.ts';
import { base, label, overPeriods, type Spec, shades } from './base.ts';

/** Columns of parts, with their sum above. */
export function columns({ unit, periods, series }: Columns): Spec {
  const parts = series.slice(0, shades.length);
  const values = periods.flatMap((period, at) =>
    parts.map(({ name, values }, part) => ({
      period: label(period),
      name: label(name),
      value: values[at] ?? 0,
      order: part,
    })),
  );
  const totals = periods.map((period, at) => {
    const value = parts.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
    return { period: label(period), value, words: value === 0 ? '' : inWords(value, unit) };
  });
  const most = totals.reduce((greatest, { value }) => Math.max(greatest, value), 1);
  const color = {
    field: 'name',
    scale: { domain: parts.map(({ name }) => label(name)), range: shades.slice(0, parts.length) },
    ...(parts.length === 1 && { legend: null }),
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
        encoding: { color, order: { field: 'order' } },
      },
      {
        data: { values: totals },
        mark: { type: 'text', dy: -8 },
        encoding: { text: { field: 'words' } },
      },
    ],
  };
}
