import { formatDay, parseDay } from '../time.ts';
import type { ZoneClock } from '../zone.ts';

/**
 * The hours of support as the config states them: `days` of mon to sun, `from` and `to` as `HH:MM` in the config's zone,
 * `24:00` for the end of the day, `holidays` as `YYYY-MM-DD`. A `to` at or before `from` lies on the next day, and the
 * night belongs to the weekday on which it begins.
 */
export type SupportCalendar = {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly holidays: readonly string[];
};

// 1970-01-01 was a Thursday.
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

const weekday = (day: number): string => WEEKDAYS[((day % 7) + 7) % 7] ?? '';

function wall(day: number, time: string, clock: ZoneClock): number {
  return time === '24:00' ? clock.startOf(formatDay(day + 1), '00:00') : clock.startOf(formatDay(day), time);
}

/**
 * The seconds between two instants (UTC epoch seconds) that lie within the hours of support. Each day's hours are from
 * its local `from` to its local `to` as instants, so a day of a clock change has its own length. Negative where the
 * second instant is the earlier.
 */
export function supportSeconds(from: number, to: number, calendar: SupportCalendar, clock: ZoneClock): number {
  if (to < from) return 0 - supportSeconds(to, from, calendar, clock);
  const { days, holidays } = calendar;
  const overnight = calendar.to <= calendar.from ? 1 : 0;
  const first = (parseDay(clock.dayOf(from)) ?? 0) - overnight;
  const last = parseDay(clock.dayOf(to)) ?? 0;
  let total = 0;
  for (let day = first; day <= last; day += 1) {
    const text = formatDay(day);
    if (!days.includes(weekday(day)) || holidays.includes(text)) continue;
    const opens = wall(day, calendar.from, clock);
    // A day that a zone skipped whole (Samoa, 30 December 2011) would count the next one twice.
    if (calendar.from !== '24:00' && clock.dayOf(opens) !== text) continue;
    const closes = wall(day + overnight, calendar.to, clock);
    total += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
  }
  return total;
}

/** Whether there is support at an instant: what tells a duration of zero within the hours from one outside them. */
export function isSupported(at: number, calendar: SupportCalendar, clock: ZoneClock): boolean {
  return supportSeconds(at, at + 1, calendar, clock) > 0;
}
