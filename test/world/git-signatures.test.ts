import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SignatureState } from '../../src/core/history/commit.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { door, run, writeCommit } from './history-door.ts';

interface Keys {
  repo: Repository;
  folder: string;
  /** A commit on top, signed with the key of that name, at a day. */
  sign(key: string, day?: string): string;
}

/** A repository and a list of keys: one good, one valid until 2026, one from 2027, one that is not on the list. */
function makeKeys(objects: 'sha1' | 'sha256' = 'sha1'): Keys {
  const folder = makeFolder();
  const repo = makeRepository({ a: '' }, { objects });
  const lines: string[] = [];
  for (const [key, options] of Object.entries({
    good: '',
    expired: 'valid-before="20260101Z" ',
    future: 'valid-after="20270101Z" ',
    unknown: undefined,
  })) {
    const file = path.join(folder, key);
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', file]);
    const [type, text] = fs.readFileSync(`${file}.pub`, 'utf8').split(' ');
    if (options !== undefined) lines.push(`${key}@example.com ${options}${type} ${text}`);
  }
  fs.writeFileSync(path.join(folder, 'signers'), `${lines.join('\n')}\n`);
  repo.git('config', 'gpg.format', 'ssh');
  repo.git('config', 'gpg.ssh.allowedSignersFile', path.join(folder, 'signers'));
  const sign = (key: string, day = '2026-06-01') => {
    const who = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: `${day}T12:00:00Z` };
    const env = Object.fromEntries(
      Object.entries(who).flatMap(([name, value]) => [
        [`GIT_AUTHOR_${name}`, value],
        [`GIT_COMMITTER_${name}`, value],
      ]),
    );
    const config = ['-c', `user.signingKey=${path.join(folder, key)}`];
    run(repo.path, [...config, 'commit', '--quiet', '--allow-empty', '-S', '-m', `By ${key}`], env);
    return repo.git('rev-parse', 'HEAD');
  };
  return { repo, folder, sign };
}

const ask = (repo: Repository, hashes: readonly string[], git = door()) => git.signatures(repo.path, hashes);
const one = async (repo: Repository, hash: string, git = door()) => (await ask(repo, [hash], git)).get(hash);

describe('signatures with SSH keys', () => {
  it.each(['sha1', 'sha256'] as const)(
    'are told apart in a repository of %s, with the words of git',
    async (objects) => {
      const { repo, sign } = makeKeys(objects);
      const unsigned = repo.git('rev-parse', 'HEAD');
      const commits = ['good', 'expired', 'future', 'unknown'].map((key) => sign(key));
      const text = run(repo.path, ['cat-file', 'commit', commits[0] ?? '']).replace('By good', 'By evil');
      const forged = writeCommit(repo, `${text}\n`);
      const found = await ask(repo, [unsigned, ...commits, forged, unsigned]);
      const key = expect.stringMatching(/^SHA256:/);
      expect([...found]).toEqual([
        [unsigned, { state: 'none', reason: '', signer: null, key: null }],
        [
          commits[0],
          {
            state: 'good',
            reason: expect.stringMatching(/^Good "git" signature for good@example\.com with ED25519 key SHA256:/),
            signer: 'good@example.com',
            key,
          },
        ],
        [
          commits[1],
          {
            state: 'expired',
            reason: 'key has expired: verify time 2026-06-01T12:00:00 > valid-before 2026-01-01T00:00:00',
            signer: null,
            key,
          },
        ],
        [
          commits[2],
          {
            state: 'expired',
            reason: 'key is not yet valid: verify time 2026-06-01T12:00:00 < valid-after 2027-01-01T00:00:00',
            signer: null,
            key,
          },
        ],
        [commits[3], { state: 'unknown_key', reason: 'No principal matched.', signer: null, key }],
        [
          forged,
          { state: 'bad', reason: 'Signature verification failed: incorrect signature', signer: null, key: null },
        ],
      ]);
    },
  );

  it('are tested against the commit’s own date', async () => {
    const { repo, sign } = makeKeys();
    const before = sign('expired', '2025-06-01');
    const after = sign('future', '2027-06-01');
    expect((await one(repo, before))?.state).toBe('good');
    expect((await one(repo, after))?.state).toBe('good');
  });

  it('are of unknown keys where there is no list, and git calls them none', async () => {
    const { repo, folder, sign } = makeKeys();
    const commit = sign('good');
    repo.git('config', '--unset', 'gpg.ssh.allowedSignersFile');
    expect(repo.git('log', '-1', '--format=%G?')).toBe('N');
    expect(await one(repo, commit)).toEqual({
      state: 'unknown_key',
      reason: 'gpg.ssh.allowedSignersFile needs to be configured and exist for ssh signature verification',
      signer: null,
      key: null,
    });
    repo.git('config', 'gpg.ssh.allowedSignersFile', path.join(folder, 'nosuch'));
    expect((await one(repo, commit))?.state).toBe('unknown_key');
  });

  it('are of unknown keys where there is nothing to verify with', async () => {
    const { repo, sign } = makeKeys();
    const commit = sign('good');
    const bin = makeFolder();
    const git = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
    fs.symlinkSync(git, path.join(bin, 'git'));
    const found = await one(repo, commit, door({ PATH: bin }));
    expect(found).toMatchObject({ state: 'unknown_key', reason: expect.stringMatching(/ssh-keygen/) });
  });

  it('are verified by no program that a repository names', async () => {
    const { repo, folder, sign } = makeKeys();
    const commit = sign('good');
    const canary = path.join(folder, 'canary');
    const evil = path.join(folder, 'evil');
    fs.writeFileSync(evil, `#!/bin/sh\ntouch ${canary}\necho 'Good "git" signature for evil with RSA key SHA256:0'\n`);
    fs.chmodSync(evil, 0o755);
    for (const key of ['gpg.program', 'gpg.openpgp.program', 'gpg.x509.program', 'gpg.ssh.program']) {
      repo.git('config', key, evil);
    }
    expect(await one(repo, commit)).toMatchObject({ state: 'good', signer: 'good@example.com' });
    expect(fs.existsSync(canary)).toBe(false);
    expect(repo.git('log', '-1', '--format=%GS'), 'what git does by itself').toBe('evil');
    expect(fs.existsSync(canary)).toBe(true);
  });

  it('of many commits are all told, once each', async () => {
    const { repo, sign } = makeKeys();
    const expected: [string, SignatureState][] = [];
    for (let i = 0; i < 20; i++) {
      expected.push(
        i % 3 === 0
          ? [repo.commit(`${i}`), 'none']
          : [sign(i % 2 ? 'good' : 'unknown'), i % 2 ? 'good' : 'unknown_key'],
      );
    }
    const found = await ask(
      repo,
      expected.map(([hash]) => hash),
    );
    expect([...found].map(([hash, { state }]) => [hash, state])).toEqual(expected);
    expect((await ask(repo, [])).size).toBe(0);
  });

  it('of a commit that is not here cannot be told', async () => {
    const { repo } = makeKeys();
    await expect(ask(repo, ['0123456789'.repeat(4)])).rejects.toThrow(/Cannot verify signatures/);
  });
});

/** What gpg says on its status line and in words, by what the commit says. */
const answers: readonly [string, SignatureState, string, string][] = [
  ['GOODSIG', 'good', 'TRUST_FULLY 0 pgp', 'Good signature from "Ada <ada@example.com>" [full]'],
  ['GOODSIG', 'unknown_key', 'TRUST_UNDEFINED 0 pgp', 'Good signature from "Ada <ada@example.com>" [unknown]'],
  ['EXPSIG', 'expired', '', 'Good signature from "Ada <ada@example.com>" [expired]'],
  ['EXPKEYSIG', 'expired', '', 'Note: This key has expired!'],
  ['REVKEYSIG', 'bad', '', 'WARNING: This key has been revoked by its owner!'],
  ['BADSIG', 'bad', '', 'BAD signature from "Ada <ada@example.com>" [full]'],
  ['ERRSIG', 'unknown_key', '', "Can't check signature: No public key"],
];

describe('signatures with OpenPGP keys', () => {
  it.each(answers)('that gpg calls %s are %s', async (status, state, trust, words) => {
    const repo = makeRepository({ a: '' });
    const bin = makeFolder();
    const print = '0123456789ABCDEF0123456789ABCDEF01234567';
    const lines = [
      `${status} 89ABCDEF01234567 Ada <ada@example.com>`,
      `VALIDSIG ${print} 2026-01-01 0 0 0 0 0 0 ${print}`,
      trust,
    ];
    const said = lines.filter(Boolean).map((line) => `[GNUPG:] ${line}`);
    fs.writeFileSync(
      path.join(bin, 'gpg'),
      `#!/bin/sh\ncat > /dev/null\ncat <<'X'\n[GNUPG:] NEWSIG\n${said.join('\n')}\nX\ncat >&2 <<'X'\ngpg: Signature made today\ngpg: ${words}\nX\n`,
      { mode: 0o755 },
    );
    const signature = ['-----BEGIN PGP SIGNATURE-----', '', 'x', '-----END PGP SIGNATURE-----'].join('\n ');
    const people = 'author A <a@b.c> 1800000000 +0000\ncommitter A <a@b.c> 1800000000 +0000';
    const tree = repo.git('rev-parse', 'HEAD^{tree}');
    const hash = writeCommit(repo, `tree ${tree}\n${people}\ngpgsig ${signature}\n\nSigned\n`);
    const found = await one(repo, hash, door({ PATH: `${bin}:${process.env.PATH}` }));
    expect(found).toMatchObject({ state, reason: words, signer: state === 'good' ? 'Ada <ada@example.com>' : null });
  });
});
