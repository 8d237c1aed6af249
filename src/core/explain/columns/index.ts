import { evidence } from './evidence.ts';
import { figures } from './figures.ts';
import { registers } from './registers.ts';
import type { TableWords } from './table-words.ts';

/** Every table whose columns are explained. */
export const tableWords: readonly TableWords[] = [...registers, ...figures, ...evidence];
