import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { type Change, incidentExample, signedText } from '../../src/core/check/example.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

beforeAll(() => loadBodyTree());

const id = '2026-03-10-checkout-500s';
const path = `incidents/2026/${id}.md`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const incident = (changes: readonly Change[] = []) => signedText(incidentExample(changes), sha256);
const worked = 'by: "@carol", result: effective }';
const failed = incident([[worked, worked.replace('effective', 'ineffective')]]);
const follower = `---
schema: pir/risk@1
id: R-007
title: Limits drift
category: process/change-management
owner: "@carol"
status: open
actions:
  - { id: A1, title: Look again, owner: "@dan", due: 2026-09-01, status: open, kind: prevent, follows: ${id}/A2 }
assessments: [{ on: 2026-03-16, by: "@carol", likelihood: 1, impact: 2, reason: looked }]
review_by: 2027-01-10
---
`;

/** The change says that A2 did not work; the record that may follow it is left alone. */
async function verificationAfter(beside: { [name: string]: string }, args: readonly string[]): Promise<string[]> {
  const {
    path: cwd,
    write,
    git,
    commit,
  } = makeRepository({ 'pir.config.yaml': 'profile: enterprise\n', [path]: incident(), ...beside });
  git('checkout', '--quiet', '-b', 'change');
  write(path, failed);
  commit('It did not work');
  const { out } = await runPir(['check', ...args, '--rule', 'action-verification', '--format', 'json'], {
    cwd,
    now: '2026-04-10T12:00:00Z',
  });
  return JSON.parse(out).findings.map(({ pointer }: { pointer: string }) => pointer);
}

it.each([[[]], [['--base', 'main']]])(
  'an action in a record that the change leaves alone follows: check %j',
  async (args) => {
    expect(await verificationAfter({}, args)).toEqual(['/actions/1/verified/result']);
    expect(await verificationAfter({ 'risks/R-007-limits.md': follower }, args)).toEqual([]);
  },
);
