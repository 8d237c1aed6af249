import { describe, expect, test } from 'vitest';
import { type MomentContext, readMoment } from '../../src/core/say-time.ts';
import { parseInstant } from '../../src/core/time.ts';

const at = (text: string): number => parseInstant(text) ?? Number.NaN;

// A Friday, 10:20 in the morning in Paris.
const paris: MomentContext = { now: at('2026-11-20T09:20:30.7Z'), zone: 'Europe/Paris' };
const asked: MomentContext = { ...paris, words: true };
const nowhere: MomentContext = { now: paris.now, zone: undefined };

function refusal(text: string, context: MomentContext): { problem: string; hint: string } {
  const moment = readMoment(text, context);
  if (!('problem' in moment)) throw new Error(`${text} was read as ${moment.text}`);
  return moment;
}

describe('readMoment', () => {
  test.each(['2026-11-20T09:12:00-05:00', '2026-11-20T09:12Z', '2026-11-20T09:12:00.25+05:30'])('keeps %s', (text) => {
    expect(readMoment(` ${text} `, nowhere)).toEqual({ at: at(text), text });
  });

  test.each([
    ['2026-11-20 09:12', '2026-11-20T09:12:00+01:00'],
    ['2026-07-20 09:12:30', '2026-07-20T09:12:30+02:00'],
    ['2026-12-24 09:12', '2026-12-24T09:12:00+01:00'],
  ])("reads %s in the config's zone", (text, expected) => {
    expect(readMoment(text, paris)).toEqual({ at: at(expected), text: expected });
  });

  test.each([
    ['now', '2026-11-20T10:20:30+01:00'],
    ['30 minutes ago', '2026-11-20T09:50:30+01:00'],
    ['1 minute ago', '2026-11-20T10:19:30+01:00'],
    ['An hour  ago', '2026-11-20T09:20:30+01:00'],
    ['2h ago', '2026-11-20T08:20:30+01:00'],
    ['45 min ago', '2026-11-20T09:35:30+01:00'],
    ['40 days ago', '2026-10-11T11:20:30+02:00'],
    ['yesterday 09:12', '2026-11-19T09:12:00+01:00'],
    ['Yesterday at 23:59:59', '2026-11-19T23:59:59+01:00'],
    ['today 8:05', '2026-11-20T08:05:00+01:00'],
    ['09:12', '2026-11-20T09:12:00+01:00'],
    ['10:20', '2026-11-20T10:20:00+01:00'],
  ])('understands %s where words are', (text, expected) => {
    expect(readMoment(text, asked)).toEqual({ at: at(expected), text: expected });
    expect(refusal(text, paris).problem).toBe(`Unexpected time "${text}", expected a moment with its offset`);
  });

  test("today is the config's zone's, not that of the machine or of UTC", () => {
    const auckland: MomentContext = { now: at('2026-11-20T20:00:00Z'), zone: 'Pacific/Auckland', words: true };
    expect(readMoment('yesterday 23:00', auckland)).toMatchObject({ text: '2026-11-20T23:00:00+13:00' });
  });

  test('says now in UTC where no zone is stated, and reads no wall time there', () => {
    expect(readMoment('now', { ...nowhere, words: true })).toMatchObject({ text: '2026-11-20T09:20:30Z' });
    const refused = {
      problem: 'Unexpected time without an offset "2026-11-20 09:12", expected one such as 2026-11-20T09:12:00+01:00',
      hint: 'Add Z or the offset, or state a timezone in pir.config.yaml.',
    };
    expect(readMoment('2026-11-20 09:12', nowhere)).toEqual(refused);
    expect(refusal('yesterday 09:12', { ...nowhere, words: true }).hint).toBe(refused.hint);
    expect(refusal('2026-11-20T09:12', nowhere).hint).toBe(refused.hint);
  });

  test('names both readings of a time that a clock change skips', () => {
    expect(readMoment('2026-03-29 02:30', paris)).toEqual({
      problem:
        'Unexpected time "2026-03-29 02:30", which is skipped when the clocks change in Europe/Paris, ' +
        'expected 2026-03-29T01:30:00+01:00 or 2026-03-29T03:30:00+02:00',
      hint: 'Write one of the two with its offset: 2026-03-29T01:30:00+01:00 is the earlier.',
    });
  });

  test('names both readings of a time that a clock change repeats', () => {
    const night: MomentContext = { now: at('2026-10-25T12:00:00Z'), zone: 'Europe/Paris', words: true };
    for (const text of ['2026-10-25 02:30', 'today 02:30', '2:30']) {
      expect(refusal(text, night).problem).toBe(
        `Unexpected time "${text}", which happens twice when the clocks change in Europe/Paris, ` +
          'expected 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00',
      );
    }
  });

  test('refuses a time of today that is still to come', () => {
    for (const text of ['10:21', 'today 14:00']) {
      const { problem, hint } = refusal(text, asked);
      expect(problem).toBe(`Unexpected time "${text}", which is still to come today, expected one that has passed`);
      expect(hint).toMatch(/^Write "yesterday 1[04]:[02][01]", or 2026-11-20T1/);
    }
  });

  test.each([
    ['2026-02-30T09:12:00Z', 'Unexpected day in "2026-02-30T09:12:00Z", expected one that exists'],
    ['2026-02-30 09:12', 'Unexpected day in "2026-02-30 09:12", expected one that exists'],
    ['2026-11-20T24:00:00Z', 'Unexpected time of day in "2026-11-20T24:00:00Z", expected 00:00 to 23:59'],
    ['2026-11-20 09:60', 'Unexpected time of day in "2026-11-20 09:60", expected 00:00 to 23:59'],
    ['25:00', 'Unexpected time of day in "25:00", expected 00:00 to 23:59'],
    ['2026-11-20T09:12:60Z', 'Unexpected time of day in "2026-11-20T09:12:60Z", expected 00:00 to 23:59'],
    ['2026-11-20', 'Unexpected day without a time "2026-11-20", expected a moment'],
    [
      '2026-11-20T09:12',
      'Unexpected time without an offset "2026-11-20T09:12", expected one such as 2026-11-20T09:12:00+01:00',
    ],
    ['2026-11-20T09:12:00+25:00', 'Unexpected time "2026-11-20T09:12:00+25:00", expected a moment with its offset'],
    ['20.11.2026 09:12', 'Unexpected time "20.11.2026 09:12", expected a moment with its offset'],
    ['yesterday', 'Unexpected time "yesterday", expected a moment with its offset'],
    ['', 'Unexpected time "", expected a moment with its offset'],
    ['\u001b[2J', 'Unexpected time "␛[2J", expected a moment with its offset'],
  ])('refuses %j', (text, problem) => {
    expect(refusal(text, asked).problem).toBe(problem);
  });

  test('hints only at what it would understand', () => {
    expect(refusal('soon', nowhere).hint).toBe('Write it like 2026-11-20T09:12:00+01:00.');
    expect(refusal('soon', paris).hint).toBe(
      'Write it like 2026-11-20T09:12:00+01:00, or 2026-11-20 09:12 for the time in Europe/Paris.',
    );
    expect(refusal('soon', asked).hint).toContain('"30 minutes ago"');
  });

  test('refuses counts that leave the calendar, and echoes no more than a line', () => {
    expect(refusal('999999 days ago', asked).problem).toBe(
      'Unexpected time "999999 days ago", expected a moment with its offset',
    );
    expect(refusal('9'.repeat(5000), asked).problem.length).toBeLessThan(140);
  });
});
