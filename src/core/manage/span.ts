import { type Period, type PeriodUnit, periodAround } from '../measure/period.ts';
import { addDays, addMonths } from '../time.ts';

/** What trends show: the twelve months that end with the period's last one, or all of a period that is longer. */
export function spanOf({ from, to }: Period): Period {
  const { to: end } = periodAround(to, 'month');
  const year = addMonths(addDays(end, 1), -12);
  return { from: from < year ? from : year, to: end };
}

const months = ({ from, to }: Period): number =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;

/** What counts are shown by, so that a picture has at most some two dozen columns. */
export function countUnit(span: Period): PeriodUnit {
  const length = months(span);
  return length <= 18 ? 'month' : length <= 72 ? 'quarter' : 'year';
}

/** What durations are shown by: months have too few incidents for a median that says anything. */
export function durationUnit(span: Period): PeriodUnit {
  return months(span) <= 72 ? 'quarter' : 'year';
}
