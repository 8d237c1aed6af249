import { expect, test } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import { rule } from '../../../../src/core/check/rules/policy-approved.ts';
import { people, playOne } from '../play.ts';

const said = (changes: readonly Change[], around: Parameters<typeof policyExample>[1] = {}) =>
  playOne(rule, policyExample(changes, around));
const list = '  - { by: "@cto", role: management, on: 2026-03-28, version: "3", fingerprint: "{{fingerprint}}" }\n';
const approvals = (...rows: string[]): Change => [list, rows.join('')];
const reviewers = (...names: string[]): Change => ['reviewers: ["@cto"]', `reviewers: ${JSON.stringify(names)}`];
const by = (name: string) => list.replace('@cto', name);

test('every reviewer approves, and the owner for nobody', () => {
  expect(said([])).toEqual([]);
  expect(said([reviewers('@cto', '@dan')])).toEqual([
    '/approvals Unexpected version 3 in force without approval by all, expected that of @dan',
  ]);
  expect(said([reviewers('@cto', '@carol')])).toEqual([]);
  expect(said([approvals(list, by('@carol'))])).toEqual([]);
});

test('without reviewers somebody other than the owner does', () => {
  const nobody: Change = ['reviewers: ["@cto"]\n', ''];
  expect(said([nobody])).toEqual([]);
  expect(said([nobody, approvals(by('@carol'))])).toEqual([
    '/approvals/0/by Unexpected version 3 in force without approval but by its owner, expected that of somebody other than its owner',
  ]);
  expect(said([reviewers('@carol'), approvals(by('@dan'))])).toEqual([]);
});

test('an approval of another version or text is none', () => {
  expect(said([approvals(list.replace('"3"', '"2"'))])).toEqual([
    '/approvals Unexpected version 3 in force without approval, expected that of @cto',
  ]);
  expect(said([approvals(list.replace('{{fingerprint}}', `sha256:${'0'.repeat(64)}`))])).toEqual([
    '/approvals/0/fingerprint Unexpected version 3 in force without approval of its text, expected that of @cto',
  ]);
  expect(said([['approvals:\n', ''], approvals()])).toEqual([
    '/status Unexpected version 3 in force without approval, expected that of @cto',
  ]);
});

test('of a team one of its people', () => {
  const team = reviewers('team:payments');
  expect(said([team, approvals(by('@alice'))], { people })).toEqual([]);
  expect(said([team], { people })).toEqual([
    '/approvals Unexpected version 3 in force without approval by all, expected that of team:payments',
  ]);
});

test('only what is in force', () => {
  for (const status of ['draft', 'in_review', 'retired'])
    expect(said([['status: in_force', `status: ${status}`], approvals(by('@carol'))])).toEqual([]);
});

test('approvals that the schema refused are its finding', () => {
  expect(said([['approvals:\n', 'approvals: none\n'], approvals()])).toEqual([]);
});
