import { showText } from './show-text.ts';
import { addDays, parseDay, parseInstant } from './time.ts';
import { formatInZone, wallTime, zoneClock } from './zone.ts';

/** A moment as UTC epoch seconds and as text to write into a record, or what is wrong with it and what would be right. */
export type Moment = { at: number; text: string } | { problem: string; hint: string };

/** `now` in UTC epoch seconds; `zone` only where the config states one; `words` where a person is asked. */
export type MomentContext = { now: number; zone: string | undefined; words?: boolean };

const EXAMPLE = '2026-11-20T09:12:00+01:00';
const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

const quoted = (text: string): string => `"${showText(text.length > 60 ? `${text.slice(0, 60)}…` : text)}"`;

function wrong(problem: string, hint: string): Moment {
  return { problem: `Unexpected ${problem}`, hint };
}

function say(at: number, zone: string | undefined): Moment {
  return { at, text: formatInZone(at, zone ?? 'UTC') };
}

function readWall(day: string, time: string, text: string, zone: string | undefined): Moment {
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(time);
  const [hour, minute, second] = [Number(clock?.[1]), Number(clock?.[2]), Number(clock?.[3] ?? 0)];
  if (parseDay(day) === undefined)
    return wrong(`day in ${quoted(text)}, expected one that exists`, `Write it like ${EXAMPLE}.`);
  if (clock === null || hour > 23 || minute > 59 || second > 59) {
    return wrong(`time of day in ${quoted(text)}, expected 00:00 to 23:59`, `Write it like ${EXAMPLE}.`);
  }
  if (zone === undefined) {
    return wrong(
      `time without an offset ${quoted(text)}, expected one such as ${EXAMPLE}`,
      'Add Z or the offset, or state a timezone in pir.config.yaml.',
    );
  }
  const wall = wallTime(day, time.padStart(time.length + 2 - (clock[1] ?? '').length, '0'), zone);
  if (wall.kind === 'exact') return say(wall.at, zone);
  const [earlier, later] = [formatInZone(wall.earlier, zone), formatInZone(wall.later, zone)];
  const what = wall.kind === 'gap' ? 'is skipped' : 'happens twice';
  return wrong(
    `time ${quoted(text)}, which ${what} when the clocks change in ${zone}, expected ${earlier} or ${later}`,
    `Write one of the two with its offset: ${earlier} is the earlier.`,
  );
}

/** "now", "30 minutes ago", "yesterday 09:12", "today 14:00", "09:12"; undefined for what is none of them. */
function readWords(text: string, { now, zone }: MomentContext): Moment | undefined {
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  if (words === 'now') return say(Math.floor(now), zone);
  const ago = /^(an?|\d{1,4}) ?(s|m|h|d|secs?|mins?|seconds?|minutes?|hours?|days?) ago$/.exec(words);
  if (ago !== null) {
    const count = ago[1]?.startsWith('a') ? 1 : Number(ago[1]);
    return say(Math.floor(now) - count * (UNITS[ago[2]?.[0] ?? ''] ?? 0), zone);
  }
  const dated = /^(?:(today|yesterday) (?:at )?)?(\d{1,2}:\d\d(?::\d\d)?)$/.exec(words);
  if (dated === null) return undefined;
  const today = zoneClock(zone ?? 'UTC').dayOf(now);
  const moment = readWall(dated[1] === 'yesterday' ? addDays(today, -1) : today, dated[2] ?? '', text, zone);
  if ('problem' in moment || moment.at <= now) return moment;
  return wrong(
    `time ${quoted(text)}, which is still to come today, expected one that has passed`,
    `Write "yesterday ${dated[2]}", or ${moment.text} if it is meant.`,
  );
}

/**
 * What a person writes for a moment: RFC 3339 with an offset, which is kept as written; `YYYY-MM-DD HH:MM[:SS]` in the
 * config's zone, both readings named where a clock change leaves none or two; with `words` also "now",
 * "30 minutes ago", "yesterday 09:12", "today 14:00" and "09:12", none of them in the future.
 */
export function readMoment(written: string, context: MomentContext): Moment {
  const text = written.trim();
  const at = parseInstant(text);
  if (at !== undefined) return { at, text };
  const wall = /^(\d{4}-\d\d-\d\d) +(\d\d:\d\d(?::\d\d)?)$/.exec(text);
  if (wall !== null) return readWall(wall[1] ?? '', wall[2] ?? '', text, context.zone);
  const worded = context.words === true ? readWords(text, context) : undefined;
  if (worded !== undefined) return worded;

  const whole = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (whole !== null && whole[3] === undefined) {
    const meant = readWall(whole[1] ?? '', whole[2] ?? '', text, context.zone);
    if ('problem' in meant) return meant;
    return wrong(
      `time without an offset ${quoted(text)}, expected one such as ${meant.text}`,
      `That is what it is in ${context.zone}.`,
    );
  }
  // The day or the time of day is at fault; in UTC every other wall time exists.
  const fault = whole === null ? undefined : readWall(whole[1] ?? '', whole[2] ?? '', text, 'UTC');
  if (fault !== undefined && 'problem' in fault) return fault;
  if (parseDay(text) !== undefined) {
    return wrong(`day without a time ${quoted(text)}, expected a moment`, `Write it like ${text}T09:12:00Z.`);
  }
  const wallHint = context.zone === undefined ? '' : `, or 2026-11-20 09:12 for the time in ${context.zone}`;
  const wordsHint = context.words === true ? ', or "now", "30 minutes ago", "yesterday 09:12"' : '';
  return wrong(
    `time ${quoted(text)}, expected a moment with its offset`,
    `Write it like ${EXAMPLE}${wallHint}${wordsHint}.`,
  );
}
