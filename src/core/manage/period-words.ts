import { keyOfPeriod, type Period } from '../measure/period.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
] as const;
const QUARTERS = ['first', 'second', 'third', 'fourth'] as const;

/** What people call a period: `third quarter 2026`, `September 2026`, `first half of 2026`, else its days. */
export function periodWords(period: Period): string {
  const { from, to } = period;
  const year = from.slice(0, 4);
  const key = keyOfPeriod(period);
  if (key === undefined) {
    const half = halfOf(period);
    return half === undefined ? `${from} to ${to}` : `${half === 1 ? 'first' : 'second'} half of ${year}`;
  }
  const [, quarter, month] = /^\d{4}(?:-Q(\d)|-(\d\d))?$/.exec(key) ?? [];
  if (quarter !== undefined) return `${QUARTERS[Number(quarter) - 1]} quarter ${year}`;
  return month === undefined ? year : `${MONTHS[Number(month) - 1]} ${year}`;
}

/** An id for what is about a period: `2026-q3`, `2026-h1`, `2026-09`, `2026`, else its days. */
export function periodId(period: Period): string {
  const half = halfOf(period);
  if (half !== undefined) return `${period.from.slice(0, 4)}-h${half}`;
  return keyOfPeriod(period)?.toLowerCase() ?? `${period.from}-to-${period.to}`;
}

function halfOf({ from, to }: Period): 1 | 2 | undefined {
  if (from.slice(0, 4) !== to.slice(0, 4)) return undefined;
  if (from.slice(5) === '01-01' && to.slice(5) === '06-30') return 1;
  return from.slice(5) === '07-01' && to.slice(5) === '12-31' ? 2 : undefined;
}
