import { addMonths, addSpan, negated, type Span } from '../../time.ts';
import { formatInZone, type ZoneClock } from '../../zone.ts';

/**
 * Where a window that ends at an instant begins (UTC epoch seconds, both ends belong to it): its months back on the
 * calendar of the zone, at the same time of day and clamped at the month's end, then its seconds.
 */
export function windowStart(at: number, span: Span, timezone: string, zone: ZoneClock): number {
  const { months, seconds } = span;
  if (months === 0 || timezone === 'UTC') return addSpan(at, negated(span));
  const wall = formatInZone(at, timezone);
  const day = addMonths(wall.slice(0, 10), -months);
  return zone.startOf(day, wall.slice(11, 19)) + (at - Math.floor(at)) - seconds;
}
