import type { Trend } from '../../../core/chart.ts';
import type { Unit } from '../../../core/unit.ts';
import { inWords } from '../../units.ts';
import { base, overPeriods, type Spec, shades, wordsOf } from './base.ts';

/** Dots, the middle of each period as a bar with its value, and the target as a line. */
export function trend({ unit, periods, dots, middles, target }: Trend): Spec {
  const values = [...dots.map(({ value }) => value), ...(target === null ? [] : [target])];
  const ticks = ticksFor(values, unit);
  const [low = 1, high = 10] = [ticks[0], ticks.at(-1)];
  // On this scale there is no zero.
  const shown = (value: number) => Math.min(Math.max(value, low), high);
  const y = {
    field: 'value',
    type: 'quantitative',
    scale: { type: 'log', domain: [low, high], nice: false },
    axis: {
      values: ticks,
      labelExpr: wordsOf(ticks.map((tick) => [tick, inWords(tick, unit)])),
      title: null,
      domain: false,
      ticks: false,
    },
  };
  const known = middles.flatMap((value, period) =>
    value === null ? [] : [{ period, value: shown(value), words: inWords(value, unit) }],
  );
  const places = new Map(periods.map((period, at) => [period, at]));
  return {
    ...base(220),
    encoding: { x: overPeriods(periods), y },
    layer: [
      {
        data: { values: dots.map(({ period, value }) => ({ period: places.get(period) ?? 0, value: shown(value) })) },
        mark: { type: 'point', filled: true, size: 60, color: shades[1], opacity: 0.5 },
      },
      { data: { values: known }, mark: { type: 'tick', thickness: 3, width: 46, color: shades[0] } },
      {
        data: { values: known },
        mark: { type: 'text', align: 'left', dx: 28, fontWeight: 600 },
        encoding: { text: { field: 'words' } },
      },
      ...(target === null ? [] : targetLine(target, unit)),
    ],
  };
}

/** Its words stand at the left edge, where no period has its middle. */
function targetLine(target: number, unit: Unit): Spec[] {
  const data = { values: [{ value: target, words: `target ${inWords(target, unit)}` }] };
  const color = 'var(--bad)';
  return [
    { data, mark: { type: 'rule', strokeDash: [5, 4], color }, encoding: { x: { value: 0 }, x2: { value: 'width' } } },
    {
      data,
      mark: { type: 'text', align: 'left', dy: -7, color },
      encoding: { x: { value: 0 }, text: { field: 'words' } },
    },
  ];
}

const spans = [
  1, 10, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200, 604_800, 2_592_000, 7_776_000, 31_536_000,
] as const;
const MOST_TICKS = 7;

/** Round figures from the one below all values to the one above them; of times, those that people say. */
function ticksFor(values: readonly number[], unit: Unit): number[] {
  const positive = values.filter((value) => value > 0);
  const low = positive.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = positive.reduce((most, value) => Math.max(most, value), 0);
  const known: readonly number[] = unit === 'seconds' ? spans : decades;
  if (high === 0) return known.slice(2, 5);
  const from = known.findLastIndex((tick) => tick < low);
  const to = known.findIndex((tick) => tick > high);
  const some = known.slice(Math.max(from, 0), to < 0 ? known.length : Math.max(to, from + 1) + 1);
  const step = Math.ceil(some.length / MOST_TICKS);
  // The ends stay, or values would stand outside.
  return some.filter((_, at) => at % step === 0 || at === some.length - 1);
}

const decades = Array.from({ length: 12 }, (_, power) => 10 ** (power - 2));
