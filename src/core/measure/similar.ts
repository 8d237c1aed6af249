import MiniSearch from 'minisearch';
import type { Described } from './described.ts';
import { tellingWord } from './words-of.ts';

// A text is as like itself as it can be; of less than a tenth of that, people see no likeness.
const FLOOR = 0.1;
const MOST = 3;

/**
 * The incidents most like a title, best first, at most three: BM25 (Robertson and Zaragoza, 2009) over titles, causes and
 * impacts, other endings and slips of the pen counting less, as a share of what the title scores against itself.
 */
export function similarTo<T extends Described>(title: string, earlier: readonly T[]): readonly T[] {
  const index = new MiniSearch({ fields: ['title', 'more'], processTerm: (term) => tellingWord(term) ?? null });
  const own = earlier.length;
  index.addAll([
    ...earlier.map(({ title: name, more }, id) => ({ id, title: name, more })),
    { id: own, title, more: '' },
  ]);
  const scores = index
    .search(title.slice(0, 1000), { prefix: (term) => term.length > 3, fuzzy: (term) => term.length > 4 && 0.2 })
    // The search multiplies by the number of matching words, which would make one word of three a third of a third.
    .map(({ id, score, queryTerms }) => ({ id: id as number, score: score / queryTerms.length }));
  const most = scores.find(({ id }) => id === own)?.score ?? 0;
  return scores
    .filter(({ id, score }) => id !== own && score >= FLOOR * most)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, MOST)
    .flatMap(({ id }) => earlier[id] ?? []);
}
