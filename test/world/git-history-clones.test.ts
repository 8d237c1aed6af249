import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CannotJudge } from '../../src/world/world.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { door, readAll, run, told, walkAll } from './history-door.ts';

/** A history with a merge, so that depth 2 has both of its parents. */
function makeOrigin(objects: 'sha1' | 'sha256' = 'sha1'): Repository {
  const repo = makeRepository({ 'incidents/a.md': '1' }, { objects });
  repo.git('config', 'uploadpack.allowFilter', 'true');
  repo.write('incidents/a.md', '2');
  repo.commit('Second');
  repo.git('checkout', '--quiet', '-b', 'side');
  repo.write('incidents/b.md', '1');
  repo.commit('Side');
  repo.git('checkout', '--quiet', 'main');
  repo.write('incidents/a.md', '3');
  repo.commit('Third');
  repo.git('merge', '--quiet', '--no-ff', '-m', 'Merge side', 'side');
  return repo;
}

const story = [
  'Begin +incidents/a.md',
  'Second ~incidents/a.md',
  'Third ~incidents/a.md',
  'Merge side +incidents/b.md',
];

function clone(origin: Repository, ...args: string[]): string {
  const folder = path.join(makeFolder(), 'clone');
  run('/', ['clone', '--quiet', ...args, `file://${origin.path}`, folder]);
  return folder;
}

/** What is said, and that the command it names makes the question answerable. */
async function mend(folder: string, ask: () => unknown): Promise<void> {
  const error = await Promise.resolve()
    .then(ask)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(CannotJudge);
  const command = /git (fetch .*)$/.exec((error as CannotJudge).hint)?.[1];
  expect(command, 'a command that mends it').toBeDefined();
  run(folder, ['-c', 'gc.auto=0', ...(command ?? '').split(' ')]);
  await ask();
}

describe.each(['sha1', 'sha256'] as const)('a repository of %s', (objects) => {
  it('is walked from a work tree of its own, a clone and a bare one alike', async () => {
    const origin = makeOrigin(objects);
    const tree = path.join(makeFolder(), 'tree');
    origin.git('worktree', 'add', '--quiet', '--detach', tree);
    const bare = clone(origin, '--bare');
    const git = door();
    expect(git.bareTop(bare)).toBe(bare);
    for (const top of [origin.path, tree, clone(origin), bare]) {
      const commits = await walkAll(top, { git });
      expect(told(commits)).toEqual(story);
      expect(told(commits[3]?.inner ?? [])).toEqual(['Side +incidents/b.md']);
      const blobs = commits.map(({ changes }) => changes.flatMap(({ blob }) => blob ?? []));
      expect((await readAll(top, blobs, git)).map(([, text]) => text)).toEqual(['1', '2', '3', '1']);
    }
  });
});

describe('a bare repository', () => {
  it('answers everything that needs no work tree, once a person has named it', () => {
    const origin = makeOrigin();
    const bare = clone(origin, '--bare');
    const git = door();
    expect(git.topLevel(bare)).toBeUndefined();
    expect(git.bareTop(bare)).toBe(bare);
    expect(git.topLevel(bare)).toBe(bare);
    expect(git.cacheFolder(bare)).toBe(path.join(bare, 'pir'));
    const head = origin.git('rev-parse', 'HEAD');
    expect(git.state(bare)).toEqual({ commit: head, branch: 'main', dirty: false, shallow: false });
    expect(git.mainLine(bare, 'main')).toEqual({ tip: head, ref: 'refs/heads/main' });
    expect(git.resolve(bare, 'main')).toBe(head);
    expect(git.treeAt(bare, head, ['incidents'])).toHaveLength(2);
    const blob = origin.git('rev-parse', 'HEAD:incidents/a.md');
    expect(Buffer.from(git.requireBlobs(bare, [blob]).get(blob) ?? []).toString()).toBe('3');
  });

  it('is none where it lies in a work tree, is not bare, or is no repository', () => {
    const origin = makeOrigin();
    const git = door();
    expect(git.bareTop(origin.path)).toBeUndefined();
    expect(git.bareTop(path.join(origin.path, '.git'))).toBeUndefined();
    expect(git.bareTop(makeFolder())).toBeUndefined();
    expect(git.bareTop('/nonexistent/x.git')).toBeUndefined();
    run('/', ['clone', '--quiet', '--bare', origin.path, path.join(origin.path, 'incidents', 'x.git')]);
    expect(git.bareTop(path.join(origin.path, 'incidents', 'x.git'))).toBeUndefined();
    const moved = path.join(makeFolder(), 'moved');
    fs.cpSync(path.join(origin.path, '.git'), moved, { recursive: true });
    expect(git.bareTop(moved)).toBeUndefined();
    // One without a word about it is what it looks like, as for git itself.
    fs.rmSync(path.join(moved, 'config'));
    expect(git.bareTop(moved)).toBe(moved);
  });
});

describe('a shallow clone', () => {
  it('cannot tell its history, and says what fetches it', async () => {
    const folder = clone(makeOrigin(), '--depth=1');
    expect(door().isShallow(folder)).toBe(true);
    expect([...door().shallowBoundary(folder)]).toEqual([run(folder, ['rev-parse', 'HEAD'])]);
    await mend(folder, async () => expect(told(await walkAll(folder))).toEqual(story));
    expect(door().isShallow(folder)).toBe(false);
    expect(door().shallowBoundary(folder).size).toBe(0);
  });

  it('cannot tell the commit of a moment', async () => {
    const origin = makeOrigin();
    const folder = clone(origin, '--depth=2');
    const tip = origin.git('rev-parse', 'HEAD');
    await mend(folder, () => expect(door().commitAt(folder, tip, 2_000_000_000)).toBe(tip));
  });

  it('cannot tell where two histories parted if that is beyond its end', async () => {
    const origin = makeOrigin();
    const folder = clone(origin, '--depth=2');
    const [, first = '', second = ''] = origin.git('rev-list', '--parents', '-1', 'HEAD').split(' ');
    const parted = origin.git('merge-base', first, second);
    await mend(folder, () => expect(door().mergeBase(folder, first, second)).toBe(parted));
  });

  it('cannot deny that one commit came before another', async () => {
    const origin = makeOrigin();
    const folder = clone(origin, '--depth=2');
    const [a, b] = [origin.git('rev-parse', 'HEAD^2'), origin.git('rev-parse', 'HEAD^1')];
    expect(door().isAncestor(folder, b, origin.git('rev-parse', 'HEAD'))).toBe(true);
    await mend(folder, () => expect(door().isAncestor(folder, a, b)).toBe(false));
  });

  it('of depth 1 lacks the commit before, of depth 2 has it', async () => {
    const origin = makeOrigin();
    const head = origin.git('rev-parse', 'HEAD');
    const parent = origin.git('rev-parse', 'HEAD^1');
    const folder = clone(origin, '--depth=1');
    await mend(folder, () => expect(door().firstParent(folder, head)).toBe(parent));
    const deeper = clone(origin, '--depth=2');
    expect(door().firstParent(deeper, head)).toBe(parent);
    expect(door().resolve(deeper, 'HEAD^1')).toBe(parent);
    expect(
      door()
        .treeAt(deeper, parent, ['incidents'])
        .map(({ path }) => path),
    ).toEqual(['incidents/a.md']);
  });

  it('tells what came after a commit that it has', async () => {
    const origin = makeOrigin();
    const since = origin.git('rev-parse', 'HEAD');
    origin.write('incidents/a.md', '4');
    origin.commit('Fourth');
    const folder = clone(origin, '--depth=2');
    expect(told(await walkAll(folder, { since }))).toEqual(['Fourth ~incidents/a.md']);
  });
});

describe('a partial clone', () => {
  it('without blobs tells its history but not what the versions say', async () => {
    const folder = clone(makeOrigin(), '--filter=blob:none', '--no-checkout');
    const commits = await walkAll(folder);
    expect(told(commits)).toEqual(story);
    const blobs = [commits.flatMap(({ changes }) => changes.flatMap(({ blob }) => blob ?? []))];
    const count = () => run(folder, ['count-objects', '-v']);
    const before = count();
    await expect(readAll(folder, blobs)).rejects.toThrow(CannotJudge);
    expect(() => door().requireBlobs(folder, blobs[0] ?? [])).toThrow(CannotJudge);
    expect(count(), 'nothing was fetched').toBe(before);
    await mend(folder, async () =>
      expect((await readAll(folder, blobs)).map(([, text]) => text)).toEqual(['1', '2', '3', '1']),
    );
  });

  it('without trees tells nothing', async () => {
    const folder = clone(makeOrigin(), '--filter=tree:0', '--no-checkout');
    const head = run(folder, ['rev-parse', 'HEAD']);
    expect(() => door().treeAt(folder, head, ['incidents'])).toThrow(CannotJudge);
    await mend(folder, async () => expect(told(await walkAll(folder))).toEqual(story));
    expect(door().treeAt(folder, head, ['incidents'])).toHaveLength(2);
  });
});

describe('a repository that lost something', () => {
  it('is to be looked at, not fetched', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const [commit] = await walkAll(repo.path);
    const blob = commit?.changes[0]?.blob ?? '';
    fs.rmSync(path.join(repo.path, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    await expect(readAll(repo.path, [[blob]])).rejects.toMatchObject({ hint: expect.stringMatching(/fsck/) });
    const tree = repo.git('rev-parse', 'HEAD^{tree}');
    fs.rmSync(path.join(repo.path, '.git/objects', tree.slice(0, 2), tree.slice(2)), { force: true });
    await expect(walkAll(repo.path)).rejects.toMatchObject({ hint: expect.stringMatching(/fsck/) });
  });
});
