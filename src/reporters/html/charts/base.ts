import { showText } from '../../../core/show-text.ts';
import { cut } from '../../width.ts';

/** A Vega-Lite specification: data, no code. */
export type Spec = Readonly<{ [key: string]: unknown }>;

/** Wide enough for twelve months on paper, and legible when a telephone shows it at half its size. */
const WIDTH = 760;
const LONGEST_LABEL = 34;

const ink = 'currentColor';
const faint = 'var(--line)';
/** Variables of the page, so that a picture follows light, dark and print; the first is the strongest. */
export const shades = ['var(--shade-1)', 'var(--shade-2)', 'var(--shade-3)', 'var(--shade-4)'];

/** Said once for the whole picture. */
export const font = 'system-ui, -apple-system, "Segoe UI", sans-serif';

/** What all charts share. A height may be so much a bar. */
export const base = (height: number | { step: number }): Spec => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: WIDTH,
  height,
  padding: { left: 4, right: 8, top: 6, bottom: 4 },
  background: null,
  autosize: { type: 'fit-x', contains: 'padding' },
  config: {
    // The page says in a label and a caption what a picture shows.
    aria: false,
    font,
    view: { stroke: null },
    axis: {
      labelColor: ink,
      labelFontSize: 12,
      titleColor: ink,
      titleFontSize: 12,
      titleFontWeight: 'normal',
      domainColor: faint,
      tickColor: faint,
      gridColor: faint,
    },
    legend: {
      labelColor: ink,
      labelFontSize: 12,
      labelLimit: 300,
      orient: 'top',
      title: null,
      symbolType: 'square',
      symbolOpacity: 1,
      offset: 8,
    },
    text: { color: ink, fontSize: 12 },
  },
});

/** Text from anywhere, as short as a picture has room for. */
export const label = (given: string): string => cut(showText(given), LONGEST_LABEL);

/** Periods from left to right, by their place: also those for which there is nothing to draw. */
export const overPeriods = (periods: readonly string[]) => ({
  field: 'period',
  type: 'ordinal',
  scale: { domain: periods.map((_, at) => at) },
  axis: {
    labelAngle: 0,
    labelExpr: wordsAt(monthWords(periods)),
    title: null,
    ticks: false,
    labelPadding: 8,
    grid: false,
  },
});

/** Series by their place, in shades, with a legend of their names unless there is one only. */
export const inShades = (names: readonly string[], range: readonly (string | undefined)[]) => ({
  type: 'nominal',
  scale: { domain: names.map((_, at) => at), range },
  legend: names.length === 1 ? null : { labelExpr: wordsAt(names.map(label)) },
});

/**
 * An expression for the words at a place. Words from anywhere only ever stand in it as items of a list, in quotes: as
 * keys, some of them mean something to it, and as values of a scale two that are cut alike would be one.
 */
export const wordsAt = (words: readonly (string | readonly string[])[]): string =>
  `${escaped(words)}[toNumber(datum.value)]`;

const escaped = (words: unknown): string =>
  JSON.stringify(words).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** An expression for the words of a number. */
export const wordsOf = (words: readonly (readonly [number, string])[]): string =>
  `${escaped(Object.fromEntries(words))}[datum.value]`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Months by name, the first and each January above its year: twelve of them have room beside each other. */
function monthWords(periods: readonly string[]): (string | readonly string[])[] {
  return periods.map((period, at) => {
    const [, year = '', month = ''] = /^(\d{4})-(\d\d)$/.exec(period) ?? [];
    const name = MONTHS[Number(month) - 1];
    if (name === undefined) return label(period);
    return at === 0 || month === '01' ? [name, year] : name;
  });
}
