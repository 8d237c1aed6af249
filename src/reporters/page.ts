import type { Block, Table } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';
import { widthOf, wrap } from './width.ts';

/** A table under its title; one line where it has no rows. */
export function titled(table: Table, columns: number, paint: Paint): string {
  const title = paint.title(showText(table.title));
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
      const text = showText(block.text);
      const title = paint.title(text);
      return block.level === 1 ? `${title}\n${paint.faint('─'.repeat(Math.min(widthOf(text), columns)))}` : title;
    }
    case 'text':
      return wrap(showText(block.text, 'lines'), prose).join('\n');
    case 'list':
      return block.items.flatMap((item) => hanging('• ', showText(item), 2, prose)).join('\n');
    case 'facts': {
      const width = block.rows.reduce((most, [name]) => Math.max(most, widthOf(showText(name))), 0);
      return block.rows
        .flatMap(([name, value]) => {
          const shown = showText(name);
          const mark = `${paint.faint(shown)}${' '.repeat(width - widthOf(shown) + 2)}`;
          return hanging(mark, showText(value, 'lines'), width + 2, columns);
        })
        .join('\n');
    }
    case 'code':
      return showText(block.text, 'lines').replace(/\n+$/, '').replace(/^/gm, '    ');
    case 'table':
      return titled(block.table, columns, paint);
  }
}

/** The text in lines of so many columns, the first after a mark, the others as far in as the mark is wide. */
export function hanging(mark: string, text: string, indent: number, columns: number): string[] {
  return wrap(text, columns - indent).map((line, at) => (at === 0 ? mark + line : `${' '.repeat(indent)}${line}`));
}
