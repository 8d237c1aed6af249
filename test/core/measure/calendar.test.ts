import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { isSupported, type SupportCalendar, supportSeconds } from '../../../src/core/measure/calendar.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';
import { cpuTime } from '../../cpu-time.ts';

const office: SupportCalendar = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', holidays: [] };
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOUR = 3600;
const at = (text: string): number => parseInstant(text) ?? Number.NaN;

function hours(from: string, to: string, calendar: SupportCalendar, zone: string): number {
  return supportSeconds(at(from), at(to), calendar, zoneClock(zone)) / HOUR;
}

/** Every minute asked by itself for its local weekday, day and time; right for instants on whole minutes. */
function minuteByMinute(from: number, to: number, calendar: SupportCalendar, zone: string): number {
  let total = 0;
  for (let minute = from; minute < to; minute += 60) {
    const local = Temporal.Instant.fromEpochMilliseconds(minute * 1000).toZonedDateTimeISO(zone);
    const time = local.toPlainTime().toString().slice(0, 5);
    const overnight = calendar.to <= calendar.from;
    // The part of a night after midnight belongs to the day before.
    const date = overnight && time < calendar.to ? local.toPlainDate().subtract({ days: 1 }) : local.toPlainDate();
    const inHours = overnight
      ? time >= calendar.from || time < calendar.to
      : time >= calendar.from && time < calendar.to;
    const weekday = everyDay[date.dayOfWeek - 1] ?? '';
    if (inHours && calendar.days.includes(weekday) && !calendar.holidays.includes(date.toString())) total += 60;
  }
  return total;
}

describe('supportSeconds', () => {
  test.each([
    // 20 November 2026 is a Friday.
    ['within a day', '2026-11-20T10:00Z', '2026-11-20T11:30Z', 1.5],
    ['from before to after', '2026-11-20T01:00Z', '2026-11-20T23:00Z', 8],
    ['over a weekend', '2026-11-20T16:00Z', '2026-11-23T10:00Z', 2],
    ['wholly outside', '2026-11-21T10:00Z', '2026-11-22T10:00Z', 0],
    ['backwards', '2026-11-20T11:30Z', '2026-11-20T10:00Z', -1.5],
    ['a week', '2026-11-16T00:00Z', '2026-11-23T00:00Z', 40],
  ])('%s', (_, from, to, expected) => {
    expect(hours(from, to, office, 'UTC')).toBe(expected);
  });

  test('keeps fractions of a second', () => {
    expect(supportSeconds(at('2026-11-20T08:59:59.5Z'), at('2026-11-20T09:00:00.25Z'), office, zoneClock('UTC'))).toBe(
      0.25,
    );
  });

  test('leaves holidays out', () => {
    expect(hours('2026-12-24T00:00Z', '2026-12-29T00:00Z', { ...office, holidays: ['2026-12-25'] }, 'UTC')).toBe(16);
  });

  test('goes by the zone of the config', () => {
    expect(hours('2026-11-20T13:00Z', '2026-11-20T15:00Z', office, 'America/New_York')).toBe(1);
    expect(hours('2026-07-20T12:00Z', '2026-07-20T15:00Z', office, 'America/New_York')).toBe(2);
  });

  test('gives a day of a clock change its own length', () => {
    const always: SupportCalendar = { days: everyDay, from: '00:00', to: '24:00', holidays: [] };
    expect(hours('2026-03-29T00:00+00:00', '2026-03-30T00:00+01:00', always, 'Europe/London')).toBe(23);
    expect(hours('2026-10-25T00:00+01:00', '2026-10-26T00:00+00:00', always, 'Europe/London')).toBe(25);
    expect(hours('2026-10-04T00:00+10:30', '2026-10-05T00:00+11:00', always, 'Australia/Lord_Howe')).toBe(23.5);
  });

  test('takes a skipped opening time as the later reading, a repeated one as the earlier', () => {
    const early: SupportCalendar = { days: everyDay, from: '01:30', to: '04:00', holidays: [] };
    // 01:30 does not exist on 29 March; its later reading is 02:30. On 25 October it happens at 00:30Z and 01:30Z.
    expect(hours('2026-03-29T00:00Z', '2026-03-29T12:00Z', early, 'Europe/London')).toBe(1.5);
    expect(hours('2026-10-25T00:00Z', '2026-10-25T12:00Z', early, 'Europe/London')).toBe(3.5);
  });

  test('counts no hours for a day that never was', () => {
    const friday: SupportCalendar = { ...office, days: ['fri'] };
    expect(hours('2011-12-29T00:00Z', '2012-01-01T00:00Z', friday, 'Pacific/Apia')).toBe(0);
    expect(hours('2011-12-22T00:00Z', '2011-12-25T00:00Z', friday, 'Pacific/Apia')).toBe(8);
  });

  test('a night belongs to the day on which it begins', () => {
    const night: SupportCalendar = { days: ['fri'], from: '22:00', to: '06:00', holidays: [] };
    expect(hours('2026-11-20T00:00Z', '2026-11-22T00:00Z', night, 'UTC')).toBe(8);
    expect(hours('2026-11-21T05:00Z', '2026-11-21T12:00Z', night, 'UTC')).toBe(1);
    expect(hours('2026-11-20T00:00Z', '2026-11-20T12:00Z', night, 'UTC')).toBe(0);
  });

  // Days on which these zones change their clocks, 2024 to 2026, and an ordinary one.
  const days = [
    '2024-03-10',
    '2024-03-31',
    '2025-04-06',
    '2025-10-05',
    '2025-10-26',
    '2025-11-02',
    '2026-04-05',
    '2026-01-15',
  ];
  // None begins or ends within a skipped or repeated half hour, where minutes and instants differ by definition.
  const shifts = [
    { from: '09:00', to: '17:00' },
    { from: '00:00', to: '24:00' },
    { from: '00:30', to: '08:00' },
    { from: '03:15', to: '23:45' },
    { from: '22:00', to: '06:00' },
  ];
  test.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])(
    'agrees with counting every minute in %s',
    (zone) => {
      const clock = zoneClock(zone);
      fc.assert(
        fc.property(
          fc.constantFrom(...days),
          fc.integer({ min: -3000, max: 2000 }),
          fc.integer({ min: 0, max: 3000 }),
          fc.constantFrom(...shifts),
          fc.subarray(everyDay, { minLength: 1 }),
          fc.subarray(days),
          (day, start, length, shift, weekdays, holidays) => {
            const calendar = { ...shift, days: weekdays, holidays };
            const from = at(`${day}T00:00Z`) + start * 60;
            const to = from + length * 60;
            expect(supportSeconds(from, to, calendar, clock)).toBe(minuteByMinute(from, to, calendar, zone));
          },
        ),
        { numRuns: 15 },
      );
    },
  );

  test('parts add up to the whole', () => {
    const clock = zoneClock('America/New_York');
    const instant = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2026-12-31T00:00Z') });
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const parts = supportSeconds(a, b, office, clock) + supportSeconds(b, c, office, clock);
        expect(parts).toBe(supportSeconds(a, c, office, clock));
      }),
    );
  });

  test('ten years take no time to speak of', async () => {
    const clock = zoneClock('Europe/London');
    const { milliseconds } = await cpuTime(() => {
      // 2,609 weekdays from 2016 to 2025: numpy.busday_count('2016-01-01', '2026-01-01').
      expect(hours('2016-01-01T00:00Z', '2026-01-01T00:00Z', office, 'Europe/London')).toBe(2609 * 8);
      expect(supportSeconds(at('2016-01-01T00:00Z'), at('2026-01-01T00:00Z'), office, clock)).toBeGreaterThan(0);
    });
    expect(milliseconds).toBeLessThan(2000);
  });
});

test('isSupported: from the opening second to before the closing one', () => {
  const utc = zoneClock('UTC');
  const asked = [
    '2026-11-20T08:59:58Z',
    '2026-11-20T09:00Z',
    '2026-11-20T16:59:59Z',
    '2026-11-20T17:00Z',
    '2026-11-21T12:00Z',
  ];
  expect(asked.map((text) => isSupported(at(text), office, utc))).toEqual([false, true, true, false, false]);
});
