import type { Described } from '../described.ts';
import { tellingWords } from '../words-of.ts';
import { firstFrom } from './first-from.ts';

/** An earlier incident that is like a later one by its words. */
export interface Like {
  /** Places among those given. */
  later: number;
  earlier: number;
  /** Its score as a share of what the later one scores against itself, at most 1. */
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
 * of time; `firstOf` says for an index at which one its window begins.
 */
export function likeEarlier(inOrder: readonly Described[], firstOf: (index: number) => number): Like[] {
  const bags = inOrder.map(bagOf);
  const lengths = bags.map((bag) => sum(bag.values()));
  const average = sum(lengths) / Math.max(1, lengths.length);
  const holders = new Map<string, number[]>();
  bags.forEach((bag, index) => {
    for (const word of bag.keys()) {
      const same = holders.get(word);
      if (same === undefined) holders.set(word, [index]);
      else same.push(index);
    }
  });
  const rarity = (word: string): number => {
    const count = holders.get(word)?.length ?? 0;
    return Math.log(1 + (bags.length - count + 0.5) / (count + 0.5));
  };
  const weight = (word: string, index: number): number => {
    const times = bags[index]?.get(word) ?? 0;
    const length = (lengths[index] ?? 0) / average;
    return (rarity(word) * times * (K1 + 1)) / (times + K1 * (1 - B + B * length));
  };
  return bags.flatMap((bag, later): Like[] => {
    const scores = new Map<number, number>();
    const first = firstOf(later);
    for (const word of bag.keys()) {
      const all = holders.get(word) ?? [];
      for (let i = firstFrom(all, first); (all[i] ?? later) < later; i++) {
        const earlier = all[i] as number;
        scores.set(earlier, (scores.get(earlier) ?? 0) + weight(word, earlier));
      }
    }
    const own = sum([...bag.keys()].map((word) => weight(word, later)));
    return [...scores]
      .map(([earlier, score]) => ({ later, earlier, share: Math.min(1, score / own) }))
      .filter(({ share }) => share >= FLOOR)
      .sort((a, b) => b.share - a.share || b.earlier - a.earlier)
      .slice(0, MOST)
      .map((like) => ({ ...like, words: sharedWords(bag, bags[like.earlier], rarity) }));
  });
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
  rarity: (word: string) => number,
): string[] {
  const shared = [...bag.keys()].filter((word) => other?.has(word));
  return shared.sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1)).slice(0, MOST_WORDS);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
