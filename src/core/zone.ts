import { Temporal } from 'temporal-polyfill';
import { DAY, formatDay, formatInstant, parseDay } from './time.ts';

/** What a calendar needs of a time zone. Instants are UTC epoch seconds, days `YYYY-MM-DD`, times `HH:MM[:SS]`. */
export type ZoneClock = {
  /** The instant of a local wall time: in a gap the later reading, in an overlap the earlier. */
  startOf(day: string, time: string): number;
  /** The local day of an instant. */
  dayOf(at: number): string;
};

/** A wall time in a zone: one instant, or the two readings of a time that a clock change skips or repeats. */
export type WallTime =
  | { kind: 'exact'; at: number }
  | { kind: 'gap'; earlier: number; later: number }
  | { kind: 'overlap'; earlier: number; later: number };

/** A stretch of one offset, its end exclusive; everything in seconds. */
type Stretch = { from: number; to: number; offset: number };

// Asking Temporal for an offset takes some 15 µs; a zone has two stretches a year, so they are asked for once.
const known = new Map<string, Stretch[]>();

const isUtc = (zone: string): boolean => zone === 'UTC' || zone === 'Etc/UTC';
const seconds = (moment: { epochMilliseconds: number }): number => moment.epochMilliseconds / 1000;

function stretchesOf(zone: string): Stretch[] {
  const found = known.get(zone);
  if (found !== undefined) return found;
  try {
    // Temporal would also read the zone out of a whole date and time.
    if (!/^[a-z+-]/i.test(zone)) throw new RangeError();
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw new RangeError(`Unexpected time zone ${JSON.stringify(zone)}, expected a name such as Europe/London or UTC`);
  }
  const stretches: Stretch[] = [];
  known.set(zone, stretches);
  return stretches;
}

function offsetAt(at: number, zone: string): number {
  return stretchAt(at, zone).offset;
}

function stretchAt(at: number, zone: string): Stretch {
  const stretches = stretchesOf(zone);
  for (const stretch of stretches) if (at >= stretch.from && at < stretch.to) return stretch;
  const milliseconds = Math.floor(at) * 1000;
  const local = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
  // "previous" is strictly before, and a transition begins its own stretch.
  const from = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const to = local.getTimeZoneTransition('next');
  const stretch = {
    from: from === null ? Number.NEGATIVE_INFINITY : seconds(from),
    to: to === null ? Number.POSITIVE_INFINITY : seconds(to),
    offset: local.offsetNanoseconds / 1e9,
  };
  stretches.push(stretch);
  return stretch;
}

/** A local wall time → its instant or, at a clock change, both readings. RangeError for an unknown zone, day or time. */
export function wallTime(day: string, time: string, zone: string): WallTime {
  stretchesOf(zone);
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const last = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const [earlier, later] = [seconds(first), seconds(last)];
  if (earlier === later) return { kind: 'exact', at: earlier };
  return { kind: first.toPlainDateTime().equals(wall) ? 'overlap' : 'gap', earlier, later };
}

const utcClock: ZoneClock = {
  startOf(day, time) {
    const days = parseDay(day);
    const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
    if (days === undefined || match === null)
      throw new RangeError(`Unexpected ${day} ${time}, expected a day and time`);
    return days * DAY + Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  },
  dayOf: (at) => formatDay(Math.floor(at / DAY)),
};

/** The clock of an IANA time zone, right across its clock changes; RangeError for an unknown name. UTC is plain sums. */
export function zoneClock(name: string): ZoneClock {
  if (isUtc(name)) return utcClock;
  stretchesOf(name);
  const starts = new Map<string, number>();
  return {
    startOf(day, time) {
      // No offset is as long as a day: a wall time over a day from all clock changes has one reading, by a plain sum.
      const local = utcClock.startOf(day, time);
      const { from, to, offset } = stretchAt(local, name);
      if (local - DAY >= from && local + DAY < to) return local - offset;
      const key = `${day} ${time}`;
      const found = starts.get(key);
      if (found !== undefined) return found;
      const wall = wallTime(day, time, name);
      const at = wall.kind === 'exact' ? wall.at : wall.kind === 'gap' ? wall.later : wall.earlier;
      starts.set(key, at);
      return at;
    },
    dayOf: (at) => utcClock.dayOf(at + offsetAt(at, name)),
  };
}

/**
 * UTC epoch seconds → RFC 3339 with the zone's offset then (`Z` for UTC). Offsets of local mean time, which have
 * seconds that RFC 3339 cannot write, are rounded to the minute; the instant stays exact.
 */
export function formatInZone(at: number, zone: string): string {
  if (isUtc(zone)) return formatInstant(at);
  const minutes = Math.round(offsetAt(at, zone) / 60);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return formatInstant(at + minutes * 60).replace('Z', offset);
}
