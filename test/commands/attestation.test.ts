import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../src/core/record/fingerprint.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../src/core/record/record.ts';
import { realWorld } from '../../src/world/index.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const alice = 'Alice <alice@shop.example>';
const chris = 'Chris <cto@shop.example>';
const people = `- { handle: "@alice", name: Alice, emails: [alice@shop.example] }
- { handle: "@bob", name: Bob, emails: [bob@shop.example] }
- { handle: "@cto", name: Chris, emails: [cto@shop.example] }
`;
const path = 'incidents/checkout.md';

const verified =
  ', done: { on: 2026-01-07, by: "@bob", evidence: ["https://forge.example/1"] }, verified: { on: 2026-01-08, by: "@cto", result: effective }';

function told({ status = 'open', more = '', approvals = '' } = {}): string {
  const text = (list: string) => `---
schema: pir/incident@1
id: checkout
title: Checkout down
type: availability
severity: sev3
status: in_review
owner: "@alice"
times:
  started: 2026-01-05T08:12:00Z
  detected: 2026-01-05T08:20:00Z
  resolved: 2026-01-05T09:00:00Z
actions:
  - { id: A1, title: Limits in code, owner: "@bob", due: 2026-02-01, status: ${status}, kind: prevent${more} }
approvals: [${list}]
---
`;
  if (approvals === '') return text('');
  const { record } = parseRecord({ path: '', kind: 'incident', text: text('') });
  const fingerprint = fingerprintOf(record as IncidentRecord, realWorld().sha256);
  return text(`{ by: "${approvals}", role: management, on: 2026-01-09, fingerprint: "${fingerprint}" }`);
}

function start(): Repository {
  const repository = makeRepository();
  repository.write('people.yaml', people);
  repository.write(path, told());
  repository.commit('Begin', { author: alice });
  return repository;
}

async function check(
  cwd: string,
  ...argv: string[]
): Promise<{ places: string[]; notes: string[]; verdict: [number, boolean] }> {
  const { code, out } = await runPir(['check', '--rule', 'attestation', '--format', 'json', ...argv], { cwd });
  const { findings, notes, complete } = JSON.parse(out);
  return {
    places: findings.map(({ severity, pointer }: { severity: string; pointer: string }) => `${severity} ${pointer}`),
    notes,
    verdict: [code, complete],
  };
}

test('who committed a claim decides, not who is named in it', async () => {
  const { path: top, write, commit } = start();
  write(path, told({ status: 'verified', more: verified }));
  commit('Verify', { author: chris });
  write(path, told({ status: 'verified', more: verified, approvals: '@cto' }));
  // Not committed yet: nobody knows.
  expect((await check(top)).places).toEqual([]);
  commit('Approve for them', { author: alice });
  expect((await check(top)).places).toEqual(['warning /approvals/0/by']);
  write('pir.config.yaml', 'profile: enterprise\n');
  expect((await check(top)).places).toEqual(['error /approvals/0/by']);
  write('pir.config.yaml', 'profile: startup\n');
  expect((await check(top)).places).toEqual([]);
  // They sign it again themselves.
  write('pir.config.yaml', '');
  write(path, told({ status: 'verified', more: verified }));
  commit('Take it back', { author: alice });
  write(path, told({ status: 'verified', more: verified, approvals: '@cto' }));
  commit('Approve', { author: chris });
  expect(await check(top)).toEqual({ places: [], notes: [], verdict: [0, true] });
});

test('in a change, by the people of its base', async () => {
  const { path: top, write, commit, git } = start();
  git('checkout', '-q', '-b', 'change');
  // The change would make its own author the person whom it names.
  write(
    'people.yaml',
    people
      .replace('cto@shop.example', 'cto@shop.example, alice@shop.example')
      .replace('emails: [alice@shop.example]', 'emails: []'),
  );
  write(path, told({ approvals: '@cto' }));
  commit('Approve', { author: alice });
  expect((await check(top, '--base', 'main')).places).toEqual(['warning /approvals/0/by']);
  git('checkout', '-q', 'main');
  git('checkout', '-q', '-b', 'other');
  write(path, told({ approvals: '@cto' }));
  commit('Approve', { author: chris });
  expect((await check(top, '--base', 'main')).places).toEqual([]);
});

test('older than the epoch is nobody’s', async () => {
  const { path: top, write, commit } = start();
  write(path, told({ approvals: '@cto' }));
  const epoch = commit('Import', { author: alice });
  write('pir.config.yaml', `epoch: ${epoch}\n`);
  expect((await check(top)).places).toEqual([]);
});

test('where git cannot tell it is silent, says so, and has not judged all; without claims or people git is not asked', async () => {
  const { path: top, write, commit, git } = start();
  write(path, told({ approvals: '@cto' }));
  commit('Approve', { author: alice });
  const shallow = makeFolder();
  git('clone', '-q', '--depth', '1', `file://${top}`, shallow);
  const { places, notes, verdict } = await check(shallow);
  expect([places, verdict]).toEqual([[], [4, false]]);
  expect(notes.join()).toMatch(/1 sign-off not looked up in git\. .*git fetch --unshallow/);
  git('rm', '-q', 'people.yaml');
  expect(await check(top)).toEqual({ places: [], notes: [], verdict: [0, true] });
});

test('a claim that came with its record, its cause or its action is a claim all the same', async () => {
  const accepted = 'accepted: { by: "@cto", on: 2026-01-09, until: 2099-01-01, reason: rare }';
  const cause = `causes:\n  - { id: C1, role: root, category: technology/capacity, statement: Too small, ${accepted.replace(' until: 2099-01-01,', '')} }\n`;
  const risk = `---
schema: pir/risk@1
id: R-001
title: Too small
category: technology/capacity
owner: "@alice"
status: open
treatment: accept
assessments: [{ on: 2026-01-09, by: "@alice", likelihood: 1, impact: 1, reason: first }]
acceptance: ${accepted.slice('accepted: '.length)}
---
`;
  for (const [author, expected] of [
    [alice, ['warning /actions/0/accepted/by', 'warning /causes/0/accepted/by', 'warning /acceptance/by']],
    [chris, []],
  ] as const) {
    const { path: top, write, commit } = makeRepository({ 'people.yaml': people });
    write(path, told({ status: 'accepted', more: `, ${accepted}` }).replace('actions:', `${cause}actions:`));
    write('risks/R-001.md', risk);
    commit('All at once', { author });
    expect((await check(top)).places.toSorted()).toEqual([...expected].toSorted());
  }
});

test('a history that cannot be read has not been judged either, and outside git there is none', async () => {
  const { path: top, write, commit } = start();
  write(path, told({ approvals: '@cto' }));
  commit('Approve', { author: alice });
  const copy = makeFolder();
  cpSync(top, copy, { recursive: true });
  rmSync(join(copy, '.git/objects'), { recursive: true });
  mkdirSync(join(copy, '.git/objects'));
  const { code, out } = await runPir(['check', '--rule', 'attestation'], { cwd: copy });
  expect([code, out]).toEqual([4, expect.stringMatching(/1 sign-off not looked up in git\. [\s\S]*git\s+fsck/)]);
  rmSync(join(copy, '.git'), { recursive: true });
  expect(await check(copy)).toMatchObject({ places: [], verdict: [0, true] });
});
