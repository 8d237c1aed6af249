import { describe, expect, it } from 'vitest';
import { realWorld } from '../../src/world/index.ts';
import { gitEnv, makeRepository } from '../repository.ts';

const { git } = realWorld(gitEnv);

describe.each(['sha1', 'sha256'] as const)('in a repository with %s', (objects) => {
  const begin = () =>
    makeRepository({ 'a/kept.md': '1', 'a/changed.md': '1', 'a/ò "x"\n.md': '1', 'b/gone.md': '1' }, { objects });

  it('tells which files differ between two commits, a rename being two of them', () => {
    const repository = begin();
    const before = repository.git('rev-parse', 'HEAD');
    repository.git('mv', 'a/ò "x"\n.md', 'b/moved.md');
    repository.git('rm', '--quiet', 'b/gone.md');
    repository.write('a/changed.md', '2');
    const after = repository.commit('Change');
    const changed = git.changedFiles(repository.path, before, after);
    expect(changed.map(({ path, before, after }) => [path, before?.mode, after?.mode])).toEqual([
      ['a/changed.md', '100644', '100644'],
      ['a/ò "x"\n.md', '100644', undefined],
      ['b/gone.md', '100644', undefined],
      ['b/moved.md', undefined, '100644'],
    ]);
    const blob = changed[0]?.after?.blob ?? '';
    expect(Buffer.from(git.readBlobs(repository.path, [blob]).get(blob) ?? []).toString()).toBe('2');
    expect(git.changedFiles(repository.path, after, after)).toEqual([]);
  });

  it('finds files of a commit by their names', () => {
    const { path, git: run } = begin();
    const head = run('rev-parse', 'HEAD');
    const seen: string[] = [];
    const found = git.filesNamed(path, head, ['a'], (name, folder) => {
      seen.push(folder + name);
      return name.includes('ò');
    });
    expect(seen).toEqual(['a/changed.md', 'a/kept.md', 'a/ò "x"\n.md']);
    expect(found).toEqual([{ path: 'a/ò "x"\n.md', mode: '100644', blob: run('rev-parse', 'HEAD:a/kept.md') }]);
    expect(git.filesNamed(path, head, [''], () => true)).toHaveLength(4);
  });
});

it('runs nothing that the repository names', () => {
  const repository = makeRepository({ 'x.md': '1', '.gitattributes': '*.md diff=own\n' });
  const canary = `${repository.path}/canary`;
  for (const key of ['diff.external', 'diff.own.command', 'diff.own.textconv'])
    repository.git('config', key, `touch ${canary};`);
  const before = repository.git('rev-parse', 'HEAD');
  repository.write('x.md', '2');
  const after = repository.git('commit-tree', '-p', before, '-m', 'Change', repository.git('write-tree'));
  repository.git('add', 'x.md');
  const last = repository.git('commit-tree', '-p', after, '-m', 'Change', repository.git('write-tree'));
  expect(git.changedFiles(repository.path, before, last).map(({ path }) => path)).toEqual(['x.md']);
  expect(realWorld(gitEnv).files.look(canary)).toBe('none');
});
