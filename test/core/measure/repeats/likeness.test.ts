import { expect, it } from 'vitest';
import type { Described } from '../../../../src/core/measure/described.ts';
import { likeEarlier } from '../../../../src/core/measure/repeats/likeness.ts';
import { cpuTime } from '../../../cpu-time.ts';

const said = (id: string, title: string, more = ''): Described => ({ id, title, more });
const all = [
  said('a', 'Checkout refused cards', 'The pool limit was lowered by hand'),
  said('b', 'Mail delayed', 'A queue grew while its consumer slept'),
  said('c', 'Search stale', 'An index was not rebuilt'),
  said('d', 'Payments down', 'The pool limit had been lowered again, by hand'),
  said('e', 'Invoices twice', 'A retry had no upper bound'),
];
const pairs = (texts: readonly Described[], firstOf: (index: number) => number = () => 0) =>
  likeEarlier(texts, firstOf).map(({ later, earlier, share, words }) => ({
    pair: `${texts[later]?.id}<${texts[earlier]?.id}`,
    share,
    words,
  }));

it('finds the earlier one by the rarer words that both say', () => {
  const [found, ...more] = pairs(all);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ pair: 'd<a', words: ['hand', 'limit', 'lowered', 'pool'] });
  expect(found?.share).toBeGreaterThan(0.3);
  expect(found?.share).toBeLessThan(1);
});

it('is BM25, as a share of what the text scores against itself', () => {
  // Three texts of one word each but the last; by hand: k1 = 1.2, b = 0.75, a title counts twice.
  const three = [said('a', 'pool'), said('b', 'mail'), said('c', 'pool queue')];
  const idf = (count: number) => Math.log(1 + (3 - count + 0.5) / (count + 0.5));
  const average = (2 + 2 + 4) / 3;
  const weight = (count: number, length: number) =>
    (idf(count) * 2 * 2.2) / (2 + 1.2 * (1 - 0.75 + (0.75 * length) / average));
  const [found] = pairs(three);
  expect(found?.pair).toBe('c<a');
  expect(found?.share).toBeCloseTo(weight(2, 2) / (weight(2, 4) + weight(1, 4)), 12);
});

it('gives the same text a whole, and three at most', () => {
  const same = Array.from({ length: 6 }, (_, i) => said(`s${i}`, 'Checkout pool exhausted'));
  const found = pairs(same).filter(({ pair }) => pair.startsWith('s5'));
  expect(found).toEqual(
    ['s5<s4', 's5<s3', 's5<s2'].map((pair) => ({ pair, share: 1, words: ['checkout', 'exhausted', 'pool'] })),
  );
});

it('gives the same title a whole, however much the two tell besides', () => {
  const told = (from: number) => Array.from({ length: 60 }, (_, i) => `word${from + i}`).join(' ');
  const two = [said('a', 'Checkout returned 500s', told(0)), said('b', 'The checkout returned 500s', told(100))];
  expect(pairs(two)).toEqual([{ pair: 'b<a', share: 1, words: ['500s', 'checkout', 'returned'] }]);
  expect(pairs([said('a', 'Mail late', told(0)), said('b', 'Mail later', told(100))])).toEqual([]);
});

it('looks no further back than the window', () => {
  expect(pairs(all, (index) => (index === 3 ? 1 : 0))).toEqual([]);
  expect(pairs(all, (index) => index)).toEqual([]);
});

it('finds nothing in small words, in nothing, and in other scripts what is there', () => {
  expect(pairs([said('a', 'it was in the'), said('b', 'it was in the')])).toEqual([]);
  expect(pairs([said('a', ''), said('b', '')])).toEqual([]);
  expect(pairs([said('a', '決済 停止'), said('b', '決済 停止')])).toHaveLength(1);
  expect(pairs([])).toEqual([]);
});

it('takes its time for ten thousand, and no more', async () => {
  const words = Array.from({ length: 3_000 }, (_, i) => `w${i}`);
  const pick = (seed: number) => words[(seed * 7_919) % words.length];
  const many = Array.from({ length: 10_000 }, (_, i) =>
    said(`i${i}`, `${pick(i)} ${pick(i * 3 + 1)}`, Array.from({ length: 30 }, (_, k) => pick(i * 31 + k)).join(' ')),
  );
  const { milliseconds } = await cpuTime(() => likeEarlier(many, (index) => Math.max(0, index - 1_000)));
  expect(milliseconds).toBeLessThan(10_000);
});
