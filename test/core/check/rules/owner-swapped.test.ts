import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/owner-swapped.ts';
import { people, playChange } from '../play.ts';

/** A1 with that owner and those handovers, each as `from to`. */
const a1 = (owner: string, ...handovers: string[]) => {
  const rows = handovers.map((each) => {
    const [from, to] = each.split(' ');
    return `{ from: ${from}, to: ${to}, on: 2026-05-01, by: "@alice", reason: moved }`;
  });
  const list = rows.length === 0 ? '' : `    reassigned: [${rows.join(', ')}]\n`;
  return [...openAction, ['    owner: "@bob"\n', `    owner: ${owner}\n${list}`]] as const;
};
const swap = (was: string, is: string) =>
  `/actions/0/owner Unexpected owner ${is} of A1 instead of ${was}, expected the handover to be written down`;

it('takes a handover that is written down, over one or more', () => {
  expect(playChange(rule, a1('"@bob"'), a1('"@dan"', '"@bob" "@dan"'))).toEqual([]);
  expect(playChange(rule, a1('"@bob"'), a1('"@dan"', '"@bob" "@carol"', '"@carol" "@dan"'))).toEqual([]);
});

it('sees an owner who came by themselves', () => {
  expect(playChange(rule, a1('"@bob"'), a1('"@dan"'))).toEqual([swap('@bob', '@dan')]);
  expect(playChange(rule, a1('"@bob"'), a1('"@dan"', '"@carol" "@dan"'))).toEqual([swap('@bob', '@dan')]);
  expect(playChange(rule, a1('"@dan"', '"@bob" "@dan"'), a1('"@carol"', '"@bob" "@dan"'))).toEqual([
    swap('@dan', '@carol'),
  ]);
});

it('takes a first owner, and leaves none to another rule', () => {
  expect(playChange(rule, a1('TBD'), a1('"@dan"'))).toEqual([]);
  expect(playChange(rule, a1('"@bob"'), a1('TBD'))).toEqual([]);
  expect(playChange(rule, a1('"@bob"'), a1('null'))).toEqual([]);
});

it('knows one person by two names', () => {
  expect(playChange(rule, a1('"@alice"'), a1('alice@example.net'), { people })).toEqual([]);
  expect(playChange(rule, a1('"@alice"'), a1('alice@example.net'))).toHaveLength(1);
});
