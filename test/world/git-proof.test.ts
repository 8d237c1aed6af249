import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepository } from '../repository.ts';
import { door, run } from './history-door.ts';

const history = (objects: 'sha1' | 'sha256' = 'sha1') => {
  const repo = makeRepository({ a: 'one\n'.repeat(200) }, { objects });
  repo.write('a', `${'one\n'.repeat(200)}two\n`);
  repo.write('b/c', Uint8Array.of(0, 255));
  repo.commit('Second');
  return repo;
};

describe('a bundle', () => {
  it.each(['sha1', 'sha256'] as const)('has the same bytes in every clone (%s)', (objects) => {
    const repo = history(objects);
    const tip = repo.git('rev-parse', 'HEAD');
    const loose = door().bundle(repo.path, tip, 'main');
    const clone = path.join(makeFolder(), 'clone');
    repo.git('clone', '--quiet', repo.path, clone);
    run(clone, ['tag', 'v1', 'HEAD~1']);
    run(clone, ['config', 'pack.threads', '4']);
    run(clone, ['config', 'core.compression', '0']);
    run(clone, ['repack', '-adfq', '--depth=1', '--window=1']);
    run(clone, ['commit-graph', 'write', '--reachable']);
    expect(Buffer.from(door().bundle(clone, tip, 'main')).equals(Buffer.from(loose))).toBe(true);
    const file = path.join(makeFolder(), 'x.bundle');
    fs.writeFileSync(file, loose);
    const copy = path.join(makeFolder(), 'copy');
    repo.git('clone', '--quiet', file, copy);
    expect(run(copy, ['log', '--format=%s', 'main'])).toBe('Second\nBegin');
    expect(run(copy, ['bundle', 'verify', file])).toContain('complete history');
  });

  it('is unpacked into a repository of its own, which is gone afterwards', async () => {
    const repo = history();
    const tip = repo.git('rev-parse', 'HEAD');
    const file = path.join(makeFolder(), 'x.bundle');
    fs.writeFileSync(file, door().bundle(repo.path, tip, 'main'));
    const git = door();
    const seen = await git.withBundle(file, async (opened) => {
      if (!('top' in opened)) return opened;
      expect(git.bareTop(opened.top)).toBe(opened.top);
      return { ...opened, files: git.treeAt(opened.top, tip, ['']).map(({ path: name }) => name) };
    });
    expect(seen).toMatchObject({
      heads: [
        [tip, 'refs/heads/main'],
        [tip, 'HEAD'],
      ],
      files: ['a', 'b/c'],
    });
    expect(fs.existsSync('top' in seen ? seen.top : '/')).toBe(false);
  });

  it('is told when a byte of it was changed, wherever', async () => {
    const repo = history();
    const whole = door().bundle(repo.path, repo.git('rev-parse', 'HEAD'), 'main');
    const file = path.join(makeFolder(), 'x.bundle');
    const from = Buffer.from(whole).indexOf('PACK');
    for (let at = from; at < whole.length; at += 7) {
      const other = Uint8Array.from(whole);
      other[at] = (other[at] ?? 0) ^ 1;
      fs.writeFileSync(file, other);
      expect(await door().withBundle(file, async (opened) => 'why' in opened), String(at)).toBe(true);
    }
    fs.writeFileSync(file, 'no bundle');
    expect(await door().withBundle(file, async (opened) => opened)).toEqual({ why: expect.any(String) });
  });
});

describe('what a commit comes from', () => {
  it('is told in full, or not at all', () => {
    const repo = history();
    const tip = repo.git('rev-parse', 'HEAD');
    const root = repo.git('rev-parse', 'HEAD~1');
    expect([...door().commitsUpTo(repo.path, tip)]).toEqual([tip, root]);
    expect(door().rootsOf(repo.path, tip)).toEqual([root]);
    expect(door().treeOf(repo.path, tip)).toBe(repo.git('rev-parse', 'HEAD^{tree}'));
    const clone = path.join(makeFolder(), 'clone');
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.path}`, clone);
    expect(() => door().commitsUpTo(clone, tip)).toThrow(/shallow clone/);
  });

  it('has blobs of any size, up to what is asked for', () => {
    const repo = makeRepository({ big: 'x'.repeat(400_000) });
    const blob = repo.git('rev-parse', 'HEAD:big');
    expect(door().blobBytes(repo.path, [blob], 1e6).get(blob)?.[399_999]).toBe(120);
    expect(door().blobBytes(repo.path, [blob], 1e5).size).toBe(0);
    expect(() => door().blobBytes(repo.path, ['1'.repeat(40)], 1e5)).toThrow(/missing/);
  });
});

describe('signatures by a list of keys', () => {
  it('do not depend on what this machine trusts', async () => {
    const folder = makeFolder();
    const key = path.join(folder, 'key');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada', '-f', key]);
    const list = `ada@example.com ${fs.readFileSync(`${key}.pub`, 'utf8')}`;
    const repo = makeRepository({ a: '' });
    const unsigned = repo.git('rev-parse', 'HEAD');
    repo.git('config', 'gpg.format', 'ssh');
    repo.git('-c', `user.signingKey=${key}`, 'commit', '--quiet', '--allow-empty', '-S', '-m', 'Signed');
    const signed = repo.git('rev-parse', 'HEAD');
    const by = async (signers: string | undefined) => [
      ...(await door().signaturesBy(repo.path, [unsigned, signed], signers)).values(),
    ];
    expect((await by(list)).map(({ state, signer }) => [state, signer])).toEqual([
      ['none', null],
      ['good', 'ada@example.com'],
    ]);
    const [, without] = await by(undefined);
    expect(without).toEqual({
      state: 'unknown_key',
      reason: 'The repository has no list of keys',
      signer: null,
      key: null,
    });
    fs.writeFileSync(path.join(folder, 'mine'), list);
    repo.git('config', 'gpg.ssh.allowedSignersFile', path.join(folder, 'mine'));
    expect((await by(undefined))[1]).toEqual(without);
    expect((await by('bob@example.com ssh-ed25519 AAAA\n'))[1]?.state).toBe('unknown_key');
  });
});
