import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { CannotJudge } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { logged } from './logged-git.ts';

const files = { 'incidents/a.md': 'a', 'incidents/2026/b.md': 'b', 'risks/d.md': 'd', 'e.md': 'e' };
const door = (env: { [name: string]: string | undefined } = {}) => gitOn(realFs, { ...gitEnv, ...env });

describe('a look at the work tree', () => {
  it('finds what is not as the index says, below the folders', async () => {
    const repo = makeRepository(files);
    const isUnchanged = (...folders: string[]) => door().isUnchanged(repo.path, folders);
    repo.write('e.md', 'x');
    expect(await isUnchanged('incidents', 'risks')).toBe(true);
    expect(await isUnchanged('')).toBe(false);
    repo.write('incidents/2026/b.md', 'x');
    expect(await isUnchanged('incidents')).toBe(false);
    expect(await isUnchanged('risks', 'incidents/202')).toBe(true);
    repo.git('add', 'incidents');
    expect(await isUnchanged('incidents')).toBe(true);
    fs.unlinkSync(path.join(repo.path, 'risks/d.md'));
    expect(await isUnchanged('incidents', 'risks')).toBe(false);
  });

  it('is not believed where the index became another one', async () => {
    const repo = makeRepository(files);
    const git = door();
    repo.write('incidents/a.md', 'x');
    git.startLook(repo.path, false);
    repo.git('add', 'incidents');
    expect(await git.isUnchanged(repo.path, ['incidents'])).toBe(false);
    expect((await git.unchanged(repo.path, ['incidents'])).get('incidents/a.md')).toBe(
      repo.git('rev-parse', ':incidents/a.md'),
    );
  });

  it('says the same as when everything waits for it', async () => {
    const repo = makeRepository(files);
    repo.write('incidents/a.md', 'x');
    repo.write('.gitattributes', '2026/*.md ident\n');
    for (const folders of [['incidents', 'risks'], [''], []]) {
      expect([...(await door().unchanged(repo.path, folders))]).toEqual([...door().workTree(repo.path, folders)]);
    }
  });

  it('is taken once, also for what the repository is like, if it saw what is new', async () => {
    const repo = makeRepository(files);
    repo.write('new.md', 'x');
    const log = logged();
    const git = door(log.env);
    git.startLook(repo.path, true);
    git.startLook(repo.path, false);
    expect(await git.isUnchanged(repo.path, ['incidents'])).toBe(true);
    expect(git.state(repo.path)).toMatchObject({ branch: 'main', dirty: true });
    expect(log.read()).toEqual(['status', 'rev-parse']);
    const other = door(log.env);
    other.startLook(repo.path, false);
    expect(await other.isUnchanged(repo.path, ['incidents'])).toBe(true);
    expect(other.state(repo.path)).toMatchObject({ branch: 'main', dirty: true });
    expect(log.read()).toEqual(['status', 'status', 'rev-parse']);
  });

  it('is taken again for who asks again', async () => {
    const repo = makeRepository(files);
    const git = door();
    expect(await git.unchanged(repo.path, [''])).toHaveProperty('size', 4);
    repo.write('e.md', 'x');
    expect(await git.unchanged(repo.path, [''])).toHaveProperty('size', 3);
  });

  it('asks for filters where the config may name some', async () => {
    const repo = makeRepository(files);
    const log = logged();
    repo.git('config', 'filter.x.clean', 'cat');
    await door(log.env).isUnchanged(repo.path, ['incidents']);
    expect(log.read()).toEqual(['config', 'status']);
  });

  it('says what git could not', async () => {
    const repo = makeRepository(files);
    fs.writeFileSync(path.join(repo.path, '.git/index'), 'x');
    await expect(door().isUnchanged(repo.path, ['incidents'])).rejects.toThrow(CannotJudge);
    await expect(door().unchanged(repo.path, ['incidents'])).rejects.toThrow(CannotJudge);
  });

  it.each(['filter.x.clean', 'filter.x.process'])('runs no %s', async (key) => {
    const repo = makeRepository(files);
    const canary = path.join(makeFolder(), 'canary');
    repo.git('config', key, `touch ${canary}; cat`);
    const future = new Date('2100-01-01T00:00:00Z');
    fs.utimesSync(path.join(repo.path, 'incidents/a.md'), future, future);
    repo.git('update-index', '--refresh');
    repo.write('.gitattributes', '* filter=x\n');
    await door().isUnchanged(repo.path, ['incidents']);
    await door().unchanged(repo.path, ['incidents']);
    expect(fs.existsSync(canary)).toBe(false);
    repo.git('diff-files', '--name-only');
    expect(fs.existsSync(canary), 'what git does by itself').toBe(true);
  });
});
