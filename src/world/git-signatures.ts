import { availableParallelism } from 'node:os';
import type { Signature, SignatureState } from '../core/history/commit.ts';
import { fields, gitWords, outputOf, type RunGit } from './git-spawn.ts';
import { GitFailed, type StreamGit } from './git-stream.ts';

/** A repository's configuration may name the programs that verify: here they are those that everybody has. */
const programs = [
  'gpg.program=gpg',
  'gpg.openpgp.program=gpg',
  'gpg.x509.program=gpgsm',
  'gpg.ssh.program=ssh-keygen',
].flatMap((setting) => ['-c', setting]);

const format = ['%H', '%G?', '%GS', '%GF', '%GK', '%GG'].map((field) => `${field}%x00`).join('');

/** A field each, and the end of the row. */
const WIDTH = 7;

const unsigned: Signature = { state: 'none', reason: '', signer: null, key: null };

/** See `GitHistory.signatures`. GitFailed where git gives up. Programs are run side by side, for signed commits only. */
export async function readSignatures(
  run: RunGit,
  stream: StreamGit,
  top: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, Signature>> {
  const wanted = [...new Set(commits)];
  const signed = signedOf(run, top, wanted);
  // One alone before all others: at its first run gpg makes a home for itself, and two at once get in each other's way.
  const first = await verify(stream, top, signed.slice(0, 1));
  const others = await Promise.all(shares(signed.slice(1)).map((part) => verify(stream, top, part)));
  const verified = new Map([...first, ...others.flat()]);
  return new Map(wanted.map((hash) => [hash, verified.get(hash) ?? unsigned]));
}

/**
 * See `GitProof.signaturesBy`; `signers` is the absolute path of the list. Only SSH signatures can be tested by a list that
 * a repository holds: of OpenPGP and X.509 each machine has its own ring.
 */
export async function signaturesBy(
  run: RunGit,
  stream: StreamGit,
  top: string,
  commits: readonly string[],
  signers: string | undefined,
): Promise<ReadonlyMap<string, Signature>> {
  const wanted = [...new Set(commits)];
  const signed = signedOf(run, top, wanted);
  const ssh = new Set(signedOf(run, top, signed, '-----BEGIN SSH SIGNATURE-----'));
  const chosen = signers === undefined ? [] : [...ssh];
  const parts = shares(chosen).map((part) => verify(stream, top, part, signers));
  const known = new Map<string, Signature>(
    signed.map((hash) => [
      hash,
      { state: 'unknown_key', reason: ssh.has(hash) ? noList : noRing, signer: null, key: null },
    ]),
  );
  for (const [hash, signature] of (await Promise.all(parts)).flat()) known.set(hash, signature);
  return new Map(wanted.map((hash) => [hash, known.get(hash) ?? unsigned]));
}

const noList = 'The repository has no list of keys';
const noRing = 'Neither the repository nor the package has a key for an OpenPGP or X.509 signature';

/** As many parts as there are processors, or fewer. */
function shares(commits: readonly string[]): string[][] {
  const size = Math.ceil(commits.length / Math.min(availableParallelism(), 8));
  const parts: string[][] = [];
  for (let at = 0; at < commits.length; at += size) parts.push(commits.slice(at, at + size));
  return parts;
}

/** Those with a signature, good or not, that begins with `mark`. Git itself says "none" of one that it has no list of keys for. */
function signedOf(run: RunGit, top: string, commits: readonly string[], mark = ''): string[] {
  if (commits.length === 0) return [];
  const call = { cwd: top, args: ['cat-file', '--batch', '--buffer'], input: `${commits.join('\n')}\n` };
  const output = outputOf(run(call), 'read the commits');
  let at = 0;
  return commits.filter((hash) => {
    const end = output.indexOf(10, at);
    const [, type, length] = output.toString('latin1', at, end).split(' ');
    if (type !== 'commit') throw new GitFailed(`commit ${hash} is missing`);
    const next = end + 1 + Number(length) + 1;
    const message = output.indexOf('\n\n', end);
    const header = output.toString('latin1', end, message < 0 || message > next ? next : message);
    at = next;
    return header.includes(`\n${hash.length === 64 ? 'gpgsig-sha256' : 'gpgsig'} ${mark}`);
  });
}

async function verify(
  stream: StreamGit,
  top: string,
  commits: readonly string[],
  signers?: string,
): Promise<[string, Signature][]> {
  if (commits.length === 0) return [];
  const input = (async function* () {
    yield `${commits.join('\n')}\n`;
  })();
  const log = ['log', '-z', '--no-patch', '--no-walk=unsorted', '--stdin', '--no-mailmap', '--encoding=UTF-8'];
  const list = signers === undefined ? [] : settingsFor(signers);
  const { chunks, said } = stream({ cwd: top, args: [...programs, ...list, ...log, `--format=${format}`], input });
  const output: Buffer[] = [];
  for await (const chunk of chunks) output.push(chunk);
  const tokens = fields(Buffer.concat(output));
  return commits.map((hash, i) => {
    const [name, mark = '', signer = '', print = '', key = '', words = ''] = tokens.slice(i * WIDTH, (i + 1) * WIDTH);
    if (name !== hash) throw new Error(`not the commit that was asked for: ${name}`);
    const { state, reason } = judge(mark, words, said());
    const by = print || key;
    return [
      hash,
      { state, reason, signer: state === 'good' && signer !== '' ? signer : null, key: by === '' ? null : by },
    ];
  });
}

/** That list and no other, and no list of revoked keys that only this machine has. */
function settingsFor(signers: string): string[] {
  return ['-c', `gpg.ssh.allowedSignersFile=${signers}`, '-c', 'gpg.ssh.revocationFile='];
}

/** `mark` is git's %G?, which lies about the keys of SSH: what it calls U is for its words to tell apart. */
function judge(mark: string, words: string, said: string): { state: SignatureState; reason: string } {
  // Where the file of keys stands is this machine's affair.
  const lines = words.split('\n').map((line) => line.replace(/^gpg(?:sm)?: |^.*:\d+: (?=key )/, '').trim());
  const find = (pattern: RegExp) => lines.find((line) => pattern.test(line));
  if (mark === 'G') return { state: 'good', reason: find(/^Good /) ?? '' };
  const outside = find(/^key (?:has expired|is not yet valid)/);
  if (outside !== undefined && mark === 'U') return { state: 'expired', reason: outside };
  if (mark === 'X' || mark === 'Y') return { state: 'expired', reason: find(/xpired/) ?? '' };
  const missing = find(/No principal matched|Can't check signature/) ?? find(/^Good /);
  if (mark === 'U' || mark === 'E') return { state: 'unknown_key', reason: missing ?? '' };
  // Nothing was tested: no list of keys, or no program.
  if (mark === 'N' || words.trim() === '') return { state: 'unknown_key', reason: gitWords(said) };
  return { state: 'bad', reason: find(/^BAD |fail|revoked/i) ?? lines[0] ?? '' };
}
