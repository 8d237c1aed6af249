import type { Finding } from '../core/finding.ts';
import { breakCommands, showText } from '../core/show-text.ts';
import { characters, widthOf } from './width.ts';

const TAB = 4;
// How far around the caret a line is looked at, at most: one line may be a whole record's size.
const AROUND = 300;

interface Piece {
  /** Offset in the line, UTF-16. */
  at: number;
  text: string;
  width: number;
}

/**
 * The line of a finding and the carets under its range, within so many columns; what is cut off is `…`. Null where there
 * is nothing to see. A range over several lines is marked to the end of its first.
 */
export function codeFrame(finding: Finding, room: number): { code: string; indent: number; carets: number } | null {
  const { source } = finding;
  if (source === null || source.trim() === '') return null;
  const start = Math.min(Math.max(finding.column - 1, 0), source.length);
  const sameLine = finding.endLine <= finding.line;
  const end = Math.max(sameLine ? Math.min(finding.endColumn - 1, source.length) : source.length, start);
  const { pieces, isCutLeft, isCutRight } = around(source, start, Math.min(room, AROUND));
  const whole = widthBetween(pieces, 0, Number.POSITIVE_INFINITY);
  let left = 0;
  let right = pieces.length;
  if (isCutLeft || isCutRight || whole > room) {
    const caret = pieces.filter((piece) => piece.at < start).length;
    const marked = widthBetween(pieces, start, end);
    // The whole of the range where it has room; else its start, a third of the way in.
    const before = Math.max(Math.min(room - marked - 8, Math.floor(room * 0.6)), Math.floor(room / 3));
    left = isCutLeft || widthBetween(pieces, 0, end) > room - 1 ? backwards(pieces, caret, before) : 0;
    right = forwards(pieces, left, room - (left > 0 || isCutLeft ? 2 : 1));
  }
  const isStartShown = left === 0 && !isCutLeft;
  const isEndShown = right === pieces.length && !isCutRight;
  const seen = pieces.slice(left, right);
  const code = `${isStartShown ? '' : '…'}${seen.map(({ text }) => text).join('')}${isEndShown ? '' : '…'}`;
  const indent = widthBetween(seen, 0, start) + (isStartShown ? 0 : 1);
  return { code, indent, carets: Math.max(widthBetween(seen, start, end), 1) };
}

function around(
  source: string,
  start: number,
  units: number,
): { pieces: Piece[]; isCutLeft: boolean; isCutRight: boolean } {
  const from = Math.max(start - units, 0);
  const to = Math.min(start + units, source.length);
  const pieces: Piece[] = [];
  let at = from;
  let column = 0;
  for (const character of characters(source.slice(from, to))) {
    // What is shown by its number joins nothing any more, and may itself be what the caret points at.
    for (const part of showText(character) === character ? [character] : character) {
      const text = part === '\t' ? ' '.repeat(TAB - (column % TAB)) : shown(part, source, at);
      const width = widthOf(text);
      pieces.push({ at, text, width });
      at += part.length;
      column += width;
    }
  }
  return { pieces, isCutLeft: from > 0, isCutRight: to < source.length };
}

// One character by itself hides what build logs obey; seen with what stands before it, it is broken as in the whole.
function shown(character: string, source: string, at: number): string {
  if (character !== '[') return showText(character);
  const before = /##\w{0,30}$/.exec(source.slice(Math.max(at - 32, 0), at))?.[0] ?? '';
  return breakCommands(`${before}[`).slice(before.length);
}

function widthBetween(pieces: readonly Piece[], start: number, end: number): number {
  let width = 0;
  for (const piece of pieces) if (piece.at >= start && piece.at < end) width += piece.width;
  return width;
}

function backwards(pieces: readonly Piece[], from: number, columns: number): number {
  let left = from;
  for (let width = 0; left > 0; left--) {
    width += pieces[left - 1]?.width ?? 0;
    if (width > columns) break;
  }
  return left;
}

function forwards(pieces: readonly Piece[], from: number, columns: number): number {
  let right = from;
  for (let width = 0; right < pieces.length; right++) {
    width += pieces[right]?.width ?? 0;
    if (width > columns) break;
  }
  return right;
}
