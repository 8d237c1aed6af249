import type { Bars } from '../../../core/chart.ts';
import { inWords } from '../../units.ts';
import { base, inShades, label, type Spec, shades, wordsAt } from './base.ts';

/** Bars from left to right, the part in front of its whole, with both in words. */
export function bars({ unit, labels, part, whole }: Bars): Spec {
  const rows = labels.map((_, at) => {
    const [some, all] = [part.values[at] ?? 0, whole.values[at] ?? 0];
    const words = `${inWords(some, unit)} of ${inWords(all, unit)}`;
    return { at, some, all, end: Math.max(some, all), words };
  });
  const most = rows.reduce((greatest, { end }) => Math.max(greatest, end), 1);
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, most * 1.15], nice: false },
    axis: null,
  });
  const shade = inShades([whole.name, part.name], [shades[3], shades[0]]);
  return {
    ...base({ step: 26 }),
    data: { values: rows },
    encoding: {
      y: {
        field: 'at',
        type: 'ordinal',
        axis: {
          labelExpr: wordsAt(labels.map(label)),
          title: null,
          domain: false,
          ticks: false,
          labelLimit: 240,
          labelPadding: 8,
        },
      },
    },
    layer: [
      { mark: { type: 'bar', height: 16 }, encoding: { x: x('all'), color: { datum: 0, ...shade } } },
      { mark: { type: 'bar', height: 16 }, encoding: { x: x('some'), color: { datum: 1, ...shade } } },
      { mark: { type: 'text', align: 'left', dx: 6 }, encoding: { x: x('end'), text: { field: 'words' } } },
    ],
  };
}
