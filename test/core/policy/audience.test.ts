import { expect, test } from 'vitest';
import { audienceOf, isThere, nameOf, personKey } from '../../../src/core/policy/audience.ts';
import { people } from './made.ts';

const named = (audience: string[], of: typeof people | undefined = people) => {
  const { members, empty } = audienceOf(audience, of);
  return [members.map(({ person, team, index }) => [person, team, index]), empty];
};

test('teams are taken apart, and everybody counts once, whatever name they go by', () => {
  expect(named(['@carol', 'team:payments', 'bob@home.example', '@CAROL'])).toEqual([
    [
      ['@carol', 'security', 0],
      ['@alice', 'payments', 1],
      ['@bob', 'payments', 1],
    ],
    [],
  ]);
});

test('a team without people leads to nobody, and so does one without people.yaml', () => {
  expect(named(['team:legal', '@zed'])).toEqual([[['@zed', null, 1]], ['team:legal']]);
  expect(audienceOf(['team:payments', '@alice'], undefined)).toEqual({
    members: [{ person: '@alice', team: null, from: undefined, until: undefined, index: 1 }],
    empty: ['team:payments'],
  });
  expect(audienceOf(undefined, people)).toEqual({ members: [], empty: [] });
});

test('the first and the last day are days on which somebody is there', () => {
  expect(['2026-06-09', '2026-06-10'].map((day) => isThere({ from: '2026-06-10', until: undefined }, day))).toEqual([
    false,
    true,
  ]);
  expect(['2026-05-31', '2026-06-01'].map((day) => isThere({ from: undefined, until: '2026-05-31' }, day))).toEqual([
    true,
    false,
  ]);
});

test('a person has one key', () => {
  expect(personKey('BOB@home.example', people)).toBe(personKey('@Bob', people));
  expect(personKey('@Zed', undefined)).toBe('@zed');
  expect([nameOf('bob@shop.example', people), nameOf('zed@shop.example', people)]).toEqual([
    '@bob',
    'zed@shop.example',
  ]);
});
