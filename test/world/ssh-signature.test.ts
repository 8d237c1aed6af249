import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sshOn } from '../../src/world/ssh-signature.ts';
import { gitEnv, makeFolder } from '../repository.ts';

const data = Buffer.from('some bytes\n');
const ssh = sshOn(gitEnv);

function makeKey(name: string) {
  const folder = makeFolder();
  const key = path.join(folder, name);
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key]);
  const signers = path.join(folder, 'allowed_signers');
  fs.writeFileSync(signers, `${name}@example.com ${fs.readFileSync(`${key}.pub`, 'utf8')}`);
  const signature = path.join(folder, 'signature');
  return { key, signers, signature };
}

describe('signatures with ssh-keygen', () => {
  it('are made and verified', () => {
    const { key, signers, signature } = makeKey('ada');
    fs.writeFileSync(signature, ssh.sign(key, 'pir-evidence', data));
    const asked = { signature, signers, namespace: 'pir-evidence', data };
    expect(ssh.verify(asked)).toEqual({
      state: 'good',
      signer: 'ada@example.com',
      words: expect.stringMatching(/^Good "pir-evidence" signature for ada@example\.com with ED25519 key SHA256:/),
    });
    expect(ssh.verify({ ...asked, signers: undefined })).toMatchObject({ state: 'unknown_key' });
    expect(ssh.verify({ ...asked, signers: makeKey('bob').signers })).toMatchObject({ state: 'unknown_key' });
    expect(ssh.verify({ ...asked, data: Buffer.from('other bytes\n') })).toMatchObject({ state: 'bad' });
    expect(ssh.verify({ ...asked, namespace: 'git' })).toMatchObject({ state: 'bad' });
    fs.writeFileSync(signature, 'no signature');
    expect(ssh.verify(asked)).toMatchObject({ state: 'bad' });
  });

  it('say why there is none', () => {
    expect(() => ssh.sign(path.join(makeFolder(), 'no-key'), 'pir-evidence', data)).toThrow(
      /Cannot sign with .*no-key/,
    );
    const { key, signers, signature } = makeKey('ada');
    fs.writeFileSync(signature, ssh.sign(key, 'pir-evidence', data));
    const without = sshOn({ PATH: makeFolder() });
    expect(() => without.sign(key, 'pir-evidence', data)).toThrow(/ssh-keygen was not found/);
    expect(without.verify({ signature, signers, namespace: 'pir-evidence', data }).state).toBe('no_program');
  });
});
