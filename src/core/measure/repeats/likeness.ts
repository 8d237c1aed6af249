import type { Described } from '../described.ts';
import { tellingWords } from '../words-of.ts';
import { firstFrom } from './first-from.ts';

/** An earlier incident that is like a later one by its words. */
export interface Like {
  /** Places among those given. */
  later: number;
  earlier: number;
  /** Its score as a share of what the later one scores against itself, at most 1; 1 of what has the same title. */
  share: number;
  /** The words that they share, the most telling first. */
  words: readonly string[];
}

/** Of less than a tenth of what a text scores against itself, people see no likeness. */
const FLOOR = 0.1;
const MOST = 3;
const MOST_WORDS = 4;

// The usual constants of BM25.
const K1 = 1.2;
const B = 0.75;

/**
 * For each incident the earlier ones that are most like it, at most three: BM25 (Robertson and Zaragoza, "The
 * Probabilistic Relevance Framework", 2009) over title, causes and summaries, a word of the title counting twice. In order
 * of time; `firstOf` says for an index at which one its window begins. The same title is always alike: among few texts a
 * word that two of them share is not rare, and long summaries would outweigh it.
 */
export function likeEarlier(inOrder: readonly Described[], firstOf: (index: number) => number): Like[] {
  const bags = inOrder.map(bagOf);
  const titles = inOrder.map(({ title }) => tellingWords(title).sort().join(' '));
  const postings = postingsOf(bags);
  // One for all: of the few that a word leads to, each is set back when it was looked at.
  const scores = new Float64Array(bags.length);
  return bags.flatMap((bag, later): Like[] => {
    const first = firstOf(later);
    const touched: number[] = [];
    let own = 0;
    for (const word of bag.keys()) {
      const { holders, weights } = postings.get(word) as Posting;
      let i = firstFrom(holders, first);
      for (; (holders[i] as number) < later; i++) {
        const earlier = holders[i] as number;
        if (scores[earlier] === 0) touched.push(earlier);
        (scores[earlier] as number) += weights[i] as number;
      }
      own += weights[i] as number;
    }
    const likes = touched.flatMap((earlier): Pick<Like, 'later' | 'earlier' | 'share'>[] => {
      const isSameTitle = titles[later] !== '' && titles[later] === titles[earlier];
      const share = isSameTitle ? 1 : Math.min(1, (scores[earlier] as number) / own);
      scores[earlier] = 0;
      return share < FLOOR ? [] : [{ later, earlier, share }];
    });
    return likes
      .sort((a, b) => b.share - a.share || b.earlier - a.earlier)
      .slice(0, MOST)
      .map((like) => ({ ...like, words: sharedWords(bag, bags[like.earlier], postings) }));
  });
}

/** A word: how rare it is, which texts have it, in their order, and what it weighs in each. */
interface Posting {
  rarity: number;
  holders: number[];
  weights: number[];
}

function postingsOf(bags: readonly ReadonlyMap<string, number>[]): Map<string, Posting> {
  const postings = new Map<string, Posting>();
  bags.forEach((bag, index) => {
    for (const word of bag.keys()) {
      const posting = postings.get(word);
      if (posting === undefined) postings.set(word, { rarity: 0, holders: [index], weights: [] });
      else posting.holders.push(index);
    }
  });
  const lengths = bags.map((bag) => sum(bag.values()));
  const average = sum(lengths) / Math.max(1, lengths.length);
  for (const [word, posting] of postings) {
    const count = posting.holders.length;
    posting.rarity = Math.log(1 + (bags.length - count + 0.5) / (count + 0.5));
    posting.weights = posting.holders.map((index) => {
      const times = bags[index]?.get(word) ?? 0;
      const length = (lengths[index] ?? 0) / average;
      return (posting.rarity * times * (K1 + 1)) / (times + K1 * (1 - B + B * length));
    });
  }
  return postings;
}

function bagOf({ title, more }: Described): Map<string, number> {
  const bag = new Map<string, number>();
  const add = (text: string, times: number) => {
    for (const word of tellingWords(text)) bag.set(word, (bag.get(word) ?? 0) + times);
  };
  add(title, 2);
  add(more, 1);
  return bag;
}

function sharedWords(
  bag: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number> | undefined,
  postings: ReadonlyMap<string, Posting>,
): string[] {
  const rarity = (word: string) => postings.get(word)?.rarity ?? 0;
  const shared = [...bag.keys()].filter((word) => other?.has(word));
  return shared.sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1)).slice(0, MOST_WORDS);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
