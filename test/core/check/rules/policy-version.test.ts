import { expect, test } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import { rule } from '../../../../src/core/check/rules/policy-version.ts';
import { playOne } from '../play.ts';

const said = (...changes: Change[]) => playOne(rule, policyExample(changes));
const entry = '    summary: who is called at night\n    fingerprint: "{{fingerprint}}"\n';
const other: Change = [entry, entry.replace('{{fingerprint}}', `sha256:${'0'.repeat(64)}`)];
const differs =
  '/changes/0/fingerprint Unexpected text that is not the one released as version 3, expected what its fingerprint is of';

test('speaks of a text in force that its version has not', () => {
  expect(said()).toEqual([]);
  expect(said(other)).toEqual([differs]);
  for (const status of ['draft', 'in_review', 'retired'])
    expect(said(other, ['status: in_force', `status: ${status}`])).toEqual([]);
});

test('of two entries for a version the later one counts', () => {
  const twice = (first: string, second: string): Change => [
    '  - version: "3"\n    on: 2026-03-25\n    by: "@carol"\n',
    `  - { version: "3", on: 2026-03-25, by: "@carol", fingerprint: "${first}" }\n  - version: "3"\n    on: 2026-03-26\n    by: "@carol"${second}\n`,
  ];
  expect(said(twice(`sha256:${'0'.repeat(64)}`, ''))).toEqual([]);
});

test('a version that nobody released has no text of its own', () => {
  const message = 'Unexpected version 3 in force without the fingerprint of its text, expected the one of its release';
  expect(said([entry, '    summary: who is called at night\n'])).toEqual([`/changes/0/fingerprint ${message}`]);
  expect(said(['  - version: "3"\n', '  - version: "2"\n'])).toEqual([`/version ${message}`]);
});

test('what the schema refused is its finding', () => {
  expect(said([entry, entry.replace('{{fingerprint}}', 'sha256:abc')])).toEqual([]);
});
