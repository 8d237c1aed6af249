import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slugOf } from '../../../src/core/record/slug.ts';

it.each([
  ['Checkout down', 'checkout-down'],
  ['Checkout API returned 500s', 'checkout-api-returned-500s'],
  ["Customer's cards   weren’t charged!", 'customers-cards-werent-charged'],
  ['Größe, Œuvre, Þór, Łódź', 'grosse-oeuvre-thor-lodz'],
  ['  --- a/b: c "d" ---  ', 'a-b-c-d'],
  ['ﬁle ２００ ①', 'file-200-1'],
  ['<!-- $& -->', 'incident'],
  ['決済が停止', 'incident'],
  ['🔥🔥', 'incident'],
  ['', 'incident'],
])('%j is %s', (title, slug) => expect(slugOf(title)).toBe(slug));

it('is cut between words, within 60', () => {
  expect(slugOf('The quick brown fox jumps over the lazy dog and then it jumps again and again')).toBe(
    'the-quick-brown-fox-jumps-over-the-lazy-dog-and-then-it',
  );
  expect(slugOf(`${'a'.repeat(60)} more`)).toBe('a'.repeat(60));
  expect(slugOf('x'.repeat(500))).toBe('x'.repeat(60));
});

it('is always the end of an id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      expect(slugOf(title)).toMatch(/^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
});
