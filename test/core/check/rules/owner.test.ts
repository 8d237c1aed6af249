import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/owner.ts';
import { people, play, playOne, riskExample } from '../play.ts';

const owned = (owner: string) => [['owner: "@alice"\nservices', `${owner}\nservices`]] as const;

it.each([
  ['owner: ~', 'no owner'],
  ['owner:', 'no owner'],
  ['owner: ""', 'no owner'],
  ['owner: TBD', 'placeholder owner "TBD"'],
  ['owner: "n/a"', 'placeholder owner "n/a"'],
  ['owner: Everyone', 'placeholder owner "Everyone"'],
  ['owner: Alice Smith', 'owner "Alice Smith", neither a handle nor an e-mail'],
  ['owner: "@аlice"', 'owner "@аlice", neither a handle nor an e-mail'],
])('an incident with `%s` has %s', (owner, why) => {
  expect(play(rule, owned(owner))).toEqual([
    `/owner Unexpected review with ${why}, expected a person or team that drives it to its end`,
  ]);
});

it('takes a team, an e-mail address and a handle', () => {
  for (const owner of ['team:payments', 'alice@example.net', '"@alice"']) {
    expect(play(rule, owned(`owner: ${owner}`))).toEqual([]);
    expect(play(rule, owned(`owner: ${owner}`), { people })).toEqual([]);
  }
  expect(play(rule, owned('owner: team:nobody'), { people })).toHaveLength(1);
  expect(play(rule, owned('owner: "@zed"'), { people })).toHaveLength(1);
});

it('speaks of who left while the review was open, not of who left after it was closed', () => {
  const changes = owned('owner: "@bob"');
  expect(play(rule, changes, { people })).toEqual([]);
  expect(play(rule, changes, { people: people.replace('2026-05-31', '2026-05-19') })).toHaveLength(1);
  expect(play(rule, [...changes, ['status: closed', 'status: approved']], { people })).toHaveLength(1);
});

it('leaves a value that has no shape to the schema', () => {
  expect(play(rule, owned('owner: [a, b]'))).toEqual([]);
  expect(play(rule, owned(''))).toHaveLength(1);
});

it('asks for the owner of a risk that stands', () => {
  const owner = ['owner: "@carol"', 'owner: tbd'] as const;
  expect(playOne(rule, riskExample([owner]))).toEqual([
    '/owner Unexpected risk with placeholder owner "tbd", expected a person or team that answers for it',
  ]);
  expect(playOne(rule, riskExample([owner, ['\nstatus: open\ntreatment', '\nstatus: closed\ntreatment']]))).toEqual([]);
});
