import type { Block } from '../../report.ts';

export const heading = (level: 1 | 2 | 3, words: string): Block => ({ block: 'heading', level, text: words });
export const text = (words: string): Block => ({ block: 'text', text: words });
