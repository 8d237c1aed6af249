import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const now = '2026-06-01T12:00:00Z';

interface Told {
  day: string;
  status?: string;
  category?: string;
  more?: string;
}

const nameOf = (id: string) => `incidents/${id}.md`;
const told = (id: string, { day, status = 'in_review', category = 'process/supplier', more = '' }: Told) => `---
schema: pir/incident@1
id: ${id}
title: Mail delayed
type: availability
severity: sev4
status: ${status}
owner: "@alice"
services: [mail]
times: { started: ${day}T10:00:00Z, detected: ${day}T10:05:00Z, resolved: ${day}T11:00:00Z }
causes:
  - { id: C1, role: root, category: ${category}, statement: The relay had no spare, whys: [a, b, c] }
${more}---

## Summary

Mail was late.

## Timeline

| Time | What happened |
| --- | --- |
| 10:00 | It began |

## Lessons learned

- Ask for a spare.
`;

const config = 'profile: enterprise\nrules: { similar: off, cause-action: off, outflow: off, review-held: off }\n';

async function check(cwd: string, args: string[], world: Partial<World> = {}) {
  const { code, out, err } = await runPir(['check', ...args, '--rule', 'repeat', '--format', 'json'], {
    cwd,
    now,
    world,
  });
  const findings = JSON.parse(out).findings as { record: string; severity: string }[];
  return { code, err, found: findings.map(({ record, severity }) => `${severity} ${record}`) };
}

/** A commit on top, judged against the one before. */
async function step(repository: Repository, files: { [id: string]: string }, world: Partial<World> = {}) {
  for (const [id, text] of Object.entries(files)) repository.write(nameOf(id), text);
  repository.commit('A step');
  return check(repository.path, ['--base', 'HEAD~1'], world);
}

describe('check --base', () => {
  it('sees that a touched review repeats one that the change leaves alone', async () => {
    const repository = makeRepository({
      'pir.config.yaml': config,
      [nameOf('first')]: told('first', { day: '2026-01-10' }),
    });
    expect((await step(repository, { later: told('later', { day: '2026-03-10' }) })).found).toEqual(['warning later']);
    // It stood there before, though not as badly.
    const signed = told('later', { day: '2026-03-10', status: 'closed' });
    expect((await step(repository, { later: signed })).found).toEqual(['error later']);
    expect((await step(repository, { later: signed.replace('was late.', 'was very late.') })).found).toEqual([]);
    const named = told('later', { day: '2026-03-10', status: 'closed', more: 'repeat_of: [first]\n' });
    expect((await step(repository, { later: named })).found).toEqual([]);
    expect((await step(repository, { later: signed })).found).toEqual(['error later']);
  });

  it('speaks of an old review that becomes a repeat by what the change says of an older one', async () => {
    const repository = makeRepository({
      'pir.config.yaml': config,
      [nameOf('first')]: told('first', { day: '2026-01-10', category: 'process/documentation' }),
      [nameOf('later')]: told('later', { day: '2026-03-10', status: 'closed' }),
    });
    const draft = told('first', { day: '2026-01-10', status: 'draft' });
    expect((await step(repository, { first: draft })).found).toEqual(['error later']);
  });

  it('keeps what blobs say, and says the same from what it kept', async () => {
    const many = Array.from({ length: 220 }, (_, n) => [`old-${n}`, told(`old-${n}`, { day: '2026-01-10' })] as const);
    const repository = makeRepository({
      'pir.config.yaml': config,
      ...Object.fromEntries(many.map(([id, text]) => [nameOf(id), text])),
    });
    const world = { build: 'test' };
    const kept = join(repository.path, '.git/pir/entries.json');
    const cold = await step(repository, { later: told('later', { day: '2026-03-10' }) }, world);
    expect(cold.found).toEqual(['warning later']);
    expect(existsSync(kept)).toBe(true);
    const text = readFileSync(kept, 'utf8');
    let reads = 0;
    const real = realWorld({ PATH: process.env.PATH ?? '' });
    const git: World['git'] = {
      ...real.git,
      requireBlobs: (top, blobs, ...rest) => {
        reads += blobs.length;
        return real.git.requireBlobs(top, blobs, ...rest);
      },
    };
    expect((await check(repository.path, ['--base', 'HEAD~1'], { ...world, git })).found).toEqual(cold.found);
    expect(reads).toBeLessThan(10);
    // What became of the file is no entry.
    writeFileSync(kept, text.replaceAll('process/supplier', 'process/somewhat'));
    expect((await check(repository.path, ['--base', 'HEAD~1'], world)).found).toEqual(cold.found);
    expect((await check(repository.path, ['--base', 'HEAD~1'])).found).toEqual(cold.found);
  });
});

it('a review that repeats another is not closed until it says so', async () => {
  const { path, git } = makeRepository({
    'pir.config.yaml': config,
    [nameOf('first')]: told('first', { day: '2026-01-10' }),
    [nameOf('later')]: told('later', { day: '2026-03-10' }),
  });
  git('config', 'user.email', 'alice@example.com');
  const refused = await runPir(['close', 'later', '--by', '@alice'], { cwd: path, now });
  expect(refused.code).toBe(1);
  expect(refused.out.replace(/\s+/g, ' ')).toContain(
    'Unexpected repeat of first (process/supplier at mail, 59 days later)',
  );
  expect((await runPir(['set', 'later', 'repeat_of', '[first]', '--by', '@alice'], { cwd: path, now })).code).toBe(0);
  const closed = await runPir(['close', 'later', '--by', '@alice'], { cwd: path, now });
  expect({ code: closed.code, out: closed.out }).toEqual({ code: 0, out: 'update incidents/later.md\n' });
  expect(execFileSync('git', ['-C', path, 'diff', '--stat'], { encoding: 'utf8' })).toContain('later.md');
});
