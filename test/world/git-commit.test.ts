import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { gitEnv, makeRepository, type Repository } from '../repository.ts';

const user = {
  ...gitEnv,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  EDITOR: 'false',
  PAGER: 'false',
  GIT_SSH_COMMAND: 'false',
};
const git = gitOn(realFs, user);

function addHook(repo: Repository, name: string, script: string): void {
  fs.chmodSync(repo.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
}

describe('commit', () => {
  it('commits those paths alone, by either kind of name', async () => {
    const repo = makeRepository({ 'a.md': '1', 'b.md': '1' });
    repo.write('b.md', '2');
    repo.git('add', 'b.md');
    repo.write('a.md', '2');
    repo.write('incidents/*.md', 'new');
    repo.write('incidents/other.md', 'not this one');
    const names = [path.join(repo.path, 'a.md'), 'incidents/*.md'];
    const hash = await git.commit(repo.path, names, 'Add "it"; $(touch canary) `id`\n\n# not a comment');
    expect(repo.git('rev-parse', 'HEAD')).toBe(hash);
    expect(repo.git('show', '--name-only', '--format=%an %ae%n%B', 'HEAD')).toBe(
      'Ada ada@example.com\nAdd "it"; $(touch canary) `id`\n\n# not a comment\n\n\na.md\nincidents/*.md',
    );
    expect(repo.git('status', '--porcelain', '-uall')).toBe('M  b.md\n?? incidents/other.md');
    expect(fs.existsSync(path.join(repo.path, 'canary'))).toBe(false);
  });

  it('works as the first commit, and with names and messages like options', async () => {
    const repo = makeRepository();
    repo.write('--output=x', '');
    const hash = await git.commit(repo.path, ['--output=x'], '--amend');
    expect(repo.git('log', '-1', '--format=%H %B', '--name-only')).toBe(`${hash} --amend\n\n\n--output=x`);
  });

  it('runs the user’s hooks', async () => {
    const repo = makeRepository();
    repo.write('a', '');
    addHook(repo, 'pre-commit', 'touch ran');
    await git.commit(repo.path, ['a'], 'message');
    expect(fs.existsSync(path.join(repo.path, 'ran'))).toBe(true);
  });

  it('tells what a hook that refuses says, and leaves the file', async () => {
    const repo = makeRepository({ a: '1' });
    repo.write('a', '2');
    addHook(repo, 'pre-commit', 'echo "no commits on Fridays" >&2; echo "ask ops" >&2; exit 1');
    const failure = git.commit(repo.path, ['a'], 'message');
    await expect(failure).rejects.toMatchObject({ message: 'Git did not commit: no commits on Fridays\nask ops' });
    await expect(failure).rejects.toHaveProperty('hint');
    expect(fs.readFileSync(path.join(repo.path, 'a'), 'utf8')).toBe('2');
    expect(repo.git('rev-list', '--count', 'HEAD')).toBe('1');
  });

  it('goes into the repository it stands in, whatever the environment says', async () => {
    const repo = makeRepository({ a: '1' });
    const other = makeRepository({ b: '1' });
    repo.write('a', '2');
    const env = {
      ...user,
      GIT_DIR: path.join(other.path, '.git'),
      GIT_INDEX_FILE: path.join(other.path, '.git/index'),
    };
    await gitOn(realFs, env).commit(repo.path, ['a'], 'message');
    expect(repo.git('rev-list', '--count', 'HEAD')).toBe('2');
    expect(other.git('rev-list', '--count', 'HEAD')).toBe('1');
  });

  it('says that git knows nobody', async () => {
    const repo = makeRepository();
    repo.write('a', '');
    repo.git('config', 'user.useConfigOnly', 'true');
    await expect(gitOn(realFs, gitEnv).commit(repo.path, ['a'], 'm')).rejects.toThrow(
      /Git did not commit: [\s\S]*tell me who/,
    );
  });
});
