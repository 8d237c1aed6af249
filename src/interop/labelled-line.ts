import type { ScalarNode } from '../core/record/node.ts';
import { proseOf } from '../core/record/prose.ts';

// What opens a line before its words: quote, heading, bullet, emphasis, the bar of a table.
const opening = /^[\s#*+_|-]*/;
// What stands between a label and its value; `**Start:** x`, `**Start**: x`, `| Start | x |`, `Start x`.
const between = /^[*_]*[ \t]*(?:[:|=–—][*_]*|-(?=[ \t]))?[ \t]*/u;
const goesOn = /^[\p{L}\p{N}#]/u;

/**
 * What a body says behind a label that opens one of its lines, in the first line that says something there: to the end of
 * the line, in a table to the end of the cell. A scalar with the place of the value in the text. Comments, code, quotes and
 * bare addresses say nothing. The label `#` is that of the first heading of the first level.
 */
export function labelledLine(text: string, bodyStart: number, label: string): ScalarNode | undefined {
  const prose = proseOf(text, bodyStart, text.length);
  if (!prose.includes(label)) return undefined;
  let at = bodyStart;
  for (const line of prose.split('\n')) {
    const value = valueIn(line, label);
    if (value !== undefined) {
      const [start, end] = [at + value.start, at + value.end];
      return { kind: 'scalar', value: text.slice(start, end), start, end };
    }
    at += line.length + 1;
  }
  return undefined;
}

function valueIn(line: string, label: string): { start: number; end: number } | undefined {
  const opened = opening.exec(line)?.[0] ?? '';
  const from = line.startsWith(label) ? 0 : opened.length;
  if (!line.startsWith(label, from)) return undefined;
  const rest = line.slice(from + label.length);
  if (goesOn.test(rest)) return undefined;
  const start = from + label.length + (between.exec(rest)?.[0].length ?? 0);
  const bar = opened.includes('|') ? line.indexOf('|', start) : -1;
  const value = line.slice(start, bar < 0 ? line.length : bar).trimEnd();
  return value === '' ? undefined : { start, end: start + value.length };
}
