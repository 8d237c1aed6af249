import { kinds } from '../../record/kinds.ts';
import { incidentExample } from '../example.ts';
import type { ReadingRule } from '../rule.ts';

/** What stands between the fences is one YAML map that every reader reads alike. Found while reading: `record/parse.ts`. */
export const rule: ReadingRule = {
  id: 'frontmatter',
  reason: 'Facts that two readers understand differently, or that nobody can see, prove nothing.',
  levels: ['error', 'error', 'error'],
  kinds: kinds.map(({ kind }) => kind),
  scope: 'reading',
  good: incidentExample(),
  bad: incidentExample([
    ['title: Checkout API returned 500s for 42 minutes', 'title: Checkout API: 500s for 42 minutes'],
  ]),
};
