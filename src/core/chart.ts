import type { Unit } from './unit.ts';

/**
 * A picture of figures, as data: values are raw, as in tables, and how it is drawn is the business of a format. A chart
 * never stands alone: its block has the same figures in words and as a table.
 */
export type Chart = Trend | Columns | Bars;

/** Single values over time, on a logarithmic scale: a dot each, and a line through the middle of every period. */
export interface Trend {
  chart: 'trend';
  unit: Unit;
  /** In order; those without values are drawn too. */
  periods: readonly string[];
  dots: readonly { period: string; value: number }[];
  /** One a period; null of nothing. */
  middles: readonly (number | null)[];
  /** What a dot and the line stand for, in a few words. */
  dotWords: string;
  middleWords: string;
  /** What the values should reach, as a line across; null without. */
  target: number | null;
}

/** How many, period by period; the parts of a period stand on each other. */
export interface Columns {
  chart: 'columns';
  unit: Unit;
  periods: readonly string[];
  /** At most four, the most important first; as many values as periods. */
  series: readonly Series[];
}

/** How many of each sort, the longest bar first if the caller sorts them: what counts in front of what it is a part of. */
export interface Bars {
  chart: 'bars';
  unit: Unit;
  labels: readonly string[];
  part: Series;
  whole: Series;
}

export interface Series {
  name: string;
  values: readonly number[];
}
