import { spawnSync } from 'node:child_process';
import type { Env } from './git-spawn.ts';
import { UserError } from './user-error.ts';

/** What is known of a detached signature. `words` are ssh-keygen's own. */
export type SshVerdict =
  | { state: 'good'; signer: string; words: string }
  /** Whole, by a key that no list names. */
  | { state: 'unknown_key'; words: string }
  | { state: 'bad'; words: string }
  | { state: 'no_program'; words: string };

/** Signatures of files with SSH keys, by ssh-keygen: an argument array, no shell. */
export interface Ssh {
  /** An armoured signature with the key of that file (absolute). UserError where there is none to be had. */
  sign(key: string, namespace: string, data: Uint8Array): string;
  /** Both files absolute; `signers` is the list of keys that are believed. */
  verify(asked: { signature: string; signers: string | undefined; namespace: string; data: Uint8Array }): SshVerdict;
}

const mark = '-----BEGIN SSH SIGNATURE-----';

/** Signing and verifying with the ssh-keygen of that environment; that it is not there shows when it is asked. */
export function sshOn(env: Env): Ssh {
  /** Signing may ask for a passphrase or an agent, so it sees what the user's programs see. */
  const run = (args: readonly string[], input: Uint8Array | string, own: Env) => {
    const { status, stdout, stderr, error } = spawnSync('ssh-keygen', args, {
      input,
      env: { ...own },
      encoding: 'utf8',
      windowsHide: true,
    });
    const isAbsent = error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { status: isAbsent ? undefined : (status ?? 255), stdout: stdout ?? '', said: wordsOf(stderr ?? '') };
  };
  const plain = { PATH: env.PATH, HOME: env.HOME, SYSTEMROOT: env.SYSTEMROOT, LC_ALL: 'C', TZ: 'UTC' };
  return {
    sign(key, namespace, data) {
      const { status, stdout, said } = run(['-Y', 'sign', '-f', key, '-n', namespace], data, { ...env, LC_ALL: 'C' });
      if (status === 0 && stdout.startsWith(mark)) return stdout;
      if (status === undefined)
        throw new UserError('Cannot sign: ssh-keygen was not found', 'Install OpenSSH, or leave --sign out.');
      throw new UserError(
        `Cannot sign with ${key}: ${said}`,
        'Name the file of a private key, or of a public one that the agent holds.',
      );
    },
    verify({ signature, signers, namespace, data }) {
      const named = signers === undefined ? [] : principals(run, signature, signers, plain);
      let last = '';
      for (const who of named) {
        const asked = ['-f', signers ?? '', '-I', who, '-n', namespace, '-s', signature];
        const { status, stdout, said } = run(['-Y', 'verify', ...asked], data, plain);
        if (status === 0) return { state: 'good', signer: who, words: wordsOf(stdout) };
        last = said;
      }
      if (last !== '') return { state: 'bad', words: last };
      // By whomever: at least it is a signature of these bytes for this purpose.
      const { status, stdout, said } = run(['-Y', 'check-novalidate', '-n', namespace, '-s', signature], data, plain);
      if (status === undefined) return { state: 'no_program', words: 'ssh-keygen was not found' };
      return status === 0 ? { state: 'unknown_key', words: wordsOf(stdout) } : { state: 'bad', words: said };
    },
  };
}

type RunSsh = (args: readonly string[], input: string, env: Env) => { status: number | undefined; stdout: string };

/** Whom the list names for the key of the signature. */
function principals(run: RunSsh, signature: string, signers: string, env: Env): string[] {
  const { status, stdout } = run(['-Y', 'find-principals', '-s', signature, '-f', signers], '', env);
  if (status !== 0) return [];
  return stdout.split('\n').flatMap((line) => line.split(',', 1).filter((name) => name !== ''));
}

function wordsOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Signing '));
  return lines[0]?.trim() ?? 'ssh-keygen failed without a word';
}
