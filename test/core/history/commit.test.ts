import { describe, expect, it } from 'vitest';
import {
  bringerOf,
  type Commit,
  type FileChange,
  isForge,
  isMergedOnForge,
  type MainCommit,
  mergerOf,
} from '../../../src/core/history/commit.ts';

const person = (email: string) => ({ name: email.split('@')[0] ?? '', email, at: 0 });
const change = (path: string, blob: string | null): FileChange => ({ path, mode: '100644', blob, before: 'before' });
const commit = (hash: string, parents: number, more: Partial<MainCommit> = {}): MainCommit => ({
  hash,
  parents: Array.from({ length: parents }, (_, i) => `${hash}^${i + 1}`),
  author: person('ada@example.com'),
  committer: person('ada@example.com'),
  subject: hash,
  trailers: [],
  changes: [change('a', 'new')],
  inner: [],
  ...more,
});
const inner = (hash: string, blob: string | null, parents = 1, path = 'a') => ({
  ...commit(hash, parents),
  changes: [change(path, blob)],
});

describe('a forge', () => {
  it.each([
    'noreply@github.com',
    'no-reply@forge.example',
    'NoReply@gitlab.example.com',
    '49699333+dependabot[bot]@users.noreply.github.com',
    'project_42_bot_0a1b@noreply.gitlab.com',
  ])('wrote as %s', (email) => {
    expect(isForge({ email })).toBe(true);
  });

  it.each(['ada@example.com', '1234+ada@users.noreply.github.com', 'ada-noreply@example.com', '', 'bot@example.com'])(
    'did not write as %s',
    (email) => {
      expect(isForge({ email })).toBe(false);
    },
  );
});

describe('who merged', () => {
  const forge = person('noreply@github.com');
  const bob = person('bob@example.com');
  it('is the author of a merge, whoever committed it', () => {
    expect(mergerOf(commit('m', 2, { author: bob, committer: forge }))).toBe(bob);
    expect(isMergedOnForge(commit('m', 2, { author: bob, committer: forge }))).toBe(false);
  });

  it('is not in git where a forge wrote the merge, or the commit instead of one', () => {
    expect(mergerOf(commit('m', 2, { author: forge, committer: forge }))).toBeNull();
    expect(isMergedOnForge(commit('m', 2, { author: forge, committer: forge }))).toBe(true);
    expect(mergerOf(commit('squash', 1, { author: bob, committer: forge }))).toBeNull();
    expect(isMergedOnForge(commit('squash', 1, { author: bob, committer: forge }))).toBe(true);
  });

  it('is nobody where nothing was merged', () => {
    expect(mergerOf(commit('c', 1))).toBeNull();
    expect(isMergedOnForge(commit('c', 1))).toBe(false);
  });
});

describe('who brought a change', () => {
  const bringer = (list: MainCommit['inner'], blob: string | null = 'new'): Commit['hash'] =>
    bringerOf(commit('m', 2, { inner: list }), change('a', blob)).hash;

  it('is the commit itself unless it is a merge', () => {
    expect(bringerOf(commit('c', 1), change('a', 'new')).hash).toBe('c');
  });

  it('is the last commit of the branch that wrote this very version', () => {
    expect(bringer([inner('one', 'new'), inner('two', 'other'), inner('three', 'new'), inner('four', 'other')])).toBe(
      'three',
    );
    expect(bringer([inner('one', 'x'), inner('two', null)], null)).toBe('two');
  });

  it('is the last that touched the path where the merge made another version of it', () => {
    expect(bringer([inner('one', 'x'), inner('two', 'y'), inner('other', 'new', 1, 'b')])).toBe('two');
    expect(bringer([inner('one', 'x'), inner('merge of main', 'new', 2)])).toBe('one');
  });

  it('is a merge where no other commit touched the path', () => {
    expect(bringer([inner('other', 'new', 1, 'b'), inner('merge of main', 'new', 2)])).toBe('merge of main');
    expect(bringer([inner('other', 'new', 1, 'b')])).toBe('m');
    expect(bringer([])).toBe('m');
  });
});
