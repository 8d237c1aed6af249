import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../src/core/time.ts';
import { formatInZone, wallTime, zoneClock } from '../../src/core/zone.ts';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const at = (text: string): number => parseInstant(text) ?? Number.NaN;
const anyInstant = fc.integer({ min: at('1890-01-01T00:00Z'), max: at('2100-01-01T00:00Z') });

describe('wallTime', () => {
  test('is one instant on an ordinary day', () => {
    expect(wallTime('2026-11-20', '09:12', 'Europe/London')).toEqual({ kind: 'exact', at: at('2026-11-20T09:12Z') });
    expect(wallTime('2026-07-01', '09:12:30', 'Europe/London')).toEqual({
      kind: 'exact',
      at: at('2026-07-01T08:12:30Z'),
    });
  });

  test('names both readings of a time that is skipped', () => {
    expect(wallTime('2026-03-29', '01:30', 'Europe/London')).toEqual({
      kind: 'gap',
      earlier: at('2026-03-29T00:30Z'),
      later: at('2026-03-29T01:30Z'),
    });
  });

  test('names both readings of a time that happens twice', () => {
    expect(wallTime('2026-10-25', '01:30', 'Europe/London')).toEqual({
      kind: 'overlap',
      earlier: at('2026-10-25T00:30Z'),
      later: at('2026-10-25T01:30Z'),
    });
  });

  test('knows half-hour clock changes', () => {
    expect(wallTime('2026-10-04', '02:15', 'Australia/Lord_Howe')).toMatchObject({ kind: 'gap' });
    expect(wallTime('2026-10-04', '02:30', 'Australia/Lord_Howe')).toEqual({
      kind: 'exact',
      at: at('2026-10-03T15:30Z'),
    });
  });
});

describe('zoneClock', () => {
  test('takes the later reading of a gap and the earlier of an overlap', () => {
    const london = zoneClock('Europe/London');
    expect(london.startOf('2026-03-29', '01:30')).toBe(at('2026-03-29T01:30Z'));
    expect(london.startOf('2026-10-25', '01:30')).toBe(at('2026-10-25T00:30Z'));
  });

  test('is the wall time of every day, near a clock change and far from one', () => {
    const times = ['00:00', '01:30', '02:15', '12:00', '23:59:59'];
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyInstant, fc.constantFrom(...times), (zone, instant, time) => {
        const day = Temporal.Instant.fromEpochMilliseconds(instant * 1000)
          .toString()
          .slice(0, 10);
        const wall = wallTime(day, time, zone);
        const expected = wall.kind === 'exact' ? wall.at : wall.kind === 'gap' ? wall.later : wall.earlier;
        expect(zoneClock(zone).startOf(day, time)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
    // Every day of a year with its two changes, and Samoa's year of 364 days.
    for (const [zone, year] of [
      ['Europe/London', 2026],
      ['Pacific/Apia', 2011],
    ] as const)
      for (let day = Temporal.PlainDate.from({ year, month: 1, day: 1 }); day.year === year; day = day.add({ days: 1 }))
        expect(zoneClock(zone).startOf(day.toString(), '01:30')).toBe(
          day.toZonedDateTime({ timeZone: zone, plainTime: '01:30' }).epochMilliseconds / 1000,
        );
  });

  test('knows a day that never was', () => {
    // Samoa crossed the date line at the end of 29 December 2011.
    const apia = zoneClock('Pacific/Apia');
    expect(apia.startOf('2011-12-30', '00:00')).toBe(at('2011-12-30T10:00Z'));
    expect(apia.dayOf(at('2011-12-30T09:59:59.5Z'))).toBe('2011-12-29');
    expect(apia.dayOf(at('2011-12-30T10:00Z'))).toBe('2011-12-31');
  });

  test.each(['Mars/Olympus', '', '2026-01-01T00:00:00+01:00[Europe/London]', 'Europe/London '])(
    'refuses %j',
    (zone) => {
      expect(() => zoneClock(zone)).toThrow(/^Unexpected time zone/);
      expect(() => formatInZone(0, zone)).toThrow(RangeError);
    },
  );

  test.each(['UTC', 'Etc/UTC'])('%s is plain sums', (zone) => {
    const utc = zoneClock(zone);
    expect(utc.startOf('2026-11-20', '09:12')).toBe(at('2026-11-20T09:12Z'));
    expect(utc.startOf('2026-11-20', '09:12:59')).toBe(at('2026-11-20T09:12:59Z'));
    expect(utc.dayOf(-0.5)).toBe('1969-12-31');
    expect(() => utc.startOf('2026-11-20', '24:00')).toThrow(RangeError);
    expect(() => utc.startOf('2026-11-31', '09:00')).toThrow(RangeError);
  });

  test.each(ZONES)('%s agrees with Temporal asked each time', (zone) => {
    const clock = zoneClock(zone);
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone);
        expect(clock.dayOf(instant)).toBe(local.toPlainDate().toString());
        const midnight = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: '00:00' });
        expect(clock.startOf(local.toPlainDate().toString(), '00:00')).toBe(midnight.epochMilliseconds / 1000);
      }),
      { numRuns: 300 },
    );
  });

  test.each(ZONES)('%s is right at the very second of a clock change', (zone) => {
    let change = Temporal.Instant.from('2000-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    for (let count = 0; change !== null && count < 12; count += 1) {
      for (const off of [-1, 0, 1]) {
        const local = change.add({ seconds: off });
        const expected = local.toString({ timeZoneName: 'never' });
        expect(formatInZone(local.epochMilliseconds / 1000, zone)).toBe(expected);
      }
      change = change.getTimeZoneTransition('next');
    }
  });
});

describe('formatInZone', () => {
  test('writes the offset of the moment', () => {
    expect(formatInZone(at('2026-11-20T08:12Z'), 'Europe/Paris')).toBe('2026-11-20T09:12:00+01:00');
    expect(formatInZone(at('2026-07-20T08:12Z'), 'America/St_Johns')).toBe('2026-07-20T05:42:00-02:30');
    expect(formatInZone(at('2026-11-20T08:12:00.5Z'), 'Europe/London')).toBe('2026-11-20T08:12:00.5+00:00');
    expect(formatInZone(at('2026-11-20T08:12Z'), 'UTC')).toBe('2026-11-20T08:12:00Z');
  });

  test.each(ZONES)('%s: parseInstant reads back the same instant, even in local mean time', (zone) => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        expect(parseInstant(formatInZone(instant, zone))).toBe(instant);
      }),
      { numRuns: 200 },
    );
  });
});
