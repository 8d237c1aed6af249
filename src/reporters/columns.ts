import type { Column, Row, Table } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { inWords } from './units.ts';

/** A table's columns that people are shown, most important first. */
export function shownColumns(table: Table): readonly Column[] {
  return table.shown?.flatMap((key) => table.columns.find((column) => column.key === key) ?? []) ?? table.columns;
}

/** The columns where a page may be as wide as its table. */
export function wideColumns(table: Table): readonly Column[] {
  return table.wide ?? shownColumns(table);
}

/** A cell in words, safe to show. */
export function cellWords(row: Row, column: Column): string {
  return showText(inWords(row[column.key] ?? null, column.unit));
}
