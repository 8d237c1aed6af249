import type { Chart } from '../../../core/chart.ts';
import { bars } from './bars.ts';
import type { Spec } from './base.ts';
import { columns } from './columns.ts';
import { trend } from './trend.ts';

/** The specification of a chart. */
export function specOf(chart: Chart): Spec {
  switch (chart.chart) {
    case 'trend':
      return trend(chart);
    case 'columns':
      return columns(chart);
    case 'bars':
      return bars(chart);
  }
}
