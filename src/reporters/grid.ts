import Table, { type TableConstructorOptions } from 'cli-table3';
import type { Column, Table as Data } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { cellWords, shownColumns } from './columns.ts';
import type { Paint } from './paint.ts';
import { isQuantity } from './units.ts';
import { cut, widthOf } from './width.ts';

const GAP = 2;
const NARROWEST = 12;

/**
 * The table in at most so many columns of the terminal: texts are shortened, then columns left out from the end, which
 * the last line says.
 */
export function grid(table: Data, columns: number, paint: Paint): string {
  const wanted = shownColumns(table);
  const heads = wanted.map((column) => showText(column.title));
  const body = table.rows.map((row) => wanted.map((column) => cellWords(row, column)));
  const widths = fitted(wanted, heads, body, columns);
  const rows = [heads, widths.map((width) => '─'.repeat(width)), ...body];
  const lines = draw(rows, wanted, widths, (text, row) =>
    row === 0 ? paint.title(text) : row === 1 ? paint.faint(text) : text,
  );
  const dropped = heads.slice(widths.length);
  return dropped.length === 0
    ? lines
    : `${lines}\n${paint.faint(cut(`(no room for: ${dropped.join(', ')})`, columns))}`;
}

function fitted(
  wanted: readonly Column[],
  heads: readonly string[],
  body: readonly string[][],
  room: number,
): number[] {
  const widths = heads.map((head, at) =>
    Math.min(
      room,
      body.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), widthOf(head)),
    ),
  );
  const least = widths.map((width, at) => {
    const unit = wanted[at]?.unit;
    if (unit !== 'text' && unit !== 'list') return width;
    // The first column says which row it is.
    return Math.min(
      width,
      at === 0 ? Math.max(NARROWEST, Math.floor(room / 2)) : Math.max(NARROWEST, widthOf(heads[at] ?? '')),
    );
  });
  while (least.length > 1 && total(least) > room) least.pop();
  const kept = widths.slice(0, least.length);
  for (let over = total(kept) - room; over > 0; over--) {
    const widest = kept.reduce(
      (best, width, at) => (width > (least[at] ?? 0) && width > (kept[best] ?? 0) ? at : best),
      firstLoose(kept, least),
    );
    kept[widest] = (kept[widest] ?? 1) - 1;
  }
  return kept;
}

function firstLoose(kept: readonly number[], least: readonly number[]): number {
  return Math.max(
    kept.findIndex((width, at) => width > (least[at] ?? 0)),
    0,
  );
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
}

const EDGES = ['top', 'bottom', 'left', 'right', 'mid'].flatMap((edge) => [
  edge,
  `${edge}-mid`,
  `${edge}-left`,
  `${edge}-right`,
]);

function draw(
  rows: readonly (readonly string[])[],
  wanted: readonly Column[],
  widths: readonly number[],
  paint: (text: string, row: number) => string,
): string {
  const texts = rows.map((row) => widths.map((width, at) => cut(row[at] ?? '', width)));
  const shapes = texts.map((row) => row.map((text) => 'x'.repeat(widthOf(text))));
  const layouts = layOutShapes(shapes, {
    chars: { ...Object.fromEntries(EDGES.map((edge) => [edge, ''])), middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...widths],
    colAligns: widths.map((_, at) => (isQuantity(wanted[at]?.unit ?? 'text') ? 'right' : 'left')),
  });
  const lines = shapes.map((shape, row) => {
    const seen = texts[row]?.filter((_, at) => shape[at] !== '') ?? [];
    let next = 0;
    return layouts.get(shape.join())?.replace(/x+/g, () => paint(seen[next++] ?? '', row)) ?? '';
  });
  return lines.map((line) => line.trimEnd()).join('\n');
}

// cli-table3 measures with an older string-width, which takes the marks of Thai or Hindi for columns of their own, so it
// lays out shapes: for each cell a run of x as wide as its text. It also compares each cell with all those above it, so
// that each shape is laid out once and a few at a time: ten thousand rows have some hundred shapes.
const BATCH = 50;

function layOutShapes(shapes: readonly string[][], options: TableConstructorOptions): Map<string, string> {
  const different = [...new Map(shapes.map((shape) => [shape.join(), shape]))];
  const layouts = new Map<string, string>();
  for (let start = 0; start < different.length; start += BATCH) {
    const batch = different.slice(start, start + BATCH);
    const table = new Table(options);
    for (const [, shape] of batch) table.push(shape);
    const lines = table.toString().split('\n');
    for (const [at, [name]] of batch.entries()) layouts.set(name, lines[at] ?? '');
  }
  return layouts;
}
