import { showText } from '../core/show-text.ts';
import { parseDay } from '../core/time.ts';

/** Something that is still to be done by a day. */
export interface Todo {
  /** The same for the same thing in every export, whatever its words and its day. */
  uid: string;
  summary: string;
  description: string;
  /** Calendar day, in no zone. */
  due: string;
  status: 'NEEDS-ACTION' | 'IN-PROCESS';
  /** 1 is the highest, 9 the lowest; undefined for none. */
  priority?: number | undefined;
  categories: readonly string[];
}

/**
 * To-dos as iCalendar (RFC 5545). Days have no zone, so that they are the same day for everybody; `stamp`, RFC 3339 in
 * UTC, is when they were so.
 */
export function calendarOf(todos: readonly Todo[], name: string, stamp: string): string {
  const at = stamp.replace(/\.\d+/, '').replace(/[-:]/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//pir//pir export//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...todos.flatMap((todo) => todoLines(todo, at)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function todoLines({ uid, summary, description, due, status, priority, categories }: Todo, at: string): string[] {
  if (parseDay(due) === undefined) throw new Error(`no day: ${due}`);
  return [
    'BEGIN:VTODO',
    `UID:${uid}`,
    `DTSTAMP:${at}`,
    `DUE;VALUE=DATE:${due.replaceAll('-', '')}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `STATUS:${status}`,
    ...(priority === undefined ? [] : [`PRIORITY:${priority}`]),
    `CATEGORIES:${categories.map(escaped).join(',')}`,
    'END:VTODO',
  ];
}

/** RFC 5545, 3.3.11; harmless to show, since it may be printed on a terminal. */
function escaped(text: string): string {
  return showText(text, 'lines')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const LONGEST = 75;
const encoder = new TextEncoder();

/** No line over 75 octets, none broken inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const char of line) {
    const size = encoder.encode(char).length;
    // What goes on begins with a blank, which counts.
    if (length + size > LONGEST) {
      // A line that begins with two colons is a command to some build logs.
      const kept = char === ':' ? piece.replace(/[^: ]:*$/u, '') : piece;
      pieces.push(kept);
      piece = ` ${piece.slice(kept.length)}`;
      length = encoder.encode(piece).length;
    }
    piece += char;
    length += size;
  }
  return [...pieces, piece].join('\r\n');
}
