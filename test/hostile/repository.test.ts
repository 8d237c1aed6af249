import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { checkEverywhere, expectHarmless, expectWitness } from './check-everywhere.ts';
import { beside, sha256, victim, victimPath } from './sound.ts';

const unowned = victim(['owner: "@alice"', 'owner: tbd']);

describe('a repository whose git would run commands', () => {
  it.each([
    ['core.fsmonitor', ''],
    ['core.pager', ''],
    ['core.editor', ''],
    ['diff.external', ''],
    ['diff.x.textconv', '* diff=x'],
    ['filter.x.clean', '* filter=x'],
    ['filter.x.smudge', '* filter=x'],
    ['filter.x.process', '* filter=x'],
    ['core.hooksPath', ''],
    ['alias.ls-files', ''],
    ['gpg.program', ''],
  ])('%s', async (key, attributes) => {
    const repo = makeRepository(beside);
    const canary = path.join(makeFolder(), 'canary');
    const hooks = path.join(repo.path, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of ['pre-commit', 'post-index-change', 'fsmonitor-watchman', 'reference-transaction']) {
      writeFileSync(path.join(hooks, name), `#!/bin/sh\ntouch ${canary}\n`);
      chmodSync(path.join(hooks, name), 0o755);
    }
    repo.write(victimPath, unowned);
    repo.git('add', victimPath);
    if (attributes !== '') repo.write('.gitattributes', `${attributes}\n`);
    repo.git('config', key, key === 'core.hooksPath' ? hooks : `touch ${canary}; cat`);
    rmSync(canary, { force: true });
    const whole = await checkEverywhere(repo.path);
    const staged = await checkEverywhere(repo.path, ['--staged']);
    expectHarmless(whole);
    expectWitness(whole);
    expect(staged.findings.map(({ rule }) => rule)).toEqual(['owner']);
    for (const command of ['list', 'actions', 'metrics', 'doctor'])
      expect((await runPir([command], { cwd: repo.path, now: EXAMPLE_AS_OF })).code, command).toBe(0);
    expect(existsSync(canary)).toBe(false);
  });
});

describe('attributes that make a record vanish', () => {
  it.each([
    'incidents/* working-tree-encoding=UTF-16',
    '* filter=gone',
    '*.md -text export-ignore',
    '*.md binary',
    '*.md ident eol=crlf',
  ])('%s', async (attributes) => {
    const repo = makeRepository(beside);
    repo.write(victimPath, unowned);
    repo.git('add', victimPath);
    repo.git('config', 'filter.gone.smudge', 'true');
    repo.write('.gitattributes', `${attributes}\n`);
    repo.git('add', '.gitattributes');
    rmSync(path.join(repo.path, victimPath));
    const { code, findings } = await checkEverywhere(repo.path, ['--staged']);
    expect([code, ...findings.map(({ rule }) => rule)]).toEqual([1, 'owner']);
  });

  it('and what is staged in another form', async () => {
    const repo = makeRepository(beside);
    symlinkSync('/etc/passwd', path.join(repo.path, victimPath));
    repo.git('add', victimPath);
    repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},incidents/sub.md`);
    const { code, findings } = await checkEverywhere(repo.path, ['--staged']);
    expect([code, ...findings.map(({ rule, path: file }) => `${rule} ${file}`)]).toEqual([
      1,
      `frontmatter ${victimPath}`,
      'frontmatter incidents/sub.md',
    ]);
  });
});

describe.each(['verdicts.json', 'run.json'])('a cache that was tampered with: %s', (name) => {
  let repo: Repository;
  let truth: string;
  let sound: string;
  const place = () => path.join(repo.path, '.git/pir', name);
  const check = async () => {
    // What the run as a whole said comes first: the rows are looked at where it is not there.
    if (name === 'verdicts.json') rmSync(path.join(repo.path, '.git/pir/run.json'), { force: true });
    const { code, out, err } = await runPir(['check'], {
      cwd: repo.path,
      now: EXAMPLE_AS_OF,
      world: { build: 'a build' },
    });
    return JSON.stringify({ code, out, err });
  };

  beforeAll(async () => {
    const many = Object.fromEntries(
      Array.from({ length: 210 }, (_, i) => [
        `incidents/2026-03-11-r${i}.md`,
        victim().replace(/^id: .*/m, `id: 2026-03-11-r${i}`),
      ]),
    );
    repo = makeRepository({ ...beside, ...many, 'incidents/2026-03-11-r7.md': unowned });
    truth = await check();
    sound = readFileSync(place(), 'utf8');
    expect(await check()).toBe(truth);
    expect(truth).toContain('owner');
  });

  /** With the right key and checksum, as only somebody who may write into the git directory can make it. */
  const signed = (rows: unknown): string => {
    const text = JSON.stringify(rows);
    const head = JSON.parse(sound.slice(0, sound.indexOf('\n')));
    return `${JSON.stringify({ ...head, rows: sha256(text) })}\n${text}`;
  };

  it.each<[attack: string, text: () => string]>([
    ['empty', () => ''],
    ['one line', () => '{}'],
    ['no JSON', () => 'x\ny'],
    ['of another version', () => sound.replace(/"key":"./, '"key":"x')],
    ['half of it', () => sound.slice(0, sound.length / 2)],
    ['without its end', () => sound.slice(0, -1)],
    ['with one verdict turned', () => sound.replace('"rule":"owner"', '"rule":"ownex"')],
    ['without its findings', () => sound.replaceAll(/\[\{"rule".*?\}\]/g, '[]')],
    ['rows that are none', () => `${sound.slice(0, sound.indexOf('\n'))}\n{"length":9}`],
    ['rows of null', () => `${sound.slice(0, sound.indexOf('\n'))}\n[null,1,"x",[],{}]`],
    ['a million open brackets', () => `${sound.slice(0, sound.indexOf('\n'))}\n${'['.repeat(1_000_000)}`],
    ['NUL', () => '\0'.repeat(1000)],
  ])('%s changes nothing', async (_attack, text) => {
    writeFileSync(place(), text());
    expect(await check()).toBe(truth);
    expect(await check()).toBe(truth);
  });

  it('is believed when it is sound, so that the tests above mean something', async () => {
    const kept = JSON.parse(sound.slice(sound.indexOf('\n') + 1));
    if (name === 'run.json') kept.findings = [];
    else for (const row of kept) row[5] = [];
    writeFileSync(place(), signed(kept));
    expect(await check()).not.toBe(truth);
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = makeFolder();
    rmSync(path.join(repo.path, '.git/pir'), { recursive: true });
    symlinkSync(elsewhere, path.join(repo.path, '.git/pir'));
    expect(await check()).toBe(truth);
    expect(existsSync(path.join(elsewhere, name))).toBe(false);
    rmSync(path.join(repo.path, '.git/pir'));
  });

  it('is not one that was committed', async () => {
    for (const folder of ['.pir', 'pir', '.git-pir']) repo.write(`${folder}/${name}`, signed([]));
    expect(await check()).toBe(truth);
  });
});
