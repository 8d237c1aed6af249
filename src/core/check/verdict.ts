import type { Finding } from '../finding.ts';
import type { Question } from '../question.ts';
import type { Entry } from './rule.ts';

/** A finding that stands unless the question is answered with yes. */
export interface Doubt {
  finding: Finding;
  question: Question;
}

/** What one record's text says by itself; nothing of it depends on other files but the doubts. */
export interface Verdict {
  entry: Entry;
  findings: Finding[];
  doubts: Doubt[];
  /** As-of moments (UTC epoch seconds) for which all of this stays true: [from, until). */
  window: { from: number; until: number };
  usedPlainReader: boolean;
}
