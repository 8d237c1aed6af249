import { parseDay, parseInstant } from '../time.ts';
import type { ZoneClock } from '../zone.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `3 Mar 2026`, or `3 Mar` in that year; a text that is no day stays as it is. */
export function sayDay(day: string, year?: string): string {
  if (parseDay(day) === undefined) return day;
  const words = `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]}`;
  return day.slice(0, 4) === year ? words : `${words} ${day.slice(0, 4)}`;
}

/** The same of a day, or of the day of an instant in a zone. */
export function sayDayOf(text: string, zone: ZoneClock, year: string): string {
  const at = parseInstant(text);
  return sayDay(at === undefined ? text : zone.dayOf(at), year);
}
