import { addMonths, addSpan, DAY, negated, type Span } from '../../time.ts';
import { formatInZone, type ZoneClock } from '../../zone.ts';

/**
 * Where a window that ends at an instant begins (UTC epoch seconds, both ends belong to it): its months back on the
 * calendar of the zone, at the same time of day and clamped at the month's end, then its seconds.
 */
export function windowStart(at: number, span: Span, timezone: string, zone: ZoneClock): number {
  const { months, seconds } = span;
  if (months === 0) return addSpan(at, negated(span));
  if (timezone === 'UTC') {
    const day = Math.floor(at / DAY);
    // Incidents in order: those of one day follow each other.
    if (day !== last.day || months !== last.months)
      last = { day, months, start: addSpan(day * DAY, { months: -months, seconds: 0 }) };
    return last.start + (at - day * DAY) - seconds;
  }
  const wall = formatInZone(at, timezone);
  const day = addMonths(wall.slice(0, 10), -months);
  return zone.startOf(day, wall.slice(11, 19)) + (at - Math.floor(at)) - seconds;
}

let last = { day: Number.NaN, months: 0, start: 0 };
