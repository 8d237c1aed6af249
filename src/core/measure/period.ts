import { addDays, addMonths, daysBetween, parseDay } from '../time.ts';

/** Days `YYYY-MM-DD` in the config's zone, both inclusive. */
export interface Period {
  from: string;
  to: string;
}

export type PeriodUnit = 'month' | 'quarter' | 'year';

const MONTHS: { readonly [unit in PeriodUnit]: number } = { month: 1, quarter: 3, year: 12 };

/** The calendar period around a day. */
export function periodAround(day: string, unit: PeriodUnit): Period {
  const month = Number(day.slice(5, 7)) - 1;
  const first = String(month - (month % MONTHS[unit]) + 1).padStart(2, '0');
  const from = `${day.slice(0, 5)}${first}-01`;
  return { from, to: addDays(addMonths(from, MONTHS[unit]), -1) };
}

/** What the calendar period of a day is called: `2026`, `2026-Q3`, `2026-09`. */
export function periodKey(day: string, unit: PeriodUnit): string {
  if (unit === 'year') return day.slice(0, 4);
  return unit === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The keys of all calendar periods that the period touches, in order, at most so many. */
export function periodKeys({ from, to }: Period, unit: PeriodUnit, most: number): string[] {
  const keys: string[] = [];
  for (let day = periodAround(from, unit).from; day <= to && keys.length < most; day = addMonths(day, MONTHS[unit])) {
    const key = periodKey(day, unit);
    // Days end with the year 9999, and adding to the last ones stays there.
    if (key === keys.at(-1)) break;
    keys.push(key);
  }
  return keys;
}

/** The period of such a key: a year, a quarter or a month of it; undefined for any other text. */
export function parsePeriod(text: string): Period | undefined {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (parseDay(`${year}-01-01`) === undefined) return undefined;
  if (quarter !== undefined)
    return periodAround(`${year}-${String(3 * Number(quarter)).padStart(2, '0')}-01`, 'quarter');
  return month === undefined ? periodAround(`${year}-01-01`, 'year') : periodAround(`${year}-${month}-01`, 'month');
}

/** The key of a period that is one of the calendar's; undefined for any other. */
export function keyOfPeriod(period: Period): string | undefined {
  for (const unit of ['month', 'quarter', 'year'] as const) {
    const { from, to } = periodAround(period.from, unit);
    if (from === period.from && to === period.to) return periodKey(from, unit);
  }
  return undefined;
}

/** Whether a day lies in the period, both ends included. */
export function isWithin(day: string, { from, to }: Period): boolean {
  return day >= from && day <= to;
}

/**
 * The period before one: as many whole months where it is made of whole months, else as many days. While the period is
 * not over on the as-of day, only as much of the earlier one as has elapsed of it.
 */
export function previousPeriod(period: Period, asOfDay: string): Period {
  const to = addDays(period.from, -1);
  const months = wholeMonths(period);
  const from =
    months === undefined
      ? addDays(period.from, -1 - daysBetween(period.from, period.to))
      : addMonths(period.from, -months);
  if (asOfDay >= period.to) return { from, to };
  const reached = addDays(from, daysBetween(period.from, asOfDay));
  return { from, to: reached < to ? reached : to };
}

function wholeMonths({ from, to }: Period): number | undefined {
  const end = addDays(to, 1);
  if (from.slice(8) !== '01' || end.slice(8) !== '01') return undefined;
  const months = (day: string) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  return months(end) - months(from);
}
