import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-owner.ts';
import { people, play, playOne, riskExample } from '../play.ts';

const owned = (owner: string) => [...openAction, ['    owner: "@bob"\n', owner]] as const;

it.each([
  ['', 'no owner'],
  ['    owner:\n', 'no owner'],
  ['    owner: "?"\n', 'placeholder owner "?"'],
  ['    owner: team:payments\n', 'a team as owner, "team:payments"'],
  ['    owner: bob\n', 'owner "bob", neither a handle nor an e-mail'],
])('an open action with %j has %s', (owner, why) => {
  expect(play(rule, owned(owner))).toEqual([
    `/actions/0/owner Unexpected action A1 with ${why}, expected one named person`,
  ]);
});

it('takes a team only where the config does', () => {
  expect(play(rule, owned('    owner: team:payments\n'), { config: 'team_owners: true\n' })).toEqual([]);
});

it('asks people.yaml, where the last day still counts', () => {
  expect(play(rule, openAction, { people, asOf: '2026-05-31T23:59:59Z' })).toEqual([]);
  expect(play(rule, openAction, { people, asOf: '2026-06-01T00:00:00Z' })).toEqual([
    '/actions/0/owner Unexpected action A1 with owner "@bob", who left on 2026-05-31, expected one named person',
  ]);
  expect(play(rule, owned('    owner: "@zed"\n'), { people })).toHaveLength(1);
});

it('does not care who owned what is done, cancelled or accepted', () => {
  expect(play(rule, [['    owner: "@bob"\n', '    owner: tbd\n']])).toEqual([]);
});

it('lets a proposal ripen with its review', () => {
  const changes = [
    ...openAction.slice(1),
    ['    owner: "@bob"\n', ''],
    ['    status: open\n', '    status: proposed\n'],
  ] as const;
  expect(play(rule, [['status: closed\n', 'status: draft\n'], ...changes])).toEqual([]);
  expect(play(rule, [['status: closed\n', 'status: in_review\n'], ...changes])).toEqual([
    '/actions/0/owner (warning) Unexpected action A1 with no owner, expected one named person',
  ]);
  expect(play(rule, [['status: closed\n', 'status: approved\n'], ...changes])).toEqual([
    '/actions/0/owner Unexpected action A1 with no owner, expected one named person',
  ]);
});

it('leaves a value that has no shape to the schema', () => {
  expect(play(rule, owned('    owner: 5\n'))).toEqual([]);
});

it('looks at the actions of risks', () => {
  expect(playOne(rule, riskExample())).toEqual([]);
  expect(playOne(rule, riskExample([['    owner: "@dan"', '    owner: todo']]))).toHaveLength(1);
});
