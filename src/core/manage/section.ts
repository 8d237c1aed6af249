import type { Block, Highlight, Table } from '../report.ts';
import type { LookedAt } from './looked-at.ts';

/** The inputs of a management review: ISO/IEC 27001:2022, clause 9.3.2. */
export const clauseItems = ['9.3.2a', '9.3.2b', '9.3.2c', '9.3.2d', '9.3.2e', '9.3.2f', '9.3.2g'] as const;
export type ClauseItem = (typeof clauseItems)[number];

/** Something that the figures ask of management, and the records that it rests on. */
export interface Question {
  /** 1 what may do harm again, 2 what was promised and is not kept, 3 what keeps the house in order. */
  urgency: 1 | 2 | 3;
  question: string;
  because: string;
  /** Ids of records, or refs of actions. */
  records: readonly string[];
}

/** What a section has to say of what was looked at. */
export interface Said {
  /** Below the section's heading. */
  blocks: readonly Block[];
  /** For programs, and for fingerprints: everything that the blocks show, and more. */
  tables?: readonly Table[];
  /** The one or two figures of it that the page opens with. */
  highlights?: readonly Highlight[];
  /** What a reader with a minute has to know of it: whole sentences. */
  inShort?: readonly string[];
  questions?: readonly Question[];
}

/** One part of the report. */
export interface Section {
  /** Kebab-case; the file's name. */
  id: string;
  title: string;
  /** Which inputs of the review it is. */
  items: readonly ClauseItem[];
  say(at: LookedAt): Said;
}
