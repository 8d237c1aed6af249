import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addSpan,
  addSpanToDay,
  daysBetween,
  formatDay,
  formatInstant,
  negated,
  parseDay,
  parseInstant,
  parseSpan,
} from '../../src/core/time.ts';

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;
const FIRST = Temporal.Instant.from('0001-01-01T00:00:00Z');
const LAST = Temporal.Instant.from('9999-12-31T23:59:59.999999999Z');

/** The definition: the pattern of records.md, its numbers read by Temporal with overflow refused, years 0001 to 9999. */
function reference(text: string): Temporal.Instant | undefined {
  const match = PATTERN.exec(text);
  if (match === null || match[1] === '0000') return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  try {
    const fields = { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0 };
    Temporal.PlainDateTime.from({ ...fields, second: second ?? 0 }, { overflow: 'reject' });
    const instant = Temporal.Instant.from(text);
    const outside = Temporal.Instant.compare(instant, FIRST) < 0 || Temporal.Instant.compare(instant, LAST) > 0;
    return outside ? undefined : instant;
  } catch {
    return undefined;
  }
}

function micros(instant: Temporal.Instant): number {
  const whole = instant.epochNanoseconds / 1_000_000_000n;
  const floor = whole * 1_000_000_000n > instant.epochNanoseconds ? whole - 1n : whole;
  return Number(floor) + Number((instant.epochNanoseconds - floor * 1_000_000_000n) / 1000n) / 1e6;
}

const number = (min: number, max: number, width: number) =>
  fc.integer({ min, max }).map((value) => String(value).padStart(width, '0'));

const instantText = fc
  .tuple(
    fc.oneof(number(1900, 2100, 4), number(0, 9999, 4)),
    number(0, 13, 2),
    number(0, 32, 2),
    number(0, 24, 2),
    number(0, 60, 2),
    fc.oneof(fc.constant(''), number(0, 60, 2)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\d{1,10}$/)),
    fc.oneof(
      fc.constantFrom('Z', 'z', '', '-00:00', '+24:00', '+05:60', '+0530'),
      fc.tuple(fc.constantFrom('+', '-'), number(0, 24, 2), number(0, 60, 2)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  )
  .map(([year, month, day, hour, minute, second, fraction, offset]) => {
    const seconds = second === '' ? '' : `:${second}${fraction === '' ? '' : `.${fraction}`}`;
    return `${year}-${month}-${day}T${hour}:${minute}${seconds}${offset}`;
  });

const sound = fc
  .tuple(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), fc.integer({ min: -1439, max: 1439 }))
  .map(([seconds, offset]) => {
    const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}:${String(
      Math.abs(offset) % 60,
    ).padStart(2, '0')}`;
    return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString({ timeZone: zone });
  })
  .filter((text) => PATTERN.test(text));

const mutated = fc
  .tuple(
    fc.oneof(sound, instantText),
    fc.nat(),
    fc.constantFrom('0', '6', '9', '-', '+', ':', '.', 'Z', 'T', 't', ' ', '٣', ''),
    fc.nat(1),
  )
  .map(([text, at, put, take]) => {
    const index = at % (text.length + 1);
    return text.slice(0, index) + put + text.slice(index + take);
  });

describe('parseInstant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    // date -u -d '2026-11-20T08:12:00Z' +%s
    ['2026-11-20T09:12:00+01:00', 1_795_162_320],
    ['2026-11-20T09:12+01:00', 1_795_162_320],
    ['2026-11-20T08:12:00-00:00', 1_795_162_320],
    ['2026-11-20T08:12:00.123456789Z', 1_795_162_320.123456],
    ['1969-12-31T23:59:59.5Z', -0.5],
    ['2000-02-29T00:00:00Z', 951_782_400],
  ])('reads %s', (text, seconds) => {
    expect(parseInstant(text)).toBe(seconds);
  });

  test.each([
    '',
    '2026-11-20',
    '2026-11-20T09:12:00',
    '2026-11-20T09:12:60Z',
    '2026-11-20T24:00:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-20T09:12:00z',
    '2026-11-20 09:12:00Z',
    '2026-11-20T09:12:00.Z',
    '2026-11-20T09:12:00.1234567890Z',
    '2026-11-20T09:12.5Z',
    '2026-11-20T09:12:00+0100',
    '2026-11-20T09:12:00+01',
    '2026-11-20T09:12:00+24:00',
    '2026-11-20T09:12:00Z[UTC]',
    '2026-11-20T09:12:00Z\n',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('agrees with Temporal on sound instants', () => {
    fc.assert(
      fc.property(sound, (text) => {
        const expected = reference(text);
        expect(parseInstant(text)).toBe(expected === undefined ? undefined : micros(expected));
      }),
      { numRuns: 2000 },
    );
  });

  test('accepts and refuses what Temporal and the pattern do, whatever the text', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(instantText, mutated), (text) => {
        const expected = reference(text);
        if (expected !== undefined) accepted += 1;
        expect(parseInstant(text), text).toBe(expected === undefined ? undefined : micros(expected));
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('formatInstant', () => {
  test('is UTC, with a fraction only where there is one', () => {
    expect(formatInstant(1_795_162_320)).toBe('2026-11-20T08:12:00Z');
    expect(formatInstant(1_795_162_320.5)).toBe('2026-11-20T08:12:00.5Z');
    expect(formatInstant(-0.5)).toBe('1969-12-31T23:59:59.5Z');
    expect(formatInstant(0.999_999_9)).toBe('1970-01-01T00:00:01Z');
  });

  test('stays within the years that four digits can write', () => {
    expect(formatInstant(1e15)).toBe('9999-12-31T23:59:59Z');
    expect(formatInstant(-1e15)).toBe('0001-01-01T00:00:00Z');
    expect(() => formatInstant(Number.NaN)).toThrow(RangeError);
  });

  test('and parseInstant undo each other to the microsecond', () => {
    const instants = fc.tuple(fc.integer({ min: -4e9, max: 8e9 }), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(instants, ([whole, fraction]) => {
        const seconds = whole + fraction / 1e6;
        expect(parseInstant(formatInstant(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('days', () => {
  test('agree with Temporal from the first to the last', () => {
    const epoch = Temporal.PlainDate.from('1970-01-01');
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (days) => {
        const text = epoch.add({ days }).toString();
        expect(formatDay(days)).toBe(text);
        expect(parseDay(text)).toBe(days);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01', '2026-11-200', '2026/11/20'])(
    'refuse %s',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  test('are added and counted', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-11-20', '2026-12-15')).toBe(25);
    expect(daysBetween('2026-12-15', '2026-11-20')).toBe(-25);
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(() => addDays('soon', 1)).toThrow('expected YYYY-MM-DD');
  });

  test('add months as Temporal does, clamped at month ends', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-08-31', -6)).toBe('2026-02-28');
    const first = Temporal.PlainDate.from('0200-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3e6 / 1.2 }), fc.integer({ min: -2000, max: 2000 }), (days, months) => {
        const day = first.add({ days });
        expect(addMonths(day.toString(), months)).toBe(day.add({ months }).toString());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('spans', () => {
  test.each([
    ['30m', { months: 0, seconds: 1800 }],
    ['72h', { months: 0, seconds: 259_200 }],
    ['14d', { months: 0, seconds: 1_209_600 }],
    ['2w', { months: 0, seconds: 1_209_600 }],
    ['6mo', { months: 6, seconds: 0 }],
    ['1y', { months: 12, seconds: 0 }],
  ])('%s', (text, span) => {
    expect(parseSpan(text)).toEqual(span);
  });

  test.each(['', 'm', '-1d', '1.5h', '1 d', '1H', '1d1h', '5M'])('refuses %j', (text) => {
    expect(parseSpan(text)).toBeUndefined();
  });

  test('are added to instants on the UTC calendar, and taken away', () => {
    const at = parseInstant('2026-08-31T10:00:00.25Z') ?? 0;
    const span = parseSpan('6mo') ?? { months: 0, seconds: 0 };
    expect(formatInstant(addSpan(at, span))).toBe('2027-02-28T10:00:00.25Z');
    expect(formatInstant(addSpan(at, negated(span)))).toBe('2026-02-28T10:00:00.25Z');
    expect(formatInstant(addSpan(at, { months: 0, seconds: -36_000 }))).toBe('2026-08-31T00:00:00.25Z');
  });

  test('of absurd length saturate and crash nothing', () => {
    for (const unit of ['m', 'h', 'd', 'w', 'mo', 'y']) {
      const span = parseSpan(`${'9'.repeat(400)}${unit}`) ?? { months: 0, seconds: 0 };
      expect(addSpanToDay('2026-01-31', span) > '3000-01-01').toBe(true);
      expect(formatInstant(addSpan(0, negated(span))) < '0100-01-01').toBe(true);
    }
  });

  test('are added to days, begun days counted', () => {
    expect(addSpanToDay('2026-01-31', { months: 1, seconds: 0 })).toBe('2026-02-28');
    expect(addSpanToDay('2026-01-31', { months: 0, seconds: 259_200 })).toBe('2026-02-03');
    expect(addSpanToDay('2026-01-31', { months: 0, seconds: 3600 })).toBe('2026-02-01');
    expect(addSpanToDay('2026-01-31', { months: 0, seconds: -3600 })).toBe('2026-01-30');
  });
});
