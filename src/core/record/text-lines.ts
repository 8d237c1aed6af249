import type { Problem } from '../problem.ts';
import { limits } from './limits.ts';
import { lineEnd } from './place.ts';
import type { Mask } from './yaml-faults.ts';

export interface LineProblems {
  problems: Problem[];
  /** Stretches of the frontmatter that a merge conflict makes unreadable. */
  masks: Mask[];
}

// `>` and list markers may follow each other, each opening one more container; `---` and `***` are none.
const markers = new RegExp(`[ \\t]*(?:(?:>|[*+-][ \\t]|\\d{1,9}[.)][ \\t])[ \\t]*){${limits.markers + 1}}`, 'y');
const conflicts = ['<<<<<<<', '>>>>>>>', '|||||||'];
const fence = /[ \t]{0,3}(`{3,}(?=[^`\n]*$)|~{3,})/my;

/**
 * Problems that one line shows by itself: merge conflict markers anywhere, and body lines that open too many quotes and
 * lists. A record without either pays for a few searches and one hop a line of its body; code blocks are looked for only where something was found.
 */
export function lineProblems(text: string, bodyStart: number): LineProblems {
  // Before the body, only the marks of a conflict are looked for, and they are rare.
  const hasConflict = conflicts.some((marker) => text.includes(marker));
  const doubtful: number[] = [];
  for (let at = hasConflict ? 0 : bodyStart; ; ) {
    // A line of words, of which most are, is none.
    const code = text.charCodeAt(at);
    if ((code < 63 || code === 124) && isDoubtful(text, at, at >= bodyStart)) doubtful.push(at);
    const next = text.indexOf('\n', at);
    if (next < 0) break;
    at = next + 1;
  }
  const result: LineProblems = { problems: [], masks: [] };
  if (doubtful.length === 0) return result;
  const isCode = codeLines(text, bodyStart);
  let conflictEnd = -1;
  let isClosed = true;
  for (const at of doubtful) {
    if (result.problems.length >= limits.findings) break;
    if (at < conflictEnd || isCode(at)) continue;
    if (!isConflict(text, at)) {
      const message = `Unexpected line of over ${limits.markers} quote or list markers, expected a few`;
      result.problems.push({
        message,
        hint: 'Put the line into a code block.',
        start: at,
        end: Math.min(at + 80, lineEnd(text, at)),
      });
      continue;
    }
    const end = lineEnd(text, at);
    const close: number | undefined = isClosed ? closingMarker(text, at) : undefined;
    isClosed = close !== undefined;
    conflictEnd = close ?? end;
    const message = `Unexpected merge conflict marker \`${text.slice(at, at + 7)}\`, expected a merged record`;
    result.problems.push({ message, hint: 'Settle the conflict and delete its marker lines.', start: at, end });
    if (at < bodyStart)
      result.masks.push({ start: at, end: Math.max(end, Math.min(conflictEnd, bodyStart)), fill: ' ' });
  }
  return result;
}

function isDoubtful(text: string, at: number, inBody: boolean): boolean {
  const code = text.charCodeAt(at);
  if ((code === 60 || code === 62 || code === 124) && isConflict(text, at)) return true;
  // Space, tab, *, +, -, > and digits can begin a line of markers.
  if (!inBody || code < 9 || code === 10 || code === 60 || code === 35) return false;
  markers.lastIndex = at;
  return markers.test(text);
}

function isConflict(text: string, at: number): boolean {
  for (const marker of conflicts)
    if (text.startsWith(marker, at)) {
      const next = text[at + 7];
      return next === undefined || next === ' ' || next === '\n' || next === '\r';
    }
  return false;
}

// The end of the line that closes a conflict.
function closingMarker(text: string, at: number): number | undefined {
  for (let line = text.indexOf('\n', at) + 1; line > 0; line = text.indexOf('\n', line) + 1)
    if (text.startsWith('>>>>>>>', line) && isConflict(text, line)) return lineEnd(text, line);
  return undefined;
}

function codeLines(text: string, bodyStart: number): (at: number) => boolean {
  const blocks: Array<[start: number, end: number]> = [];
  let open: { start: number; mark: string } | undefined;
  for (let line = bodyStart; line < text.length; ) {
    fence.lastIndex = line;
    const mark = fence.exec(text)?.[1];
    if (open === undefined) {
      if (mark !== undefined) open = { start: line, mark };
    } else if (mark?.startsWith(open.mark) && text.slice(fence.lastIndex, lineEnd(text, line)).trim() === '') {
      blocks.push([open.start, line]);
      open = undefined;
    }
    const next = text.indexOf('\n', line);
    if (next < 0) break;
    line = next + 1;
  }
  if (open !== undefined) blocks.push([open.start, text.length]);
  // Asked in the order of the text.
  let next = 0;
  return (at) => {
    while (next < blocks.length && (blocks[next]?.[1] ?? 0) <= at) next++;
    return (blocks[next]?.[0] ?? text.length) <= at;
  };
}
