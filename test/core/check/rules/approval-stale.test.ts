import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/approval-stale.ts';
import { judgeChanged } from '../judge-text.ts';

const other = `sha256:${'0'.repeat(64)}`;
const row = (role: string, fingerprint = '{{fingerprint}}') =>
  `  - { by: "@cto", role: ${role}, on: 2026-03-18, fingerprint: "${fingerprint}" }\n`;
const rows = (...list: string[]): [string, string] => [row('management'), list.join('')];
const stale = (i: number) =>
  `/approvals/${i}/fingerprint: Unexpected approval by @cto of another text, expected the fingerprint of this one`;

test('each approval of another text speaks', () => {
  expect(judgeChanged(rule, [rows(row('management', other))])).toEqual([stale(0)]);
  expect(judgeChanged(rule, [rows(row('management'), row('security', other))])).toEqual([stale(1)]);
});

test('a later one in the same role takes its place', () => {
  expect(judgeChanged(rule, [rows(row('management', other), row('management'))])).toEqual([]);
  expect(judgeChanged(rule, [rows(row('management'), row('management', other))])).toEqual([stale(1)]);
});

test('a reopened review is on its way to a new one', () => {
  const changes = (status: string): Parameters<typeof judgeChanged>[1] => [
    rows(row('management', other)),
    ['status: closed\n', `status: ${status}\nreopened: [{ on: 2026-05-21, by: "@alice", reason: new facts }]\n`],
  ];
  expect(judgeChanged(rule, changes('in_review'))).toEqual([]);
  expect(judgeChanged(rule, changes('approved'))).toEqual([stale(0)]);
  expect(judgeChanged(rule, [rows(row('management', other)), ['status: closed', 'status: in_review']])).toEqual([
    stale(0),
  ]);
});

test('a fingerprint that the schema refuses is its finding', () => {
  expect(judgeChanged(rule, [rows(row('management', 'sha256:abc'))])).toEqual([]);
});
