import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/approval.ts';
import { judgeChanged } from '../judge-text.ts';

const list = /approvals:\n {2}- .*\n/.exec(rule.good.text)?.[0] ?? '';
const none: [string, string] = [list, ''];
const sev1: [string, string] = ['severity: sev2', 'severity: sev1'];
const missing = (status: string) => [
  `/approvals: Unexpected ${status} sev1 without approval by management, expected one of every required role`,
];
const enterprise = { config: { profile: 'enterprise' as const } };

test('what is required follows severity and profile', () => {
  expect(judgeChanged(rule, [none])).toEqual([]);
  expect(judgeChanged(rule, [none, sev1])).toEqual(missing('closed'));
  expect(judgeChanged(rule, [none], enterprise)).toHaveLength(1);
  expect(judgeChanged(rule, [none, sev1], { config: { profile: 'startup' } })).toEqual([]);
});

test('it is required of what is approved or closed', () => {
  expect(judgeChanged(rule, [none, sev1, ['status: closed', 'status: approved']])).toEqual(missing('approved'));
  expect(judgeChanged(rule, [none, sev1, ['status: closed', 'status: in_review']])).toEqual([]);
});

test('in the role that is asked for', () => {
  expect(judgeChanged(rule, [sev1, ['role: management,', 'role: security,']])).toEqual(missing('closed'));
  expect(judgeChanged(rule, [sev1], { config: { approvals: { sev1: ['management', 'security'] } } })).toEqual([
    '/approvals: Unexpected closed sev1 without approval by security, expected one of every required role',
  ]);
});

test('nobody approves their own review, by whatever name', () => {
  const own = (by: string) => [
    `/approvals/0/by: Unexpected approval by ${by}, who owns the review, expected somebody else`,
  ];
  const by = (who: string): [string, string] => ['by: "@cto", role', `by: "${who}", role`];
  const people = [{ handle: '@alice', emails: ['alice@example.com'] }, { handle: '@cto' }];
  expect(judgeChanged(rule, [by('@Alice')])).toEqual(own('@Alice'));
  expect(judgeChanged(rule, [by('alice@example.com')], { people })).toEqual(own('alice@example.com'));
  expect(judgeChanged(rule, [by('alice@example.com')])).toEqual([]);
  expect(judgeChanged(rule, [by('bob@example.com')], { people })).toEqual([]);
});

test('what the schema refuses is not missing', () => {
  expect(judgeChanged(rule, [sev1, [list, 'approvals: yes\n']])).toEqual([]);
  expect(judgeChanged(rule, [sev1, ['role: management,', 'role: "",']])).toEqual([]);
});
