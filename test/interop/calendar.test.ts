import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { calendarOf, type Todo } from '../../src/interop/calendar.ts';

const todo = (more: Partial<Todo> = {}): Todo => ({
  uid: '1@pir',
  summary: 'Guard it',
  description: '2026-10-01-down/A1',
  due: '2026-12-15',
  status: 'NEEDS-ACTION',
  categories: ['pir', 'action'],
  ...more,
});
const stamp = '2026-11-02T22:59:59Z';

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vtodo').map((component) => ({
    uid: component.getFirstPropertyValue('uid'),
    summary: component.getFirstPropertyValue('summary'),
    description: component.getFirstPropertyValue('description'),
    due: component.getFirstPropertyValue('due') as InstanceType<typeof ICAL.Time>,
    stamp: String(component.getFirstPropertyValue('dtstamp')),
    status: component.getFirstPropertyValue('status'),
    priority: component.getFirstPropertyValue('priority'),
    categories: component.getFirstProperty('categories')?.getValues(),
  }));
}

describe('calendarOf', () => {
  it('is what RFC 5545 asks for, line by line', () => {
    expect(calendarOf([todo({ priority: 1 })], 'Due in shops', stamp)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//pir//pir export//EN',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:Due in shops',
        'BEGIN:VTODO',
        'UID:1@pir',
        'DTSTAMP:20261102T225959Z',
        'DUE;VALUE=DATE:20261215',
        'SUMMARY:Guard it',
        'DESCRIPTION:2026-10-01-down/A1',
        'STATUS:NEEDS-ACTION',
        'PRIORITY:1',
        'CATEGORIES:pir,action',
        'END:VTODO',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('is read back by another program', () => {
    const [first, second] = read(
      calendarOf(
        [
          todo({ summary: 'a; b, c \\ d\ne: "f"', status: 'IN-PROCESS' }),
          todo({ uid: '2@pir', categories: ['a,b', 'c'] }),
        ],
        'Due',
        '2026-11-02T22:59:59.5Z',
      ),
    );
    expect(first).toMatchObject({
      uid: '1@pir',
      summary: 'a; b, c \\ d\ne: "f"',
      status: 'IN-PROCESS',
      stamp: '2026-11-02T22:59:59Z',
    });
    // A day, and in no zone.
    expect([first?.due.isDate, String(first?.due), first?.due.zone?.tzid]).toEqual([true, '2026-12-15', 'floating']);
    expect([first?.priority, second?.categories]).toEqual([null, ['a,b', 'c']]);
  });

  it('has no line over 75 octets and none that breaks a character, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
        const text = calendarOf([todo({ summary })], summary, stamp);
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(Buffer.from(line).toString()).toBe(line);
          expect(line).not.toMatch(/[\r\n]/);
        }
        expect(read(text)[0]?.summary).toBe(showText(summary, 'lines'));
      }),
    );
  });

  it('shows what a terminal would obey', () => {
    expect(calendarOf([todo({ summary: '\u001b[31m\u009b2J\u202eabc' })], 'Due', stamp)).toContain(
      'SUMMARY:␛[31m\\\\u{9b}2J\\\\u{202e}abc',
    );
  });

  it('folds no line so that it begins with a command to a build log', () => {
    for (let length = 50; length < 90; length++) {
      const summary = `${'a'.repeat(length)}::error::${'b'.repeat(70)}::warning::x`;
      const text = calendarOf([todo({ summary })], 'Due', stamp);
      expect(text).not.toMatch(/^\s*::/m);
      expect(read(text)[0]?.summary).toBe(summary);
      expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    }
  });

  it('takes no words for a line of its own', () => {
    const text = calendarOf([todo({ summary: 'x\r\nEND:VTODO\r\nBEGIN:VALARM' })], 'x\nMETHOD:REQUEST', stamp);
    expect(text.split('\r\n').filter((line) => /^(?:END:VTODO|METHOD|BEGIN:VALARM)/.test(line))).toEqual([
      'METHOD:PUBLISH',
      'END:VTODO',
    ]);
  });

  it('has no to-do of no day', () => {
    expect(() => calendarOf([todo({ due: 'soon' })], 'Due', stamp)).toThrow('no day');
  });
});
