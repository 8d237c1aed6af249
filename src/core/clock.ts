import { addDays, parseDay } from './time.ts';
import type { ZoneClock } from './zone.ts';

/**
 * The as-of moment, as rules see it. Every question narrows the span of moments for which all answers stay the same,
 * so a verdict can be kept until the first moment at which it could change.
 */
export interface Clock {
  /** Whether that instant (UTC epoch seconds) is at or before as-of. */
  hasReached(instant: number): boolean;
  /** Whether a calendar day in the config's zone lies wholly before the as-of day. The day itself is not over. */
  isOver(day: string): boolean;
  /** The config's zone. */
  zone: ZoneClock;
  /** Answers hold for as-of in [from, until). */
  window(): { from: number; until: number };
}

/** A clock that stands at `asOf` (UTC epoch seconds) in a zone. */
export function clockAt(asOf: number, zone: ZoneClock): Clock {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  const hasReached = (instant: number): boolean => {
    if (asOf >= instant) {
      if (instant > from) from = instant;
      return true;
    }
    if (instant < until) until = instant;
    return false;
  };
  return {
    hasReached,
    isOver: (day) => {
      const number = parseDay(day);
      return number !== undefined && hasReached(endOfDay(day, zone) + 1);
    },
    zone,
    window: () => ({ from, until }),
  };
}

/** The last second (23:59:59) of a day in a zone, as UTC epoch seconds: what a day means as a moment. */
export function endOfDay(day: string, zone: ZoneClock): number {
  return zone.startOf(addDays(day, 1), '00:00') - 1;
}
