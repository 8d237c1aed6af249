import type { Block, Highlight, Table } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { grid } from './grid.ts';
import { drawHeatMap } from './heat-map.ts';
import type { Paint } from './paint.ts';
import { reflow } from './reflow.ts';
import { cut, widthOf, wrap } from './width.ts';

/** A table under its title; one line where it has no rows. */
export function titled(table: Table, columns: number, paint: Paint): string {
  const title = bold(table.title, columns, paint);
  return table.rows.length === 0 ? `${title}: none` : `${title}\n\n${grid(table, columns, paint)}`;
}

// Prose is hard to read in lines as wide as a screen.
const PROSE = 100;

/** The parts of a page, laid out for so many columns, each without its last line end. */
export function layOut(page: readonly Block[], columns: number, paint: Paint): string[] {
  return page.map((block) => laidOut(block, columns, paint));
}

function laidOut(block: Block, columns: number, paint: Paint): string {
  const prose = Math.min(columns, PROSE);
  switch (block.block) {
    case 'heading': {
      const title = bold(block.text, prose, paint);
      const rule = '─'.repeat(Math.min(widthOf(showText(block.text)), prose));
      return block.level === 1 ? `${title}\n${paint.faint(rule)}` : title;
    }
    case 'text':
      return wrap(lined(block.text), prose).join('\n');
    case 'list':
      return block.items.flatMap((item) => hanging('• ', showText(item), 2, prose)).join('\n');
    case 'facts': {
      const rows = block.rows.map(([label, value]) => [cut(showText(label), prose / 3), lined(value)] as const);
      const width = rows.reduce((most, [label]) => Math.max(most, widthOf(label)), 0) + 2;
      return rows
        .flatMap(([label, value]) => {
          const mark = paint.faint(label) + ' '.repeat(width - widthOf(label));
          return hanging(mark, value, width, columns);
        })
        .join('\n');
    }
    case 'code':
      return lined(block.text).replace(/\n+$/, '').replace(/^/gm, '    ');
    case 'table':
    case 'chart':
      return titled(block.table, columns, paint);
    case 'prose':
      return wrap(lined(reflow(block.markdown.trim())), prose).join('\n');
    case 'highlights':
      return block.items.map((item) => highlighted(item, block.items, columns, paint)).join('\n');
    case 'heat-map':
      return `${bold(block.map.title, columns, paint)}\n\n${drawHeatMap(block.map, columns, paint)}`;
  }
}

/** `label  value  note`, the first two as wide as the widest of all. */
function highlighted(item: Highlight, all: readonly Highlight[], columns: number, paint: Paint): string {
  const widest = (words: (each: Highlight) => string) =>
    all.reduce((most, each) => Math.max(most, widthOf(words(each))), 0);
  const label = ({ label }: Highlight) => cut(showText(label), columns / 3);
  const value = ({ value }: Highlight) => cut(showText(value), columns / 3);
  const before = widest(label) + 2;
  const indent = before + widest(value) + 2;
  const brush = item.tone === undefined ? paint.title : item.tone === 'good' ? paint.good : paint.severity.warning;
  const mark =
    paint.faint(label(item)) +
    ' '.repeat(before - widthOf(label(item))) +
    brush(value(item)) +
    ' '.repeat(indent - before - widthOf(value(item)));
  return hanging(mark, showText(item.note), indent, columns).join('\n');
}

function bold(text: string, columns: number, paint: Paint): string {
  return wrap(showText(text), columns)
    .map((line) => paint.title(line))
    .join('\n');
}

// A tab's width depends on where it stands, which wrapping and indents change.
const lined = (text: string): string => showText(text, 'lines').replace(/\t/g, '    ');

/** The text in lines of so many columns, the first after a mark, the others as far in as the mark is wide. */
export function hanging(mark: string, text: string, indent: number, columns: number): string[] {
  return wrap(text, columns - indent).map((line, at) => (at === 0 ? mark + line : `${' '.repeat(indent)}${line}`));
}
