import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/made-uncountable.ts';
import { playChange } from '../play.ts';

const type = (name: string) => [['type: availability', `type: ${name}`]] as const;

it.each([
  ['availability', 'exercise'],
  ['security', 'near_miss'],
  ['near_miss', 'exercise'],
])('sees %s become %s', (was, is) => {
  expect(playChange(rule, type(was), type(is))).toEqual([
    `/type Unexpected type ${is} instead of ${was}, expected an incident that counted to go on counting`,
  ]);
});

it.each([
  ['availability', 'security'],
  ['exercise', 'availability'],
  ['exercise', 'near_miss'],
])('lets %s become %s', (was, is) => {
  expect(playChange(rule, type(was), type(is))).toEqual([]);
});

it('asks why a record is withdrawn', () => {
  const withdrawn = (more: string) => [['status: closed', `status: withdrawn${more}`]] as const;
  const said = '\nwithdrawn: { on: 2026-05-25, by: "@alice", reason: written twice }';
  const silent = '\nwithdrawn: { on: 2026-05-25, by: "@alice", reason: " " }';
  const finding = '/withdrawn/reason Unexpected withdrawal without a reason, expected why the record no longer counts';
  expect(playChange(rule, [], withdrawn(said))).toEqual([]);
  expect(playChange(rule, [], withdrawn(silent))).toEqual([finding]);
  expect(playChange(rule, [], withdrawn(''))).toEqual([finding]);
  expect(playChange(rule, withdrawn(''), withdrawn(silent))).toEqual([]);
});
