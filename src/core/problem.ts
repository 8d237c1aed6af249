import type { Question } from './question.ts';

/** What is wrong in a text, as whoever reads or judges it found it: before it has a file, a line and a level. */
export interface Problem {
  /** "Unexpected X, expected Y" */
  message: string;
  /** One sentence that says what to do. */
  hint: string;
  /** JSON pointer of the value; of something missing, the pointer it would have. Default: the whole frontmatter's first line. */
  pointer?: string;
  /** What baseline, waivers and comparisons know the place by; default the pointer with ids for indexes. */
  anchor?: string;
  /** Point at the key, not at its value. */
  atKey?: boolean;
  /** Offsets into the text, for places in the body or inside a value; they win over `pointer`. */
  start?: number;
  end?: number;
  unless?: Question;
  /** Treat this problem as one of a ripe rule, though the rule is none. */
  isRipe?: true;
}
