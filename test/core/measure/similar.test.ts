import { expect, it } from 'vitest';
import { similarTo } from '../../../src/core/measure/similar.ts';

const earlier = [
  { id: 'a', title: 'Checkout API returned 500s for 42 minutes', more: '' },
  { id: 'b', title: 'Login page slow in Europe', more: '' },
  { id: 'c', title: 'Payments unavailable', more: 'The pool limit was lowered by hand' },
  { id: 'd', title: 'Email delivery delayed', more: '' },
  { id: 'e', title: 'Search returned stale results', more: '' },
  { id: 'f', title: 'Checkout latency raised after deploy', more: '' },
  { id: 'g', title: 'Certificate expired on the API gateway', more: '' },
  { id: 'h', title: 'Checkout slow for one tenant', more: '' },
  { id: 'i', title: 'Checkout shows wrong prices', more: '' },
  { id: 'j', title: 'Überlast der Datenbank', more: '' },
];
const like = (title: string) => similarTo(title, earlier).map(({ id }) => id);

it('finds what shares the rarer words, best first', () => {
  expect(like('API certificate expired again')[0]).toBe('g');
  expect(like('Checkout API returned errors')[0]).toBe('a');
});

it('looks at causes and impacts too', () => expect(like('Pool of connections exhausted')).toEqual(['c']));

it('shows three at most', () => expect(like('Checkout')).toHaveLength(3));

it('does not mind case, accents, endings and a slip of the pen', () => {
  expect(like('uberlast')).toEqual(['j']);
  expect(like('certificates')).toEqual(['g']);
  expect(like('Delivary')).toEqual(['d']);
});

it('finds nothing where nothing is shared, and where only small words are', () => {
  for (const title of ['Kubernetes nodes lost', 'it was in the', '', '決済が停止', '( + * " ['])
    expect(like(title)).toEqual([]);
});

it('leaves out what shares one word of many', () => {
  expect(
    like('Customers could not reset a forgotten password because the new checkout forgets their chosen language'),
  ).toEqual([]);
});

it('gives nothing without records', () => expect(similarTo('Checkout down', [])).toEqual([]));
