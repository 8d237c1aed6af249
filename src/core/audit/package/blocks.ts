import type { Block, Column } from '../../report.ts';
import type { Unit } from '../../unit.ts';

export const heading = (level: 1 | 2 | 3, words: string): Block => ({ block: 'heading', level, text: words });
export const text = (words: string): Block => ({ block: 'text', text: words });
/** A column, whose cells lead where those of the key `link` say. */
export const column = (key: string, title: string, unit: Unit = 'text', link?: string): Column => ({
  key,
  title,
  unit,
  ...(link !== undefined && { link }),
});
