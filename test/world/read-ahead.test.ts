import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { CannotJudge } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository, type Repository } from '../repository.ts';
import { logged } from './logged-git.ts';

const door = (env: { [name: string]: string | undefined } = {}) => gitOn(realFs, { ...gitEnv, ...env });

/** Two commits between which nearly everything happens that can happen to a file. */
function eventful(objects: 'sha1' | 'sha256'): Repository {
  const repo = makeRepository(
    {
      'a/changed.md': '1',
      'a/kept.md': '1',
      'a/file': '1',
      'a.b/x.md': '1',
      'a0.md': '1',
      'gone/deep/er/x.md': '1',
      'kept/x.md': 'kept',
      'ò/ä\n"x".md': '1',
      'to-folder': '1',
      'to-file/x.md': '1',
      mode: '1',
      link: '1',
    },
    { objects },
  );
  repo.write('a/changed.md', '2');
  repo.write('a/new.md', '2');
  repo.write('ò/ä\n"x".md', '2');
  repo.write('new/deep/x.md', '2');
  repo.git('rm', '-rq', 'gone', 'to-folder', 'to-file', 'link');
  repo.write('to-folder/x.md', '2');
  repo.write('to-file', '2');
  fs.symlinkSync('a', path.join(repo.path, 'link'));
  fs.chmodSync(path.join(repo.path, 'mode'), 0o755);
  repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},a/sub`);
  repo.git('add', '--all', ':!a/sub');
  repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},a/sub`);
  repo.git('commit', '-q', '-m', 'Change');
  return repo;
}

const asked = [[''], ['a'], ['a/changed.md', 'a.b', 'nosuch'], ['new/deep', 'ò'], ['a/file/x', 'link/x'], []];

describe.each(['sha1', 'sha256'] as const)('what was read ahead in a repository with %s', (objects) => {
  it('is what git says, and git is asked no more', async () => {
    const repo = eventful(objects);
    const { path: top } = repo;
    const [head, base] = [repo.git('rev-parse', 'HEAD'), repo.git('rev-parse', 'HEAD~1')];
    const plain = door();
    const changed = plain.changedFiles(top, base, head);
    const trees = asked.map((paths) => plain.treeAt(top, head, paths));
    const isNamed = (name: string, folder: string) => name.includes('x') && folder !== 'kept/';
    const named = plain.filesNamed(top, head, [''], isNamed);
    const ids = changed.flatMap(({ before, after }) => [before, after].flatMap((file) => file ?? []));
    const blobs = [...new Set(ids.filter(({ mode }) => mode !== '160000').map(({ blob }) => blob))];
    const bytes = plain.readBlobs(top, blobs);
    expect(changed).toHaveLength(12);

    const log = logged();
    const git = door(log.env);
    const ahead = git.readAhead(top);
    await ahead.revisions('HEAD~1');
    for (const paths of asked) await ahead.trees(head, paths);
    await ahead.blobs(blobs);
    expect(log.read()).toEqual(['cat-file']);
    expect(git.resolve(top, 'HEAD')).toBe(head);
    expect(git.resolve(top, 'HEAD~1')).toBe(base);
    expect(git.firstParent(top, head, base)).toBe(base);
    expect(git.changedFiles(top, base, head)).toEqual(changed);
    expect(asked.map((paths) => git.treeAt(top, head, paths))).toEqual(trees);
    expect(git.filesNamed(top, head, [''], isNamed)).toEqual(named);
    expect(git.filesNamed(top, head, [''], isNamed, /x/)).toEqual(named);
    const hinted = git.filesNamed(top, head, [''], isNamed, / x/).map((file) => file.path);
    expect(hinted.length).toBeGreaterThan(0);
    expect(hinted.length).toBeLessThan(named.length);
    expect([...git.requireBlobs(top, blobs)]).toEqual([...bytes]);
    expect(git.readBlobs(top, blobs, 0).get(blobs[0] ?? '')).toEqual(new Uint8Array(1));
    expect(log.read()).toEqual([]);
    ahead.close();
    expect(git.resolve(top, 'HEAD')).toBe(head);
    expect(git.changedFiles(top, base, head)).toEqual(changed);
    expect(log.read()).toEqual(['rev-parse', 'diff-tree']);
  });
});

describe('reading ahead', () => {
  it('leaves to git what it has not read, or cannot', async () => {
    const repo = eventful('sha1');
    const { path: top } = repo;
    const head = repo.git('rev-parse', 'HEAD');
    const log = logged();
    const git = door(log.env);
    const ahead = git.readAhead(top);
    await ahead.revisions('HEAD~1');
    log.read();
    for (const paths of [['kept'], ['a/../kept'], ['./kept'], ['kept/']]) {
      if (paths[0] !== 'kept') await ahead.trees(head, paths);
      expect(git.treeAt(top, head, paths)).toEqual(door().treeAt(top, head, paths));
      expect(log.read()).toEqual(['ls-tree']);
    }
    expect(() => git.treeAt(top, head, ['../x'])).toThrow(CannotJudge);
    log.read();
    const blob = repo.git('rev-parse', 'HEAD:a/kept.md');
    expect(git.readBlobs(top, [blob]).size).toBe(1);
    expect(git.readBlobs(top, [blob, '0123456789'.repeat(4)]).size).toBe(1);
    await ahead.blobs(['0123456789'.repeat(4), 'x', blob]);
    log.read();
    expect(git.readBlobs(top, [blob, '0123456789'.repeat(4)]).size).toBe(1);
    expect(log.read()).not.toEqual([]);
    ahead.close();
    ahead.close();
    await ahead.blobs([blob]);
    await ahead.trees(head, ['a']);
  });

  it.each(['nosuch', '', 'a\nHEAD', '^HEAD', 'HEAD..HEAD', '--all', 'HEAD:a', 'x missing'])(
    'takes no more for a revision than git does: %j',
    async (name) => {
      const repo = eventful('sha1');
      const git = door();
      const ahead = git.readAhead(repo.path);
      await ahead.revisions(name);
      expect(() => git.resolve(repo.path, name)).toThrow(/Unexpected revision/);
      ahead.close();
    },
  );

  it('finds where two histories parted', async () => {
    const repo = makeRepository({ a: '1' });
    const base = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', '-b', 'other');
    repo.write('b', '1');
    const other = repo.commit('b');
    repo.git('checkout', '-q', 'main');
    repo.write('c', '1');
    const first = repo.commit('c');
    repo.write('c', '2');
    const head = repo.commit('c again');
    const log = logged();
    const git = door(log.env);
    const ahead = git.readAhead(repo.path);
    await ahead.revisions('other');
    log.read();
    expect(git.firstParent(repo.path, head, other)).toBe(first);
    expect(git.mergeBase(repo.path, other, head)).toBe(base);
    expect(git.changedFiles(repo.path, base, head).map(({ path }) => path)).toEqual(['c']);
    expect(log.read()).toEqual([]);
    ahead.close();
  });

  it('is of no use without a commit, and does no harm', async () => {
    const repo = makeRepository();
    const git = door();
    const ahead = git.readAhead(repo.path);
    await ahead.revisions('HEAD');
    expect(() => git.resolve(repo.path, 'HEAD')).toThrow(CannotJudge);
    ahead.close();
  });

  it('says of a parent that a shallow clone lacks what git says', async () => {
    const repo = eventful('sha1');
    const clone = path.join(makeFolder(), 'clone');
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${repo.path}`, clone], { env: gitEnv });
    const git = door();
    const head = git.resolve(clone, 'HEAD');
    const ahead = git.readAhead(clone);
    await ahead.revisions('HEAD');
    expect(() => git.firstParent(clone, head)).toThrow(/shallow/);
    expect(() => git.resolve(clone, 'HEAD~1')).toThrow(CannotJudge);
    ahead.close();
  });

  it('leaves a large blob to who asks first how large it is', async () => {
    const repo = makeRepository({ a: '1' });
    repo.write('large.md', Buffer.alloc(17 * 1024 * 1024));
    repo.commit('large');
    const blob = repo.git('rev-parse', 'HEAD:large.md');
    const git = door();
    const ahead = git.readAhead(repo.path);
    await ahead.revisions('HEAD~1');
    await ahead.blobs([blob]);
    expect(git.readBlobs(repo.path, [blob]).get(blob)).toHaveLength(17 * 1024 * 1024);
    // Git was ended: what comes after is its own again, too.
    await ahead.blobs([repo.git('rev-parse', 'HEAD:a')]);
    expect(git.readBlobs(repo.path, [repo.git('rev-parse', 'HEAD:a')]).size).toBe(1);
    ahead.close();
  });

  it.each<[what: string, names: readonly string[]]>([
    ['in another order', ['b', 'a']],
    ['twice of the same name', ['a', 'a']],
    ['with a path for a name', ['a/b']],
    ['with the folder above', ['..']],
  ])('leaves a tree to git that git would not have written: %s', async (_what, names) => {
    const repo = makeRepository({ x: '1' });
    const blob = repo.git('rev-parse', 'HEAD:x');
    const entries = names.map((name) => Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]));
    const { stdout } = spawnSync('git', ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], {
      cwd: repo.path,
      env: gitEnv,
      input: Buffer.concat(entries),
      encoding: 'utf8',
    });
    repo.git('update-ref', 'HEAD', repo.git('commit-tree', '-p', 'HEAD', '-m', 'odd', stdout.trim()));
    const [head, base] = [repo.git('rev-parse', 'HEAD'), repo.git('rev-parse', 'HEAD~1')];
    const log = logged();
    const git = door(log.env);
    const ahead = git.readAhead(repo.path);
    await ahead.revisions('HEAD~1');
    await ahead.trees(head, ['a', 'b']);
    log.read();
    const answer = (ask: () => unknown): unknown => {
      try {
        return ask();
      } catch (error) {
        return String(error);
      }
    };
    expect(answer(() => git.changedFiles(repo.path, base, head))).toEqual(
      answer(() => door().changedFiles(repo.path, base, head)),
    );
    expect(answer(() => git.treeAt(repo.path, head, ['a', 'b']))).toEqual(
      answer(() => door().treeAt(repo.path, head, ['a', 'b'])),
    );
    expect(log.read()).toContain('diff-tree');
    ahead.close();
  });
});
