import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FsCalls, realFs } from '../../src/world/fs-calls.ts';
import { stampOf } from '../../src/world/git-stamp.ts';
import { makePipe, makeRepository, type Repository } from '../repository.ts';

const folders = ['incidents', 'incidents/2026', 'risks'];
const files = { 'incidents/2026/a.md': 'a', 'incidents/b.md': 'b', 'other/c.md': 'c' };

function stamp(
  { path: top }: Repository,
  since = Number.POSITIVE_INFINITY,
  disk: FsCalls = realFs,
): string | undefined {
  const own = path.join(top, '.git');
  return stampOf(disk, { top, own, common: own }, folders, since);
}

/** What happens in a repository, whether the stamp is another one after it, and whether there is none. */
const stories: readonly [what: string, change: (repo: Repository) => void, becomes: 'same' | 'other' | 'none'][] = [
  ['nothing', () => {}, 'same'],
  ['a file that is written over', (repo) => repo.write('incidents/b.md', 'longer'), 'same'],
  ['a new file elsewhere', (repo) => repo.write('other/d.md', 'd'), 'same'],
  ['a new file', (repo) => repo.write('incidents/d.md', 'd'), 'other'],
  ['a new file further down', (repo) => repo.write('incidents/2026/d.md', 'd'), 'other'],
  ['a pipe, which git does not tell of', (repo) => makePipe(path.join(repo.path, 'incidents/d.md')), 'other'],
  ['an empty folder, which git does not tell of', (repo) => fs.mkdirSync(path.join(repo.path, 'incidents/x')), 'other'],
  ['a file that is gone', (repo) => fs.unlinkSync(path.join(repo.path, 'incidents/b.md')), 'other'],
  ['a folder that was not there', (repo) => fs.mkdirSync(path.join(repo.path, 'risks')), 'other'],
  ['a folder in place of another', (repo) => swap(path.join(repo.path, 'incidents/2026')), 'other'],
  ['a link in place of a folder', (repo) => fs.symlinkSync('incidents', path.join(repo.path, 'risks')), 'none'],
  ['a file in place of a folder', (repo) => repo.write('risks', 'x'), 'none'],
  ['something staged', (repo) => stage(repo, 'other/d.md'), 'other'],
  ['a bit in the index', (repo) => repo.git('update-index', '--assume-unchanged', 'other/c.md'), 'other'],
  ['attributes at the top', (repo) => repo.write('.gitattributes', '*.md ident'), 'other'],
  ['attributes in a folder', (repo) => repo.write('incidents/2026/.gitattributes', '*.md ident'), 'other'],
  ['attributes of the clone', (repo) => repo.write('.git/info/attributes', '*.md ident'), 'other'],
  ['attributes that cannot be read', (repo) => fs.mkdirSync(path.join(repo.path, '.gitattributes')), 'none'],
  ['attributes elsewhere', (repo) => repo.write('other/.gitattributes', '*.md ident'), 'same'],
  ['no index', (repo) => fs.unlinkSync(path.join(repo.path, '.git/index')), 'none'],
];

function swap(folder: string): void {
  fs.renameSync(folder, `${folder}-before`);
  fs.cpSync(`${folder}-before`, folder, { recursive: true, preserveTimestamps: true });
  fs.renameSync(`${folder}-before`, path.join(folder, '../../other/before'));
}

function stage(repo: Repository, name: string): void {
  repo.write(name, 'd');
  repo.git('add', name);
}

describe('a stamp', () => {
  it.each(stories)('after %s', (_what, change, becomes) => {
    const repo = makeRepository(files);
    const before = stamp(repo);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    change(repo);
    const after = stamp(repo);
    expect(after === undefined ? 'none' : after === before ? 'same' : 'other').toBe(becomes);
  });

  it('is the same when attributes change and change back', () => {
    const repo = makeRepository({ ...files, '.gitattributes': '*.md text\n' });
    const before = stamp(repo);
    repo.write('.gitattributes', '*.md ident\n');
    expect(stamp(repo)).not.toBe(before);
    repo.write('.gitattributes', '*.md text\n');
    expect(stamp(repo)).toBe(before);
  });

  it('is not given of folders that changed so shortly before that one more change could not be told', () => {
    const repo = makeRepository(files);
    const { ctimeMs } = fs.lstatSync(path.join(repo.path, 'incidents/2026'));
    expect(stamp(repo, ctimeMs)).toBeUndefined();
    expect(stamp(repo, ctimeMs + 1_900)).toBeUndefined();
    expect(stamp(repo, ctimeMs + 2_500)).toBe(stamp(repo));
  });

  it('is not given by a disk that fails, and a bug stays a bug', () => {
    const repo = makeRepository(files);
    const failing = (error: Error): FsCalls => ({
      ...realFs,
      lstatSync: (() => {
        throw error;
      }) as unknown as FsCalls['lstatSync'],
    });
    expect(stamp(repo, 0, failing(Object.assign(new Error('x'), { code: 'EIO' })))).toBeUndefined();
    expect(() => stamp(repo, 0, failing(new TypeError('x')))).toThrow(TypeError);
  });
});
