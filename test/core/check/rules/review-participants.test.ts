import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/review-participants.ts';
import { judgeChanged } from '../judge-text.ts';

const owner = '      - { who: "@alice", role: service_owner }\n';
const reviews = /reviews:\n[\s\S]*?(?=approvals:)/.exec(rule.good.text)?.[0] ?? '';
const sev1: [string, string] = ['severity: sev2', 'severity: sev1'];
const approval = /approvals:\n {2}- .*\n/.exec(rule.good.text)?.[0] ?? '';
const without = (roles: string) => [
  `/reviews: Unexpected review without ${roles}, expected every required role to take part or receive the outcome`,
];

test('every missing role stands in one finding', () => {
  expect(judgeChanged(rule, [[owner, '']])).toEqual(without('service_owner'));
  expect(judgeChanged(rule, [[reviews, '']])).toEqual(without('responder and service_owner'));
});

test('people.yaml knows the roles of who took part, led or received', () => {
  const people = (handle: string) => ({ people: [{ handle, roles: ['service_owner'] }] });
  expect(judgeChanged(rule, [[owner, '']], people('@dan'))).toEqual([]);
  expect(judgeChanged(rule, [[owner, '']], people('@carol'))).toEqual([]);
  expect(judgeChanged(rule, [[owner, '']], people('@cto'))).toEqual([]);
  expect(judgeChanged(rule, [[owner, '']], people('@eve'))).toEqual(without('service_owner'));
});

test('who approved in a role has received the outcome in it', () => {
  expect(judgeChanged(rule, [sev1])).toEqual([]);
  expect(judgeChanged(rule, [sev1, [approval, '']])).toEqual(without('management'));
});

test('where no review is needed nobody is missed', () => {
  expect(
    judgeChanged(rule, [
      [reviews, ''],
      ['severity: sev2', 'severity: sev3'],
    ]),
  ).toEqual([]);
  expect(
    judgeChanged(rule, [
      [reviews, ''],
      ['type: availability', 'type: exercise'],
    ]),
  ).toEqual([]);
});
