import { describe, expect, it } from 'vitest';
import { bringerOf, mergerOf } from '../../src/core/history/commit.ts';
import { CannotJudge, OtherLine } from '../../src/world/world.ts';
import { makeRepository, type Repository } from '../repository.ts';
import { door, readAll, run, told, walkAll, writeCommit } from './history-door.ts';
import { logged } from './logged-git.ts';

const ada = 'Ada Example <ada@example.com>';
const bob = 'Bob Example <bob@example.com>';

/** Commits one file on a branch of that name, which is left checked out. */
function branch(repo: Repository, name: string, files: { [path: string]: string }, author = bob): string {
  repo.git('checkout', '--quiet', '-B', name);
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
  return repo.commit(`On ${name}`, { author });
}

describe('a walk', () => {
  it('tells who changed which file, oldest first when turned round', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1', 'README.md': '' });
    repo.write('incidents/a.md', '2');
    repo.write('incidents/2026/b.md', '1');
    const second = repo.commit('Second\ncommit\n\nText.\n\nReviewed-by: Bob', {
      author: ada,
      date: '2026-03-01T12:00:00+02:00',
    });
    repo.write('README.md', 'not a record');
    repo.commit('Third');
    repo.git('rm', '--quiet', 'incidents/a.md');
    repo.git('commit', '--quiet', '-m', 'Fourth');
    const commits = await walkAll(repo.path);
    expect(told(commits)).toEqual([
      'Begin +incidents/a.md',
      'Second commit +incidents/2026/b.md ~incidents/a.md',
      'Fourth -incidents/a.md',
    ]);
    const at = Date.UTC(2026, 2, 1, 10) / 1000;
    expect(commits[1]).toEqual({
      hash: second,
      parents: [commits[0]?.hash],
      author: { name: 'Ada Example', email: 'ada@example.com', at },
      committer: { name: 'Ada Example', email: 'ada@example.com', at },
      subject: 'Second commit',
      trailers: [{ key: 'Reviewed-by', value: 'Bob' }],
      changes: [
        {
          path: 'incidents/2026/b.md',
          mode: '100644',
          blob: repo.git('rev-parse', `${second}:incidents/2026/b.md`),
          before: null,
        },
        {
          path: 'incidents/a.md',
          mode: '100644',
          blob: repo.git('rev-parse', `${second}:incidents/a.md`),
          before: repo.git('rev-parse', `${second}^:incidents/a.md`),
        },
      ],
      inner: [],
    });
    expect(commits[2]?.changes).toEqual([
      { path: 'incidents/a.md', mode: null, blob: null, before: commits[1]?.changes[1]?.blob },
    ]);
  });

  it('goes back to a known commit only, and gives nothing when there is nothing new', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    repo.write('incidents/a.md', '2');
    repo.commit('Second');
    expect(told(await walkAll(repo.path, { since: first }))).toEqual(['Second ~incidents/a.md']);
    expect(await walkAll(repo.path, { since: repo.git('rev-parse', 'HEAD') })).toEqual([]);
  });

  it('is about the folders asked for, by their very names', async () => {
    const repo = makeRepository({
      'incidents/a.md': '',
      'incidents2/b.md': '',
      'in*/c.md': '',
      'incidents.md': '',
      e: '',
    });
    expect(told(await walkAll(repo.path))).toEqual(['Begin +incidents/a.md']);
    expect(told(await walkAll(repo.path, { folders: ['in*', 'e'] }))).toEqual(['Begin +e +in*/c.md']);
    expect((await walkAll(repo.path, { folders: [''] }))[0]?.changes).toHaveLength(5);
    expect(await walkAll(repo.path, { folders: ['nosuch'] })).toEqual([]);
  });

  it('takes a move for a deletion and an addition, and a copy for an addition', async () => {
    const text = 'the same text\n'.repeat(20);
    const repo = makeRepository({ 'incidents/a.md': text });
    repo.git('config', 'diff.renames', 'copies');
    repo.git('mv', 'incidents', 'old');
    repo.commit('Move');
    repo.write('incidents/a.md', text);
    repo.commit('Copy');
    expect(told(await walkAll(repo.path, { folders: ['incidents', 'old'] }))).toEqual([
      'Begin +incidents/a.md',
      'Move -incidents/a.md +old/a.md',
      'Copy +incidents/a.md',
    ]);
  });

  it('tells links, submodules and modes', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const head = repo.git('rev-parse', 'HEAD');
    repo.git('update-index', '--chmod=+x', 'incidents/a.md');
    repo.git('update-index', '--add', '--cacheinfo', `160000,${head},incidents/sub`);
    repo.git('config', 'diff.ignoreSubmodules', 'all');
    repo.git('commit', '--quiet', '-m', 'Second');
    const [, second] = await walkAll(repo.path);
    expect(second?.changes).toMatchObject([
      { path: 'incidents/a.md', mode: '100755' },
      { path: 'incidents/sub', mode: '160000', blob: head, before: null },
    ]);
  });

  it('decides after a sample whether git is told the folders, and finds the same', async () => {
    const repo = makeRepository({ 'incidents/a.md': '0' });
    const lines = ['reset refs/heads/main', `from ${repo.git('rev-parse', 'HEAD')}`, ''];
    const expected = ['Begin'];
    for (let i = 0; i < 500; i++) {
      const isRecord = i % 50 === 7 || (i > 300 && i < 310);
      if (isRecord) expected.push(`c${i}`);
      const path = isRecord ? 'incidents/a.md' : 'code.ts';
      lines.push('commit refs/heads/main', `committer A <a@example.com> ${1_800_000_000 + i} +0000`);
      lines.push(`data ${`c${i}`.length}`, `c${i}`, `M 100644 inline ${path}`, `data ${`${i}`.length}`, `${i}`, '');
    }
    run(repo.path, ['fast-import', '--quiet'], {}, `${lines.join('\n')}\n`);
    const subjects = (commits: readonly { subject: string }[]) => commits.map(({ subject }) => subject);
    expect(subjects(await walkAll(repo.path))).toEqual(expected);
    expect(subjects(await walkAll(repo.path, { folders: ['incidents', 'code.ts'] }))).toHaveLength(501);
    const since = repo.git('rev-parse', 'HEAD~100');
    expect(subjects(await walkAll(repo.path, { since }))).toEqual(['c407', 'c457']);
  });

  it('ends what it started when nobody reads on', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    for (let i = 0; i < 3; i++) {
      repo.write('incidents/a.md', `text ${i}`);
      repo.commit(`Change ${i}`);
    }
    for await (const batch of door().walkHistory(repo.path, repo.git('rev-parse', 'HEAD'), [''])) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe('a merge', () => {
  it('is told by what it brought, with the commits that brought it', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1', x: '' });
    branch(repo, 'side', { 'incidents/a.md': '2' });
    repo.write('x', 'no record');
    repo.commit('Not about records');
    repo.git('checkout', '--quiet', 'main');
    repo.write('incidents/b.md', '1');
    repo.commit('On main meanwhile');
    repo.git('merge', '--quiet', '--no-ff', '-m', 'Merge side', 'side');
    const commits = await walkAll(repo.path);
    expect(told(commits)).toEqual([
      'Begin +incidents/a.md',
      'On main meanwhile +incidents/b.md',
      'Merge side ~incidents/a.md',
    ]);
    const merge = commits[2];
    if (merge === undefined) throw new Error('no merge');
    expect(told(merge.inner)).toEqual(['On side ~incidents/a.md']);
    expect(mergerOf(merge)?.name).toBe('Alex Example');
    expect(bringerOf(merge, { path: 'incidents/a.md', blob: merge.changes[0]?.blob ?? '' }).author.email).toBe(
      'bob@example.com',
    );
  });

  it('of several branches has the commits of all', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    for (const name of ['one', 'two', 'three']) {
      repo.git('checkout', '--quiet', 'main');
      branch(repo, name, { [`incidents/${name}.md`]: name });
    }
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--no-ff', '-m', 'Octopus', 'one', 'two', 'three');
    const merge = (await walkAll(repo.path))[1];
    expect(merge?.parents).toHaveLength(4);
    expect(told(merge?.inner ?? []).sort()).toEqual([
      'On one +incidents/one.md',
      'On three +incidents/three.md',
      'On two +incidents/two.md',
    ]);
  });

  it('inside a merged branch keeps only what it made itself', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1\n2\n3\n4\n5\n' });
    branch(repo, 'side', { 'incidents/a.md': '1\n2\n3\n4\nside\n' });
    repo.git('checkout', '--quiet', 'main');
    repo.write('incidents/a.md', 'main\n2\n3\n4\n5\n');
    repo.write('incidents/b.md', 'main');
    repo.commit('On main', { author: ada });
    repo.git('checkout', '--quiet', 'side');
    repo.git('merge', '--quiet', '-m', 'Catch up', 'main');
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--no-ff', '-m', 'Merge side', 'side');
    const merge = (await walkAll(repo.path)).at(-1);
    expect(told(merge === undefined ? [] : [merge])).toEqual(['Merge side ~incidents/a.md']);
    expect(told(merge?.inner ?? [])).toEqual(['On side ~incidents/a.md', 'Catch up ~incidents/a.md']);
    expect(merge && bringerOf(merge, { path: 'incidents/a.md', blob: merge.changes[0]?.blob ?? '' }).subject).toBe(
      'On side',
    );
  });

  it('that makes a change of its own is who made it', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    branch(repo, 'side', { x: '1' });
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    repo.write('incidents/a.md', 'evil');
    const hash = repo.commit('Merge side', { author: ada });
    const merge = (await walkAll(repo.path)).at(-1);
    expect(merge).toMatchObject({ hash, inner: [] });
    expect(merge && bringerOf(merge, { path: 'incidents/a.md', blob: merge.changes[0]?.blob ?? '' }).hash).toBe(hash);
  });

  it('is not told where it changed nothing on the main line', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    branch(repo, 'side', { 'incidents/a.md': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--no-ff', '-s', 'ours', '-m', 'Refuse', 'side');
    expect(told(await walkAll(repo.path))).toEqual(['Begin +incidents/a.md']);
  });

  it('squashed or turned back is a commit like any other', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    branch(repo, 'side', { 'incidents/a.md': '2' });
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--squash', 'side');
    repo.commit('Squash of side (#12)\n\nCo-authored-by: Bob <bob@example.com>');
    repo.git('revert', '--no-edit', 'HEAD');
    const commits = await walkAll(repo.path);
    expect(told(commits)).toEqual([
      'Begin +incidents/a.md',
      'Squash of side (#12) ~incidents/a.md',
      'Revert "Squash of side (#12)" ~incidents/a.md',
    ]);
    expect(commits[1]?.trailers).toEqual([{ key: 'Co-authored-by', value: 'Bob <bob@example.com>' }]);
    expect(commits[2]?.changes[0]?.blob).toBe(commits[0]?.changes[0]?.blob);
  });

  it('of a history with a root of its own brings all of that', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    repo.git('checkout', '--quiet', '--orphan', 'other');
    repo.git('rm', '-rfq', '.');
    repo.write('incidents/b.md', '1');
    repo.commit('Another root', { author: bob });
    repo.git('checkout', '--quiet', 'main');
    repo.git('merge', '--quiet', '--allow-unrelated-histories', '-m', 'Join', 'other');
    const merge = (await walkAll(repo.path)).at(-1);
    expect(told(merge?.inner ?? [])).toEqual(['Another root +incidents/b.md']);
  });
});

describe('what a commit says', () => {
  const commitText = (repo: Repository, rest: string) =>
    `tree ${repo.git('rev-parse', 'HEAD^{tree}')}\nparent ${repo.git('rev-parse', 'HEAD')}\n${rest}`;

  it.each([
    'òò òòòò',
    'a\u001eb\u001fc',
    ':100644 100644 a b M',
    '\n\n:100644',
    '0123456789012345678901234567890123456789',
    '"quoted" \\0 %x00 %H',
  ])('cannot forge an author: %j', async (message) => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    repo.write('incidents/a.md', '2');
    repo.commit(message, { author: 'Mallory ò :100644 <mallory@example.com>' });
    const commits = await walkAll(repo.path);
    expect(commits).toHaveLength(2);
    expect(commits[1]?.author).toMatchObject({ name: 'Mallory ò :100644', email: 'mallory@example.com' });
    expect(commits[1]?.changes).toHaveLength(1);
  });

  it('ends at a NUL', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const nul = `author A <a@b.c> 1800000000 +0000\ncommitter A <a@b.c> 1800000000 +0000\n\nSub\0ject\0${'0'.repeat(40)}\0\0Mallory\0\n`;
    repo.write('incidents/a.md', '2');
    repo.git('add', '-A');
    const tree = repo.git('write-tree');
    const hash = writeCommit(repo, `tree ${tree}\nparent ${repo.git('rev-parse', 'HEAD')}\n${nul}`);
    const commits = await walkAll(repo.path);
    expect(commits[1]).toMatchObject({
      hash,
      subject: 'Sub',
      author: { name: 'A', email: 'a@b.c', at: 1_800_000_000 },
    });
    expect(told(commits)).toEqual(['Begin +incidents/a.md', 'Sub ~incidents/a.md']);
  });

  it('may be strange without harm: no name, no date, another encoding, bytes that are no text', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const latin1 = (rest: string) => Buffer.from(commitText(repo, rest), 'latin1');
    writeCommit(repo, latin1('author  <> 0 +0000\ncommitter x <y> 99999999999 +9999\n\n'));
    writeCommit(
      repo,
      latin1('author J\xf6rg <j@x> 5 +0000\ncommitter J\xf6rg <j@x> 5 +0000\nencoding ISO-8859-1\n\nGr\xfc\xdfe'),
    );
    writeCommit(repo, latin1('author J\xf6rg <j@x> 5 +0000\ncommitter J\xf6rg <j@x> 5 +0000\n\nGr\xfc\xdfe'));
    writeCommit(repo, latin1('author broken\ncommitter\n\nno people'));
    repo.write('incidents/a.md', '2');
    repo.commit('Last');
    // None of the strange ones changed a file; the walk has to get past them.
    expect(told(await walkAll(repo.path))).toEqual(['Begin +incidents/a.md', 'Last ~incidents/a.md']);
  });

  it('is decoded as it says', async () => {
    const repo = makeRepository({ x: '1' });
    repo.write('incidents/ä\n"b".md', '1');
    repo.git('add', '-A');
    const tree = repo.git('write-tree');
    const people = 'author J\xf6rg <j@x> 5 +0000\ncommitter J\xf6rg <j@x> 5 +0000';
    writeCommit(repo, Buffer.from(`tree ${tree}\n${people}\nencoding ISO-8859-1\n\nGr\xfc\xdfe`, 'latin1'));
    repo.git('config', 'i18n.logOutputEncoding', 'UTF-16');
    const [commit] = await walkAll(repo.path);
    expect(commit).toMatchObject({ subject: 'Grüße', author: { name: 'Jörg', at: 5 } });
    expect(commit?.changes[0]?.path).toBe('incidents/ä\n"b".md');
  });
});

describe('the main line', () => {
  it('is that of the branch, else of its namesake on origin, else of HEAD', () => {
    const repo = makeRepository();
    expect(door().mainLine(repo.path, 'main')).toBeUndefined();
    const first = repo.commit('one');
    const second = repo.commit('two');
    expect(door().mainLine(repo.path, 'main')).toEqual({ tip: second, ref: 'refs/heads/main' });
    repo.git('checkout', '--quiet', '--detach', first);
    expect(door().mainLine(repo.path, 'main')).toEqual({ tip: second, ref: 'refs/heads/main' });
    repo.git('update-ref', 'refs/remotes/origin/main', second);
    repo.git('branch', '-D', 'main');
    expect(door().mainLine(repo.path, 'main')).toEqual({ tip: second, ref: 'refs/remotes/origin/main' });
    expect(door().mainLine(repo.path, 'trunk')).toEqual({ tip: first, ref: 'HEAD' });
  });

  it('takes the name for a name', () => {
    const repo = makeRepository({ a: '' });
    const head = repo.git('rev-parse', 'HEAD');
    repo.git('branch', 'other/main');
    for (const name of ['oth*', 'other', '../tags/x', '--help', 'main^{/x}', '', '*']) {
      expect(door().mainLine(repo.path, name)).toEqual({ tip: head, ref: 'HEAD' });
    }
  });
});

describe('the commit of a moment', () => {
  it('is the last whose date is at or before it, with the latest date so far for a skewed one', () => {
    const repo = makeRepository();
    const at = (day: number) => Date.UTC(2026, 2, day) / 1000;
    const days = [1, 5, 3, 9, 7].map((day) => ({
      day,
      hash: repo.commit(`day ${day}`, { date: `2026-03-0${day}T00:00:00Z` }),
    }));
    const tip = days.at(-1)?.hash ?? '';
    const found = (day: number) => days.find(({ hash }) => hash === door().commitAt(repo.path, tip, at(day)))?.day;
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20].map(found)).toEqual([undefined, 1, 1, 1, 1, 3, 3, 3, 3, 7, 7]);
  });

  it('is on the first-parent chain', () => {
    const repo = makeRepository();
    const first = repo.commit('one', { date: '2026-03-01T00:00:00Z' });
    repo.git('checkout', '--quiet', '-b', 'side');
    repo.commit('side', { date: '2026-03-02T00:00:00Z' });
    repo.git('checkout', '--quiet', 'main');
    const merge = run(repo.path, ['commit-tree', '-p', first, '-p', 'side', '-m', 'merge', 'HEAD^{tree}'], {
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@b.c',
      GIT_COMMITTER_DATE: '2026-03-05T00:00:00Z',
    });
    expect(door().commitAt(repo.path, merge, Date.UTC(2026, 2, 3) / 1000)).toBe(first);
  });
});

describe('a tree', () => {
  it('has the files below folders and the files named', () => {
    const repo = makeRepository({
      'incidents/2026/a.md': 'a',
      'incidents2/b.md': '',
      'pir.config.yaml': 'c',
      'in*/x': '',
    });
    const head = repo.git('rev-parse', 'HEAD');
    const blob = (name: string) => repo.git('rev-parse', `HEAD:${name}`);
    repo.write('incidents/2026/a.md', 'not committed');
    expect(door().treeAt(repo.path, head, ['incidents', 'pir.config.yaml', 'people.yaml'])).toEqual([
      { path: 'incidents/2026/a.md', mode: '100644', blob: blob('incidents/2026/a.md') },
      { path: 'pir.config.yaml', mode: '100644', blob: blob('pir.config.yaml') },
    ]);
    expect(
      door()
        .treeAt(repo.path, head, ['in*'])
        .map(({ path }) => path),
    ).toEqual(['in*/x']);
    expect(door().treeAt(repo.path, head, [''])).toHaveLength(4);
    expect(door().treeAt(repo.path, head, [])).toEqual([]);
    expect(() => door().treeAt(repo.path, 'HEAD', [''])).toThrow(/not a full hash/);
  });
});

describe('kinship', () => {
  it('is asked of two commits', () => {
    const repo = makeRepository({ a: '1' });
    const first = repo.git('rev-parse', 'HEAD');
    const side = branch(repo, 'side', { a: '2' });
    repo.git('checkout', '--quiet', 'main');
    const main = repo.commit('main');
    const other = run(repo.path, ['commit-tree', '-m', 'root', 'HEAD^{tree}'], {
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@b.c',
    });
    const git = door();
    expect(git.mergeBase(repo.path, side, main)).toBe(first);
    expect(git.mergeBase(repo.path, side, other)).toBeUndefined();
    expect(git.isAncestor(repo.path, first, main)).toBe(true);
    expect(git.isAncestor(repo.path, main, main)).toBe(true);
    expect(git.isAncestor(repo.path, side, main)).toBe(false);
    expect(git.isAncestor(repo.path, '0123456789'.repeat(4), main)).toBe(false);
    expect(git.firstParent(repo.path, main)).toBe(first);
    expect(git.firstParent(repo.path, first)).toBeUndefined();
    expect(() => git.firstParent(repo.path, '0123456789'.repeat(4))).toThrow(CannotJudge);
  });
});

describe('the stream of blobs', () => {
  it('gives what was asked for, in that order, twice if asked twice', async () => {
    const bytes = ['', 'a', '\n', 'x'.repeat(70_000), 'ä'.repeat(50), 'y'.repeat(320 * 1024), 'blob 3\n'];
    const repo = makeRepository(Object.fromEntries(bytes.map((text, i) => [`f${i}`, text])));
    const ids = bytes.map((_, i) => repo.git('rev-parse', `HEAD:f${i}`));
    const asked = [...ids, ...ids.toReversed(), ...ids];
    const batches = [asked.slice(0, 1), [], asked.slice(1, 9), asked.slice(9)];
    const expected = asked.map((id) => [id, bytes[ids.indexOf(id)]]);
    expect(await readAll(repo.path, batches)).toEqual(expected);
  });

  it('leaves the bytes of a large one out', async () => {
    const repo = makeRepository({ a: 'x'.repeat(320 * 1024 + 1), b: 'b', c: 'y'.repeat(3_000_000) });
    const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map((name) => repo.git('rev-parse', `HEAD:${name}`));
    expect(await readAll(repo.path, [[a, b, c, b]])).toEqual([
      [a, null],
      [b, 'b'],
      [c, null],
      [b, 'b'],
    ]);
  });

  it('says what is missing', async () => {
    const repo = makeRepository({ a: '1' });
    const asked = [[repo.git('rev-parse', 'HEAD:a'), '0123456789'.repeat(4)]];
    await expect(readAll(repo.path, asked)).rejects.toThrow(CannotJudge);
    expect(() => door().requireBlobs(repo.path, asked[0] ?? [])).toThrow(CannotJudge);
    await expect(readAll(repo.path, [['HEAD:a']])).rejects.toThrow(/not a full hash/);
  });

  it('hands on what went wrong with the asking', async () => {
    const repo = makeRepository({ a: '1' });
    const asking = async function* () {
      yield [repo.git('rev-parse', 'HEAD:a')];
      throw new Error('no more');
    };
    await expect(readAll(repo.path, asking())).rejects.toThrow('no more');
  });

  it('reads what a walk asks for while both run', async () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    for (let i = 2; i < 5; i++) {
      repo.write('incidents/a.md', `${i}`);
      repo.commit(`${i}`);
    }
    const asking = async function* () {
      for await (const batch of door().walkHistory(repo.path, repo.git('rev-parse', 'HEAD'), ['incidents'])) {
        yield batch.flatMap(({ changes }) => changes.flatMap(({ blob }) => blob ?? []));
      }
    };
    expect((await readAll(repo.path, asking())).map(([, text]) => text)).toEqual(['4', '3', '2', '1']);
  });
});

describe('a history that git was told to begin with', () => {
  const three = () => {
    const repo = makeRepository({ 'incidents/a.md': '1' });
    const first = repo.git('rev-parse', 'HEAD');
    repo.write('incidents/a.md', '2');
    const second = repo.commit('Second');
    repo.write('incidents/b.md', '3');
    return { repo, first, second, third: repo.commit('Third') };
  };

  it('is taken over by who asks for just that', async () => {
    const { repo, first } = three();
    const log = logged();
    const git = door(log.env);
    const end = git.beginHistory(repo.path, 'main', first);
    // However long after git has ended.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const since = await walkAll(repo.path, { git, since: first, tip: 'main' });
    expect(told(since)).toEqual(['Second ~incidents/a.md', 'Third +incidents/b.md']);
    const blobs = since.flatMap(({ changes }) => changes.map(({ blob }) => blob as string));
    expect((await readAll(repo.path, [blobs], git)).map(([, text]) => text)).toEqual(['2', '3']);
    expect(log.read().sort()).toEqual(['cat-file', 'log', 'rev-parse']);
    // Once: who asks again is answered by a git of its own.
    expect(await walkAll(repo.path, { git, since: first, tip: 'main' })).toEqual(since);
    expect(log.read().sort()).toEqual(['log', 'rev-parse']);
    end();
  });

  it('is not taken for another part, or another tip', async () => {
    const { repo, first, second } = three();
    const git = door();
    const end = git.beginHistory(repo.path, 'main', first);
    expect(told(await walkAll(repo.path, { git, since: second, tip: 'main' }))).toEqual(['Third +incidents/b.md']);
    expect(told(await walkAll(repo.path, { git, since: first, tip: second }))).toEqual(['Second ~incidents/a.md']);
    repo.write('incidents/c.md', '4');
    repo.commit('Fourth');
    expect(told(await walkAll(repo.path, { git, since: second, tip: 'main' }))).toEqual([
      'Third +incidents/b.md',
      'Fourth +incidents/c.md',
    ]);
    end();
  });

  it('is not begun where nothing came, or where git has to say what the tip is', () => {
    const { repo, third } = three();
    const log = logged();
    const git = door(log.env);
    git.beginHistory(repo.path, 'main', third)();
    repo.git('pack-refs', '--all');
    git.beginHistory(repo.path, 'main', undefined)();
    git.beginHistory(repo.path, 'trunk', undefined)();
    expect(log.read()).toEqual([]);
  });

  it('fails as any other', async () => {
    const { repo } = three();
    const git = door();
    git.beginHistory(repo.path, 'main', 'f'.repeat(40));
    await expect(walkAll(repo.path, { git, since: 'f'.repeat(40), tip: 'main' })).rejects.toThrow(OtherLine);
  });
});
