import { kinds } from '../../record/kinds.ts';
import { incidentExample } from '../example.ts';
import type { ReadingRule } from '../rule.ts';

/** The frontmatter has the shape of its kind's schema. Found while reading: `record/schema.ts`. */
export const rule: ReadingRule = {
  id: 'schema',
  reason: 'A misspelt key or a time without an offset would be left out of every figure in silence.',
  levels: ['error', 'error', 'error'],
  kinds: kinds.map(({ kind }) => kind),
  scope: 'reading',
  good: incidentExample(),
  bad: incidentExample([['  detected: 2026-03-10T09:20:00+01:00', '  detected: 2026-03-10T09:20:00']]),
};
