import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

interface Row {
  name: string;
  result: string;
  detail: string;
  to_do: string | null;
}

/** What doctor says, by name. */
async function look(cwd: string, world: Partial<World> = {}): Promise<{ [name: string]: Row }> {
  const { code, out, err } = await runPir(['doctor', '--format', 'json'], { cwd, world });
  expect([code, err]).toEqual([0, '']);
  const rows: Row[] = JSON.parse(out).tables[0].rows;
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

const real = realWorld(gitEnv);
const gitWith = (more: Partial<World['git']>): Partial<World> => ({ git: { ...real.git, ...more } });

describe('pir doctor', () => {
  it('finds nothing to advise where all is in order', async () => {
    const repository = makeRepository({
      'pir.config.yaml': 'timezone: Europe/Berlin\n',
      'people.yaml': '- { handle: "@alex", emails: [alex@example.com] }\n',
      'incidents/README.md': '',
      '.github/workflows/ci.yml': 'run: npx --no-install pir check\n',
      '.pre-commit-config.yaml': 'entry: pir check --staged\n',
      CODEOWNERS: '* @org/all\n/.pir/ @org/leads\n/pir.config.yaml @org/leads\n/people.yaml @org/leads\n',
    });
    repository.git('config', 'user.name', 'Alex');
    repository.git('config', 'user.email', 'alex@example.com');
    const found = await look(repository.path, gitWith({ version: () => '2.45.0' }));
    expect(Object.values(found).filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(Object.keys(found)).toEqual([
      'node',
      'git',
      'repository',
      'identity',
      'history',
      'storage',
      'cache',
      'config',
      'people',
      'places',
      'folders',
      'ci',
      'hook',
      'code owners',
    ]);
    expect(found.identity?.detail).toBe('@alex (alex@example.com)');
  });

  it('says of an empty folder what is missing, and writes nothing', async () => {
    const cwd = makeFolder();
    const found = await look(cwd);
    expect(found.repository).toMatchObject({ result: 'problem', to_do: 'Run git init, and commit the records.' });
    for (const name of ['config', 'people', 'places', 'ci', 'hook', 'code owners'])
      expect(found[name]?.result, name).toBe('advice');
    expect(existsSync(join(cwd, 'incidents'))).toBe(false);
  });

  it.each([
    ['2.30.2', 'problem'],
    ['2.31.0', 'advice'],
    ['2.37.9', 'advice'],
    ['2.38.0', 'ok'],
    ['3.0.1', 'ok'],
    [undefined, 'problem'],
  ])('judges git %s: %s', async (version, result) => {
    const repository = makeRepository();
    expect((await look(repository.path, gitWith({ version: () => version }))).git?.result).toBe(result);
  });

  it.each([
    ['20.16.0', 'problem'],
    ['18.20.0', 'problem'],
    ['20.17.0', 'ok'],
    ['24.0.0', 'ok'],
  ])('judges Node %s: %s', async (nodeVersion, result) => {
    expect((await look(makeFolder(), { nodeVersion })).node?.result).toBe(result);
  });

  it('names a shallow clone, and who git does not know', async () => {
    const repository = makeRepository({ a: '1' });
    repository.write('a', '2');
    repository.commit('again');
    const clone = makeFolder();
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.path}`, join(clone, 'c'));
    const found = await look(join(clone, 'c'));
    expect(found.history).toMatchObject({ result: 'problem', to_do: expect.stringContaining('--unshallow') });
    expect(found.identity?.result).toBe('advice');
  });

  it('names a person whom people.yaml does not have', async () => {
    const repository = makeRepository({ 'people.yaml': '- { handle: "@alex", emails: [alex@example.com] }\n' });
    repository.git('config', 'user.name', 'Sam');
    repository.git('config', 'user.email', 'sam@example.com');
    expect((await look(repository.path)).identity?.detail).toContain('sam@example.com, whom people.yaml');
  });

  it('advises to pack a large repository', async () => {
    const repository = makeRepository();
    const storage = { looseObjects: 7_000, packedObjects: 60_000, packs: 1, hasCommitGraph: false };
    const found = await look(repository.path, gitWith({ storage: () => storage }));
    expect(found.storage?.to_do).toBe('Run git gc and git commit-graph write --reachable.');
    const packed = { ...storage, looseObjects: 0, hasCommitGraph: true };
    expect((await look(repository.path, gitWith({ storage: () => packed }))).storage?.result).toBe('ok');
  });

  it('advises folders by month over 2,000 records a year', async () => {
    const repository = makeRepository();
    for (let i = 0; i <= 2_000; i++) repository.write(`incidents/2026/2026-01-01-a-${i}.md`, '');
    expect((await look(repository.path)).folders).toMatchObject({
      result: 'advice',
      detail: 'incidents/2026 holds 2001 records: history over it is slow',
    });
  });

  it('notices a cache that is not to be written', async () => {
    const repository = makeRepository();
    expect((await look(repository.path)).cache?.result).toBe('ok');
    const unwritable = { ...real.cache, write: () => {}, read: () => undefined };
    expect((await look(repository.path, { cache: unwritable })).cache?.result).toBe('advice');
  });

  it('knows CI and hooks by what they run, not by their names', async () => {
    const repository = makeRepository({ '.gitlab-ci.yml': 'script: [npx --no-install pir check]\n' });
    const hook = repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexec pir check --staged\n');
    chmodSync(hook, 0o755);
    expect(await look(repository.path)).toMatchObject({
      ci: { result: 'ok', detail: '.gitlab-ci.yml' },
      hook: { result: 'ok', detail: '.git/hooks/pre-commit' },
    });
    repository.write('.gitlab-ci.yml', '# pir check comes later\nscript: [pirate checklist]\n');
    expect((await look(repository.path)).ci?.result).toBe('advice');
  });

  it.each([
    ['/incidents/ @a\n', 'CODEOWNERS gives no owner to .pir/waivers.yaml, pir.config.yaml, people.yaml'],
    ['/.pir/ @leads\n* @all\n', 'CODEOWNERS:2 `*` comes after line 1 `/.pir/` and so decides about .pir/waivers.yaml'],
    ['* @all\n', 'records and their waivers have the same owners: @all'],
    ['* @all\n/.pir/\n', 'CODEOWNERS gives no owner to .pir/waivers.yaml'],
  ])('reads CODEOWNERS by its last matching line: %j', async (text, detail) => {
    const repository = makeRepository({ CODEOWNERS: text });
    expect((await look(repository.path))['code owners']).toMatchObject({ result: 'advice', detail });
  });

  it('looks at a root below the top of the repository', async () => {
    const repository = makeRepository({
      'ops/pir.config.yaml': '',
      CODEOWNERS: '* @all\n/ops/.pir/ @leads\n/ops/pir.config.yaml @leads\n',
    });
    expect((await look(join(repository.path, 'ops')))['code owners']?.detail).toBe('CODEOWNERS: @leads for waivers');
  });

  it('tells a broken config as every command does', async () => {
    const repository = makeRepository({ 'pir.config.yaml': 'profil: scaleup\n' });
    const { code, err } = await runPir(['doctor'], { cwd: repository.path });
    expect([code, err]).toEqual([2, expect.stringContaining('pir.config.yaml:1:1')]);
  });

  it('reads well at 80 columns', async () => {
    const repository = makeRepository({ 'incidents/README.md': '' });
    const { out } = await runPir(['doctor'], { cwd: repository.path, world: gitWith({ version: () => '2.45.0' }) });
    const lines = out.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'Advice',
      '',
      'identity     git does not know who you are: every verb that writes needs --by.',
      '             Run git config user.name and git config user.email.',
    ]);
    expect(lines.filter((line) => line.length > 80 && !line.includes(repository.path))).toEqual([]);
  });

  it('says which defaults know nothing of severities of one’s own', async () => {
    const { path: cwd } = makeRepository({
      'pir.config.yaml': 'severities: [critical, major]\nreview_required: [critical]\n',
    });
    expect((await look(cwd)).config).toEqual({
      name: 'config',
      result: 'advice',
      detail:
        'profile scaleup, days in UTC; sla.review, approvals, participants, risk.required_for name other severities or priorities than there are here, and so ask nothing',
      to_do: 'Set them in pir.config.yaml with your own names.',
    });
  });
});
