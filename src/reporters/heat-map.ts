import type { HeatMap, HeatMapCell } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { cellAt, goneFrom, stepsOf } from './heat-map-table.ts';
import type { Paint } from './paint.ts';
import { cut, widthOf } from './width.ts';

const LABEL = 'likelihood'.length;
/** Between a row's label and its first cell: ` │ `. */
const EDGE = 3;
/** The longest level, and a gap. */
const NARROWEST = 'critical'.length + 1;
const WIDEST = 14;
/** Lines of ids in one cell; how many more there are is said in the last. */
const MOST_LINES = 5;

/**
 * The square as a chart in at most so many columns: likelihood upwards, impact to the right, in each cell its level and
 * below it what stands there; what has left stands in brackets. Colour says nothing that words do not.
 */
export function drawHeatMap(map: HeatMap, columns: number, paint: Paint): string {
  const steps = stepsOf(map);
  const room = Math.floor((columns - LABEL - EDGE) / map.scale);
  const isNarrow = room < NARROWEST;
  const width = Math.min(room, isNarrow ? 6 : WIDEST);
  const cellLines = isNarrow ? letterIn : wordsIn;
  const rows = steps.toReversed().flatMap((likelihood) => {
    const cells = steps.map((impact) => cellLines(cellAt(map, likelihood, impact), width - 1, paint));
    const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
    return Array.from({ length: height }, (_, at) => {
      const label = (at === 0 ? String(likelihood) : '').padStart(LABEL);
      return `${label} ${paint.faint('│')} ${cells.map((lines) => padded(lines[at], width)).join('')}`.trimEnd();
    });
  });
  const impacts = steps.map((impact) => String(impact).padEnd(width)).join('');
  return [
    'likelihood',
    ...rows,
    `${' '.repeat(LABEL)} ${paint.faint(`└${'─'.repeat(width * map.scale)}`)}`,
    `${'impact'.padStart(LABEL)}   ${impacts}`.trimEnd(),
    ...legend(map, isNarrow),
  ].join('\n');
}

/** What a cell shows on one line: the text as it is measured, and as it is painted. */
type Line = readonly [text: string, painted: string];

function padded(line: Line | undefined, width: number): string {
  const [text, painted] = line ?? ['', ''];
  return painted + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function wordsIn(cell: HeatMapCell, width: number, paint: Paint): Line[] {
  const ids = [...cell.now, ...goneFrom(cell).map((id) => `(${id})`)].map((id) => cut(showText(id), width));
  return [[cell.level, brushFor(cell, paint)(cell.level)], ...packed(ids, width).map((text): Line => [text, text])];
}

/** As many words as fit in the lines of a cell, and how many more there are. */
function packed(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const [at, word] of words.entries()) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else if (lines.length < MOST_LINES) lines.push(word);
    else return [...lines.slice(0, -1), `+ ${words.length - at + (last?.split(' ').length ?? 0)} more`];
  }
  return lines;
}

/** Where words have no room: the level's first letter, and how many stand there. */
function letterIn(cell: HeatMapCell, _width: number, paint: Paint): Line[] {
  const letter = cell.level.slice(0, 1).toUpperCase();
  const gone = goneFrom(cell).length;
  const count = [cell.now.length || '', gone === 0 ? '' : `(${gone})`].join('');
  return [[`${letter} ${count}`, `${brushFor(cell, paint)(letter)} ${count}`]];
}

function brushFor({ level, now }: HeatMapCell, paint: Paint): (text: string) => string {
  if (now.length === 0) return paint.faint;
  if (level === 'critical') return paint.severity.error;
  return level === 'high' ? paint.severity.warning : paint.title;
}

function legend(map: HeatMap, isNarrow: boolean): string[] {
  const hasMoved = map.cells.some((cell) => goneFrom(cell).length > 0);
  return [
    ...(isNarrow ? ['L low, M medium, H high, C critical, and how many risks stand there.'] : []),
    ...(hasMoved ? ['In brackets: where it stood before.'] : []),
  ];
}
