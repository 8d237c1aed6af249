import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { CannotJudge, UserError } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';

const git = (env: { [name: string]: string } = {}) => gitOn(realFs, { ...gitEnv, ...env });
const who = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@b.c',
};

describe('topLevel', () => {
  it('finds it from a folder below', () => {
    const { path: top } = makeRepository({ 'a/b/c.md': '' });
    expect(git().topLevel(path.join(top, 'a/b'))).toBe(top);
    expect(git().cacheFolder(path.join(top, 'a/b'))).toBe(path.join(top, '.git/pir'));
  });

  it('is undefined outside of git, without git, in a bare repository and inside .git', () => {
    const folder = makeFolder();
    const bare = path.join(folder, 'b.git');
    expect(git().topLevel(folder)).toBeUndefined();
    expect(git().cacheFolder(folder)).toBeUndefined();
    spawnSync('git', ['init', '--bare', bare]);
    expect(git().topLevel(bare)).toBeUndefined();
    const repo = makeRepository();
    expect(git().topLevel(path.join(repo.path, '.git'))).toBeUndefined();
    expect(gitOn(realFs, { PATH: folder }).topLevel(repo.path)).toBeUndefined();
  });

  it('shares the cache folder among work trees', () => {
    const repo = makeRepository({ a: '' });
    const tree = path.join(makeFolder(), 'tree');
    repo.git('worktree', 'add', '--quiet', tree, '-b', 'other');
    expect(git().topLevel(tree)).toBe(tree);
    expect(git().cacheFolder(tree)).toBe(path.join(repo.path, '.git/pir'));
    expect(git().state(tree).branch).toBe('other');
  });

  it('works in a submodule', () => {
    const inner = makeRepository({ a: '' });
    const outer = makeRepository({ b: '' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    const sub = path.join(outer.path, 'sub');
    expect(git().topLevel(sub)).toBe(sub);
    expect(git().cacheFolder(sub)).toBe(path.join(outer.path, '.git/modules/sub/pir'));
  });

  it('does not take a folder that git distrusts for one without git', () => {
    const repo = makeRepository({ a: '' });
    const distrust = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    // Only git's own tests may say that to git; the door lets no such name through.
    expect(git(distrust).topLevel(repo.path)).toBe(repo.path);
    // The user's own folders need no git to be told apart; of all that is unusual it is asked.
    repo.git('config', 'core.repositoryFormatVersion', '1');
    const fake = path.join(makeFolder(), 'git');
    const said = `fatal: detected dubious ownership in repository at '${repo.path}'`;
    fs.writeFileSync(fake, `#!/bin/sh\necho "${said}" >&2\nexit 128\n`, { mode: 0o755 });
    const door = gitOn(realFs, { PATH: `${path.dirname(fake)}:${process.env.PATH}` });
    expect(() => door.topLevel(repo.path)).toThrow(UserError);
    expect(() => door.topLevel(repo.path)).toThrow(/does not trust/);
  });
});

describe('state', () => {
  it('tells commit, branch and whether all is committed', () => {
    const repo = makeRepository();
    expect(git().state(repo.path)).toEqual({ commit: null, branch: 'main', dirty: false, shallow: false });
    repo.write('a.md', 'a');
    expect(git().state(repo.path)).toMatchObject({ commit: null, dirty: true });
    const commit = repo.commit('one');
    expect(git().state(repo.path)).toEqual({ commit, branch: 'main', dirty: false, shallow: false });
    repo.write('a.md', 'b');
    expect(git().state(repo.path).dirty).toBe(true);
    repo.git('add', '-A');
    expect(git().state(repo.path).dirty).toBe(true);
    repo.commit('two');
    repo.git('checkout', '--quiet', '--detach');
    expect(git().state(repo.path)).toMatchObject({ branch: null, dirty: false });
  });

  it('is not fooled by a new time on an old text', () => {
    const repo = makeRepository({ 'a.md': 'a' });
    fs.utimesSync(path.join(repo.path, 'a.md'), 1, 1);
    expect(git().state(repo.path).dirty).toBe(false);
  });

  it('knows a shallow clone', () => {
    const repo = makeRepository({ a: '' });
    const first = repo.git('rev-parse', 'HEAD');
    repo.commit('two');
    const clone = path.join(makeFolder(), 'clone');
    spawnSync('git', ['clone', '--quiet', '--depth=1', `file://${repo.path}`, clone], { env: gitEnv });
    expect(git().state(clone).shallow).toBe(true);
    expect(() => git().resolve(clone, first)).toThrow(CannotJudge);
    expect(() => git().resolve(clone, 'main~1')).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/unshallow/) }),
    );
  });
});

describe('resolve', () => {
  it('gives the hash of branches, tags, abbreviations and expressions', () => {
    const repo = makeRepository({ a: '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('two');
    repo.git('tag', '-a', 'v1', '-m', 'v1', first);
    expect(['main', 'HEAD~1', 'v1', first.slice(0, 10)].map((name) => git().resolve(repo.path, name))).toEqual([
      second,
      first,
      first,
      first,
    ]);
  });

  it('reads every name as a name', () => {
    const repo = makeRepository({ a: '' });
    const head = repo.git('rev-parse', 'HEAD');
    const canary = path.join(repo.path, 'canary');
    repo.git('update-ref', `refs/heads/--output=${canary}`, head);
    expect(git().resolve(repo.path, `--output=${canary}`)).toBe(head);
    expect(fs.existsSync(canary)).toBe(false);
  });

  it.each(['nosuch', '^HEAD', 'HEAD:a', 'HEAD..HEAD', '--all', '-x', 'deadbeef', 'HEAD^{tree}'])(
    'refuses %s',
    (name) => {
      const repo = makeRepository({ a: '' });
      expect(() => git().resolve(repo.path, name)).toThrow(CannotJudge);
    },
  );

  it.each(['', 'a\nb', 'a\0b'])('refuses %j as no name at all', (name) => {
    const repo = makeRepository({ a: '' });
    expect(() => git().resolve(repo.path, name)).toThrow(expect.not.objectContaining({ constructor: CannotJudge }));
    expect(() => git().resolve(repo.path, name)).toThrow(UserError);
  });
});

describe('commits', () => {
  it('have the committer’s time', () => {
    const repo = makeRepository();
    const hash = repo.commit('one', { date: '2026-03-01T10:00:00+02:00' });
    expect(git().commitTime(repo.path, hash)).toBe(Date.UTC(2026, 2, 1, 8) / 1000);
  });

  it('exist or do not', () => {
    const repo = makeRepository({ a: 'text' });
    const head = repo.git('rev-parse', 'HEAD');
    const blob = repo.git('rev-parse', 'HEAD:a');
    const short = head.slice(0, 7);
    const asked = [head, short, short.toUpperCase(), blob, '0'.repeat(40), 'HEAD', 'main', 'abc', `${head}\n`];
    expect([...git().existingCommits(repo.path, asked)]).toEqual([head, short, short.toUpperCase()]);
    expect(git().existingCommits(repo.path, []).size).toBe(0);
  });
});

describe('origin', () => {
  it('is the address in the repository’s own settings, whatever the person’s make of it', () => {
    const repo = makeRepository();
    expect(git().origin(repo.path)).toBeUndefined();
    repo.git('remote', 'add', 'other', 'https://forge.example/other.git');
    expect(git().origin(repo.path)).toBeUndefined();
    repo.git('remote', 'add', 'origin', 'https://forge.example/village/shops.git');
    const global = path.join(makeFolder(), 'config');
    fs.writeFileSync(global, '[url "/secret/"]\n\tinsteadOf = https://forge.example/\n');
    expect(git({ GIT_CONFIG_GLOBAL: global }).origin(repo.path)).toBe('https://forge.example/village/shops.git');
  });
});

describe('identity', () => {
  it('is what git would commit with, or nothing', () => {
    const repo = makeRepository();
    expect(git().identity(repo.path)).toBeUndefined();
    repo.git('config', 'user.name', 'Ada');
    expect(git().identity(repo.path)).toBeUndefined();
    repo.git('config', 'user.email', 'ada@example.com');
    expect(git().identity(repo.path)).toEqual({ name: 'Ada', email: 'ada@example.com' });
    repo.git('config', 'author.email', 'author@example.com');
    expect(git().identity(repo.path)).toEqual({ name: 'Ada', email: 'author@example.com' });
    expect(git(who).identity(repo.path)).toEqual({ name: 'A', email: 'a@example.com' });
  });

  it('cannot smuggle in a second line', () => {
    const repo = makeRepository();
    repo.git('config', 'user.name', 'Ada\nuser.email evil@example.com');
    repo.git('config', 'user.email', '<ada@example.com>');
    expect(git().identity(repo.path)).toEqual({ name: 'Adauser.email evil@example.com', email: 'ada@example.com' });
  });
});

describe('the index', () => {
  it('is what is staged, whatever stands in the work tree', () => {
    const repo = makeRepository({ 'incidents/a.md': 'old', 'b ä\n.md': 'b' });
    repo.write('incidents/a.md', 'staged');
    repo.git('add', '-A');
    repo.write('incidents/a.md', 'not staged');
    const rows = git().staged(repo.path);
    expect(rows.map((row) => row.path)).toEqual(['b ä\n.md', 'incidents/a.md']);
    const blobs = git().readBlobs(
      repo.path,
      rows.map((row) => row.blob),
    );
    expect(rows.map((row) => Buffer.from(blobs.get(row.blob) ?? []).toString())).toEqual(['b', 'staged']);
    expect([...git().stagedChanges(repo.path)]).toEqual(['incidents/a.md']);
  });

  it('is all new before the first commit', () => {
    const repo = makeRepository();
    repo.write('a', '');
    repo.git('add', '-A');
    expect([...git().stagedChanges(repo.path)]).toEqual(['a']);
  });

  it('is not taken for all new where the last commit cannot be read', () => {
    const repo = makeRepository({ a: '' });
    const head = repo.git('rev-parse', 'HEAD');
    const main = path.join(repo.path, '.git/refs/heads/main');
    const object = path.join(repo.path, '.git/objects', head.slice(0, 2), head.slice(2));
    const said = fs.readFileSync(object);
    const whys: string[] = [];
    const ask = () => {
      for (const asked of [git().stagedChanges, git().head, (top: string) => git().mainLine(top, 'other')]) {
        try {
          asked(repo.path);
          whys.push('answered');
        } catch (error) {
          whys.push(error instanceof CannotJudge ? error.message : String(error));
        }
      }
    };
    fs.rmSync(object);
    ask();
    fs.writeFileSync(object, 'garbage');
    ask();
    fs.writeFileSync(object, said);
    expect(git().head(repo.path)).toBe(head);
    fs.writeFileSync(main, 'garbage\n');
    ask();
    const damaged = `Cannot read HEAD: its commit ${head} is missing or damaged`;
    const lost = 'Cannot read HEAD: neither it nor its branch says a commit';
    expect(whys).toEqual([damaged, damaged, damaged, damaged, damaged, damaged, lost, lost, lost]);
    expect(git().head(makeRepository().path)).toBeUndefined();
  });

  it('shows links and submodules by their mode', () => {
    const repo = makeRepository({ a: '' });
    fs.symlinkSync('a', path.join(repo.path, 'link'));
    repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},sub`);
    repo.git('add', 'link');
    expect(
      git()
        .staged(repo.path)
        .map((row) => row.mode),
    ).toEqual(['100644', '120000', '160000']);
  });

  it('of a commit in progress is the hook’s, but never that of another repository', () => {
    const repo = makeRepository({ a: '1' });
    const other = makeRepository({ b: '1' });
    const index = path.join(repo.path, '.git/next-index');
    fs.copyFileSync(path.join(repo.path, '.git/index'), index);
    repo.git('rm', '--quiet', '--cached', 'a');
    expect(git().staged(repo.path)).toEqual([]);
    expect(git({ GIT_INDEX_FILE: index }).staged(repo.path)).toHaveLength(1);
    expect(git({ GIT_INDEX_FILE: '.git/next-index' }).staged(repo.path)).toHaveLength(1);
    expect(git({ GIT_INDEX_FILE: index, GIT_DIR: path.join(repo.path, '.git') }).staged(other.path)[0]?.path).toBe('b');
  });

  it('cannot be judged in the middle of a merge', () => {
    const repo = makeRepository({ a: '1' });
    repo.git('checkout', '--quiet', '-b', 'side');
    repo.write('a', '2');
    repo.commit('side');
    repo.git('checkout', '--quiet', 'main');
    repo.write('a', '3');
    repo.commit('main');
    expect(() => repo.git('merge', 'side')).toThrow();
    expect(() => git().staged(repo.path)).toThrow(CannotJudge);
  });
});

describe('readBlobs', () => {
  it.each(['sha1', 'sha256'] as const)('gives raw bytes, in a repository of %s', (objects) => {
    const repo = makeRepository({ '.gitattributes': '*.md text eol=crlf working-tree-encoding=UTF-16\n' }, { objects });
    repo.write('a.md', Buffer.from('\ufeffa\r\nb\r\n', 'utf16le'));
    repo.write('empty', '');
    repo.write('bytes', Buffer.from([0, 10, 255, 10]));
    repo.commit('two');
    const blob = (name: string) => repo.git('rev-parse', `HEAD:${name}`);
    const ids = ['a.md', 'empty', 'bytes'].map(blob);
    const blobs = git().readBlobs(repo.path, [
      ...ids,
      ids[0] ?? '',
      'HEAD',
      '0'.repeat(40),
      repo.git('rev-parse', 'HEAD'),
    ]);
    expect(blobs.size).toBe(3);
    expect(ids.map((id) => [...(blobs.get(id) ?? [])])).toEqual([[97, 10, 98, 10], [], [0, 10, 255, 10]]);
    expect(git().isBlob(ids[0] ?? '', 'a\nb\n')).toBe(true);
    expect(git().isBlob(ids[0] ?? '', 'a\r\nb\r\n')).toBe(false);
  });

  it('says how large a large one is', () => {
    const repo = makeRepository({ a: 'x'.repeat(320 * 1024 + 1), b: 'x'.repeat(320 * 1024) });
    const ids = ['a', 'b'].map((name) => repo.git('rev-parse', `HEAD:${name}`));
    const blobs = git().readBlobs(repo.path, ids);
    expect(ids.map((id) => blobs.get(id)?.length)).toEqual([320 * 1024 + 1, 320 * 1024]);
    expect(blobs.get(ids[0] ?? '')?.[0]).toBe(0);
    expect(blobs.get(ids[1] ?? '')?.[0]).toBe(120);
  });
});

describe('lookAhead', () => {
  it('says what workTree says, of the moment when it was asked', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1', 'incidents/b.md': '2', 'risks/c.md': '3' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    repo.git('update-index', '--refresh', '-q');
    repo.write('incidents/b.md', 'changed');
    const ahead = git();
    await ahead.lookAhead(repo.path, ['incidents']);
    expect([...ahead.workTree(repo.path, ['incidents'])]).toEqual([...git().workTree(repo.path, ['incidents'])]);
    expect([...ahead.workTree(repo.path, ['incidents']).keys()]).toEqual(['incidents/a.md']);
    repo.write('incidents/a.md', 'changed later');
    expect([...ahead.workTree(repo.path, ['incidents']).keys()]).toEqual(['incidents/a.md']);
    // Of other folders it was not asked.
    expect([...ahead.workTree(repo.path, ['incidents', 'risks']).keys()]).toEqual(['risks/c.md']);
  });

  it('leaves a repository that cannot be read to who wants to know', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const ahead = git();
    ahead.topLevel(repo.path);
    repo.write('.git/index', 'spoilt');
    await ahead.lookAhead(repo.path, ['incidents']);
    expect(() => ahead.workTree(repo.path, ['incidents'])).toThrow(/Cannot read/);
  });
});

describe('workTree', () => {
  const files = { 'incidents/a.md': 'a', 'incidents/2026/b.md': 'b', 'incidents2/c.md': 'c', 'risks/d.md': 'd' };

  it('knows the files that are what the index says', () => {
    const repo = makeRepository(files);
    const blob = (name: string) => repo.git('rev-parse', `HEAD:${name}`);
    expect([...git().workTree(repo.path, ['incidents', 'risks'])]).toEqual([
      ['incidents/2026/b.md', blob('incidents/2026/b.md')],
      ['incidents/a.md', blob('incidents/a.md')],
      ['risks/d.md', blob('risks/d.md')],
    ]);
    expect(git().workTree(repo.path, [''])).toHaveProperty('size', 4);
    expect(git().workTree(repo.path, ['nosuch', '*'])).toHaveProperty('size', 0);
    expect(git().workTree(repo.path, [])).toHaveProperty('size', 0);
  });

  it('does not know what is changed, staged or not, gone, new, or a link', () => {
    const repo = makeRepository({ ...files, 'incidents/e.md': 'e', 'incidents/f.md': 'f' });
    repo.write('incidents/a.md', 'x');
    repo.write('incidents/2026/b.md', 'y');
    repo.write('incidents/new.md', 'new');
    fs.unlinkSync(path.join(repo.path, 'incidents/e.md'));
    fs.unlinkSync(path.join(repo.path, 'incidents/f.md'));
    fs.symlinkSync('a.md', path.join(repo.path, 'incidents/f.md'));
    expect([...git().workTree(repo.path, ['incidents']).keys()]).toEqual([]);
    repo.git('add', '-A');
    expect([...git().workTree(repo.path, ['incidents']).keys()].sort()).toEqual([
      'incidents/2026/b.md',
      'incidents/a.md',
      'incidents/new.md',
    ]);
  });

  it('knows a file that was only touched, and tells names with spaces and line ends', () => {
    const repo = makeRepository({ 'incidents/a b.md': 'a', 'incidents/c\nd.md': 'c', 'incidents/e f.md': 'e' });
    const later = new Date('2100-01-01T00:00:00Z');
    fs.utimesSync(path.join(repo.path, 'incidents/a b.md'), later, later);
    repo.write('incidents/e f.md', 'x');
    const world = git();
    expect([...world.workTree(repo.path, ['incidents']).keys()]).toEqual(['incidents/a b.md', 'incidents/c\nd.md']);
    expect(world.state(repo.path)).toMatchObject({ branch: 'main', dirty: true });
  });

  it('does not believe the index where it was told to look away', () => {
    const repo = makeRepository(files);
    repo.git('update-index', '--assume-unchanged', 'incidents/a.md');
    repo.git('update-index', '--skip-worktree', 'incidents/2026/b.md');
    repo.write('incidents/a.md', 'x');
    repo.write('incidents/2026/b.md', 'y');
    expect([...git().workTree(repo.path, ['incidents']).keys()]).toEqual([]);
  });

  it('does not know a change of the same length in the same moment', () => {
    const repo = makeRepository(files);
    const name = path.join(repo.path, 'incidents/a.md');
    const future = new Date('2100-01-01T00:00:00Z');
    fs.utimesSync(name, future, future);
    repo.git('update-index', '--refresh');
    fs.writeFileSync(name, 'b');
    fs.utimesSync(name, future, future);
    expect(git().workTree(repo.path, ['incidents']).has('incidents/a.md')).toBe(false);
  });

  it.each(['*.md filter=x', '*.md working-tree-encoding=UTF-16', '*.md ident', '[attr]odd ident\n*.md odd'])(
    'does not know what is converted: %s',
    (attributes) => {
      const repo = makeRepository({ 'incidents/a.md': 'a', 'incidents/b.txt': 'b' });
      repo.write('.gitattributes', `${attributes}\n`);
      expect([...git().workTree(repo.path, ['incidents']).keys()]).not.toContain('incidents/a.md');
      fs.unlinkSync(path.join(repo.path, '.gitattributes'));
      repo.write('incidents/.gitattributes', `${attributes}\n`);
      expect([...git().workTree(repo.path, ['incidents']).keys()]).toEqual(
        attributes.includes('[attr]') ? ['incidents/a.md', 'incidents/b.txt'] : ['incidents/b.txt'],
      );
    },
  );

  it('knows files under other attributes', () => {
    const repo = makeRepository({ '.gitattributes': '*.png filter=lfs\n*.md -ident text\n', 'incidents/a.md': 'a' });
    expect([...git().workTree(repo.path, ['incidents']).keys()]).toEqual(['incidents/a.md']);
  });
});

describe('version and storage', () => {
  it('are those of git and of the repository', () => {
    expect(git().version()).toMatch(/^\d+\.\d+/);
    const repo = makeRepository({ a: '1' });
    expect(git().storage(repo.path)).toEqual({ looseObjects: 3, packedObjects: 0, packs: 0, hasCommitGraph: false });
    repo.git('repack', '-qad');
    repo.git('commit-graph', 'write', '--reachable');
    repo.git('prune-packed', '-q');
    expect(git().storage(repo.path)).toEqual({ looseObjects: 0, packedObjects: 3, packs: 1, hasCommitGraph: true });
  });

  it('are unknown without git', () => {
    expect(git({ PATH: '/nonexistent' }).version()).toBeUndefined();
  });
});
