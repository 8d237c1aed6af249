import type { Bars } from '../../../core/chart.ts';
import { inWords } from '../../units.ts';
import { base, label, type Spec, shades } from './base.ts';

/** Bars from left to right, the part in front of its whole, with both in words. */
export function bars({ unit, labels, part, whole }: Bars): Spec {
  const rows = labels.map((name, at) => {
    const [some, all] = [part.values[at] ?? 0, whole.values[at] ?? 0];
    const words = `${inWords(some, unit)} of ${inWords(all, unit)}`;
    return { name: label(name), some, all, end: Math.max(some, all), words };
  });
  const most = rows.reduce((greatest, { end }) => Math.max(greatest, end), 1);
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, most * 1.15], nice: false },
    axis: null,
  });
  const names = [whole.name, part.name].map(label);
  const color = (name: string | undefined) => ({
    datum: name,
    scale: { domain: names, range: [shades[3], shades[0]] },
  });
  return {
    ...base({ step: 26 }),
    data: { values: rows },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        axis: { title: null, domain: false, ticks: false, labelLimit: 240, labelPadding: 8 },
      },
    },
    layer: [
      { mark: { type: 'bar', height: 16 }, encoding: { x: x('all'), color: color(names[0]) } },
      { mark: { type: 'bar', height: 16 }, encoding: { x: x('some'), color: color(names[1]) } },
      { mark: { type: 'text', align: 'left', dx: 6 }, encoding: { x: x('end'), text: { field: 'words' } } },
    ],
  };
}
