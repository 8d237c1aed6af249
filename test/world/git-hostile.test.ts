import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { gitEnv, makeFolder, makeRepository, type Repository } from '../repository.ts';

const git = gitOn(realFs, gitEnv);

/** Every question the door knows, in the state in which git itself compares and converts most. */
async function askEverything(repo: Repository): Promise<void> {
  const { path: top } = repo;
  git.topLevel(path.join(top, 'incidents'));
  git.identity(top);
  git.state(top);
  const head = git.resolve(top, 'HEAD');
  git.commitTime(top, head);
  git.existingCommits(top, [head.slice(0, 8), '0123456789']);
  git.stagedChanges(top);
  git.readBlobs(top, [...git.staged(top).map((row) => row.blob), '0123456789'.repeat(4)]);
  git.workTree(top, ['incidents']);
  await git.lookAhead(top, ['incidents']);
  git.workTree(top, ['incidents']);
  git.cacheFolder(top);
}

function makeVictim(): Repository & { command: string; hasRun: () => boolean } {
  const repo = makeRepository({ 'incidents/a.md': 'a', 'incidents/b.md': 'b', 'c.md': 'c' });
  const canary = path.join(makeFolder(), 'canary');
  // As written in the same moment as the index: git compares such a file by its content, through its filters.
  const future = new Date('2100-01-01T00:00:00Z');
  for (const name of ['incidents/a.md', 'c.md']) fs.utimesSync(path.join(repo.path, name), future, future);
  repo.git('update-index', '--refresh');
  return { ...repo, command: `touch ${canary}; cat`, hasRun: () => fs.existsSync(canary) };
}

describe('a hostile repository', () => {
  it.each([
    ['core.fsmonitor', ''],
    ['core.sshCommand', ''],
    ['core.pager', ''],
    ['pager.status', ''],
    ['core.editor', ''],
    ['core.askPass', ''],
    ['diff.external', ''],
    ['diff.x.command', '* diff=x'],
    ['diff.x.textconv', '* diff=x'],
    ['filter.x.clean', '* filter=x'],
    ['filter.x.process', '* filter=x'],
    ['filter.a=b c.clean', '* filter=a=b'],
    ['filter.X.Y.clean', '* filter=X.Y'],
    ['gpg.program', ''],
  ])('runs no %s', async (key, attributes) => {
    const repo = makeVictim();
    repo.git('config', key, repo.command);
    if (key.startsWith('filter')) repo.git('config', key.replace(/\.\w+$/, '.required'), 'true');
    if (key === 'gpg.program') repo.git('config', 'log.showSignature', 'true');
    if (attributes !== '') repo.write('.gitattributes', `${attributes}\n`);
    await askEverything(repo);
    expect(repo.hasRun()).toBe(false);
  });

  it('would run a filter if git were asked without care', () => {
    const repo = makeVictim();
    repo.git('config', 'filter.x.clean', repo.command);
    repo.write('.gitattributes', '* filter=x\n');
    repo.git('diff-files', '--name-only');
    expect(repo.hasRun()).toBe(true);
  });

  it.each(['hooks', 'elsewhere'])('runs no hook from %s', async (folder) => {
    const repo = makeVictim();
    for (const name of [
      'post-index-change',
      'pre-commit',
      'reference-transaction',
      'fsmonitor-watchman',
      'post-checkout',
    ]) {
      const hook = repo.write(`.git/${folder}/${name}`, `#!/bin/sh\n${repo.command}\n`);
      fs.chmodSync(hook, 0o755);
    }
    if (folder !== 'hooks') repo.git('config', 'core.hooksPath', path.join(repo.path, '.git', folder));
    await askEverything(repo);
    expect(repo.hasRun()).toBe(false);
  });

  it('runs nothing that a submodule’s config names', async () => {
    const repo = makeVictim();
    const sub = makeRepository({ a: '' }, { path: path.join(repo.path, 'sub') });
    repo.git('add', 'sub');
    repo.write('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tignore = none\n');
    repo.commit('with a submodule');
    sub.git('config', 'core.fsmonitor', repo.command);
    sub.git('config', 'status.submoduleSummary', 'true');
    repo.git('config', 'diff.ignoreSubmodules', 'none');
    sub.write('new', '');
    await askEverything(repo);
    expect(repo.hasRun()).toBe(false);
    repo.git('status');
    expect(repo.hasRun(), 'what git does by itself').toBe(true);
  });

  it('fetches nothing that a partial clone lacks, and still sees what it has', async () => {
    const repo = makeVictim();
    const canary = path.join(makeFolder(), 'canary');
    const missing = '0123456789'.repeat(4);
    const settings = {
      'remote.origin.url': `ext::touch ${canary}`,
      'remote.origin.promisor': 'true',
      'remote.origin.partialCloneFilter': 'blob:none',
      'protocol.ext.allow': 'always',
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
    };
    for (const [key, value] of Object.entries(settings)) repo.git('config', key, value);
    await askEverything(repo);
    const head = repo.git('rev-parse', 'HEAD');
    expect([...git.existingCommits(repo.path, [missing, head, missing.slice(0, 9)])]).toEqual([head]);
    expect(fs.existsSync(canary)).toBe(false);
    expect(() => repo.git('cat-file', '-t', missing)).toThrow();
    expect(fs.existsSync(canary), 'what git does by itself').toBe(true);
  });

  it('takes no folder that looks like a bare repository for one', () => {
    const repo = makeVictim();
    const bare = path.join(repo.path, 'incidents');
    for (const name of ['HEAD', 'config']) fs.copyFileSync(path.join(repo.path, '.git', name), path.join(bare, name));
    for (const name of ['objects', 'refs']) fs.mkdirSync(path.join(bare, name));
    fs.appendFileSync(path.join(bare, 'config'), `[core]\n\tbare = true\n\tfsmonitor = "${repo.command}"\n`);
    expect(git.topLevel(bare)).toBeUndefined();
    git.state(repo.path);
    git.workTree(repo.path, ['incidents']);
    expect(repo.hasRun()).toBe(false);
  });

  it('cannot replace what was committed', () => {
    const repo = makeRepository({ a: 'true' });
    const blob = repo.git('rev-parse', 'HEAD:a');
    fs.writeFileSync(path.join(repo.path, 'b'), 'false');
    repo.git('replace', blob, repo.git('hash-object', '-w', 'b'));
    expect(Buffer.from(git.readBlobs(repo.path, [blob]).get(blob) ?? []).toString()).toBe('true');
  });

  it('is not pointed elsewhere by the environment', () => {
    const repo = makeRepository({ a: '' });
    const other = makeRepository({ b: '' });
    const env = { ...gitEnv, GIT_DIR: path.join(other.path, '.git'), GIT_WORK_TREE: other.path };
    const door = gitOn(realFs, env);
    expect(door.topLevel(repo.path)).toBe(repo.path);
    expect(door.staged(repo.path)[0]?.path).toBe('a');
  });

  it('leaves index and objects as they are', async () => {
    const repo = makeVictim();
    const list = () =>
      fs
        .readdirSync(path.join(repo.path, '.git'), { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, fs.statSync(path.join(repo.path, '.git', name)).mtimeMs]);
    const before = list();
    await askEverything(repo);
    expect(list()).toEqual(before);
  });
});
