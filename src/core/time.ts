/** Seconds in a day of the UTC line. */
export const DAY = 86_400;

// Years 0001 to 9999, the only ones that four digits can write. Days and instants are held within them.
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;
const INVALID = -1e6;

const SPAN_MONTHS: Record<string, number> = { mo: 1, y: 12 };
const SPAN_SECONDS: Record<string, number> = { m: 60, h: 3600, d: DAY, w: 7 * DAY };

/** A length of time as people state it: calendar months (years are twelve) and elapsed seconds. */
export type Span = { readonly months: number; readonly seconds: number };

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : INVALID;
}

// A sum that holds an INVALID digit stays below zero, so that one comparison judges a whole number.
function two(text: string, at: number): number {
  return 10 * digit(text, at) + digit(text, at + 1);
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Days from and to civil dates of the proleptic Gregorian calendar: Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (2013). Years begin in March, so that a leap day is the last day of its year.
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

// NaN for what is no day: a day number may be negative, and `undefined` in the union costs the hot path a check.
function leadingDay(text: string): number {
  const year = 100 * two(text, 0) + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return Number.NaN;
  return daysFromCivil(year, month, day);
}

function within(days: number): number {
  if (Number.isNaN(days)) throw new RangeError('Unexpected NaN, expected a number of days');
  return Math.min(Math.max(days, FIRST_DAY), LAST_DAY);
}

function dayNumber(text: string): number {
  const days = parseDay(text);
  if (days === undefined) throw new RangeError(`Unexpected day ${JSON.stringify(text)}, expected YYYY-MM-DD`);
  return days;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** `YYYY-MM-DD` → days since 1970-01-01; undefined for anything else, impossible days and the year 0000. */
export function parseDay(text: string): number | undefined {
  if (text.length !== 10) return undefined;
  const days = leadingDay(text);
  return Number.isNaN(days) ? undefined : days;
}

/** Days since 1970-01-01 → `YYYY-MM-DD`. Beyond the years 0001 to 9999 it stays at their first or last day. */
export function formatDay(days: number): string {
  const { year, month, day } = civilFromDays(within(Math.floor(days)));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * RFC 3339 with an offset (seconds and their fraction may be missing) → UTC epoch seconds, to the microsecond (until
 * 2242; later a double holds a little less). Undefined for everything else: no offset, `:60`, hour 24, impossible days,
 * the year 0000, and an instant whose UTC year is not 0001 to 9999. `-00:00` is Z.
 */
export function parseInstant(text: string): number | undefined {
  const length = text.length;
  if (length < 17 || length > 35 || text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58) return undefined;
  const hour = two(text, 11);
  const minute = two(text, 14);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  let at = 16;
  let second = 0;
  let micros = 0;
  if (text.charCodeAt(at) === 58) {
    second = two(text, 17);
    if (second < 0 || second > 59) return undefined;
    at = 19;
    if (text.charCodeAt(at) === 46) {
      const first = ++at;
      let scale = 100_000;
      for (let value = digit(text, at); value >= 0; value = digit(text, ++at)) {
        micros += value * scale;
        scale = scale === 1 ? 0 : scale / 10;
      }
      if (at === first || at - first > 9) return undefined;
    }
  }
  let offset = 0;
  const sign = text.charCodeAt(at);
  if (sign === 43 || sign === 45) {
    const hours = two(text, at + 1);
    const minutes = two(text, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text.charCodeAt(at + 3) !== 58) return undefined;
    offset = (sign === 43 ? 60 : -60) * (hours * 60 + minutes);
    at += 6;
  } else if (sign === 90) at += 1;
  else return undefined;
  if (at !== length) return undefined;
  const whole = leadingDay(text) * DAY + hour * 3600 + minute * 60 + second - offset;
  // Written so that the NaN of an impossible day is refused too.
  if (!(whole >= FIRST_DAY * DAY && whole < (LAST_DAY + 1) * DAY)) return undefined;
  return micros === 0 ? whole : whole + micros / 1e6;
}

/** UTC epoch seconds → `YYYY-MM-DDTHH:MM:SSZ`, with up to six digits of a fraction where there is one. */
export function formatInstant(seconds: number): string {
  let whole = Math.floor(seconds);
  let micros = Math.round((seconds - whole) * 1e6);
  if (micros === 1e6) {
    whole += 1;
    micros = 0;
  }
  whole = Math.min(Math.max(whole, FIRST_DAY * DAY), (LAST_DAY + 1) * DAY - 1);
  const days = Math.floor(whole / DAY);
  const rest = whole - days * DAY;
  const time = `${pad(Math.floor(rest / 3600), 2)}:${pad(Math.floor(rest / 60) % 60, 2)}:${pad(rest % 60, 2)}`;
  const fraction = micros === 0 ? '' : `.${pad(micros, 6).replace(/0+$/, '')}`;
  return `${formatDay(days)}T${time}${fraction}Z`;
}

function monthsLater(days: number, months: number): number {
  const { year, month, day } = civilFromDays(within(days));
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return within(daysFromCivil(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth))));
}

/** A day text and whole months, which may be negative → day text; 31 January and one month is the last of February. */
export function addMonths(day: string, months: number): string {
  return formatDay(monthsLater(dayNumber(day), months));
}

/** A day text and whole days, which may be negative → day text. */
export function addDays(day: string, days: number): string {
  return formatDay(dayNumber(day) + days);
}

/** Whole days from the first day text to the second; negative when the second is earlier. */
export function daysBetween(first: string, second: string): number {
  return dayNumber(second) - dayNumber(first);
}

/** `30m` minutes, `72h`, `14d`, `2w`, `6mo` calendar months, `1y` → Span, at most 1e9 units; undefined otherwise. */
export function parseSpan(text: string): Span | undefined {
  const match = /^(\d+)(m|h|d|w|mo|y)$/.exec(text);
  if (match === null) return undefined;
  const count = Math.min(Number(match[1]), 1e9);
  const unit = match[2] ?? '';
  return { months: count * (SPAN_MONTHS[unit] ?? 0), seconds: count * (SPAN_SECONDS[unit] ?? 0) };
}

/** The span backwards, for windows that look into the past. */
export function negated(span: Span): Span {
  return { months: -span.months, seconds: -span.seconds };
}

/** UTC epoch seconds later by a span: its months on the UTC calendar, clamped at month ends, then its seconds. */
export function addSpan(at: number, span: Span): number {
  const days = Math.floor(at / DAY);
  return monthsLater(days, span.months) * DAY + (at - days * DAY) + span.seconds;
}

/** A day text later by a span: its months, clamped at month ends, then its seconds in whole days, begun ones counted. */
export function addSpanToDay(day: string, span: Span): string {
  const days = (span.seconds < 0 ? Math.floor : Math.ceil)(span.seconds / DAY);
  return formatDay(monthsLater(dayNumber(day), span.months) + days);
}
