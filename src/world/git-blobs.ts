import { createHash } from 'node:crypto';
import { outputOf, type RunGit } from './git-spawn.ts';
import { LARGEST_RECORD } from './read-file.ts';

/** See `Git.readBlobs`. A missing object is not in the map. */
export function readBlobs(
  run: RunGit,
  top: string,
  blobs: readonly string[],
  most = LARGEST_RECORD,
): ReadonlyMap<string, Uint8Array> {
  const read = new Map<string, Uint8Array>();
  const wanted = [...new Set(blobs)].filter(isHash);
  if (wanted.length === 0) return read;
  const small: string[] = [];
  for (const [i, answer] of checkObjects(run, top, wanted).entries()) {
    const id = wanted[i] ?? '';
    if (answer?.type !== 'blob') continue;
    // Its bytes are never asked for: zeros take no memory until somebody looks.
    if (answer.size > most) read.set(id, new Uint8Array(answer.size));
    else small.push(id);
  }
  if (small.length === 0) return read;
  const args = ['cat-file', '--batch', '--buffer'];
  const output = outputOf(run({ cwd: top, args, input: lines(small) }), 'read blobs');
  let at = 0;
  for (const id of small) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString('latin1', at, end).split(' ')[2]);
    read.set(id, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return read;
}

/** What git has under those names, in their order; undefined for nothing, or for more than one thing. */
export function checkObjects(
  run: RunGit,
  top: string,
  names: readonly string[],
): readonly ({ id: string; type: string; size: number } | undefined)[] {
  const answers: string[] = [];
  while (answers.length < names.length) {
    const rest = names.slice(answers.length);
    const result = run({ cwd: top, args: ['cat-file', '--batch-check', '--buffer'], input: lines(rest) });
    answers.push(...result.stdout.toString('utf8').split('\n').slice(0, -1));
    // A partial clone would fetch what it lacks; as it may not, older versions of git give up at that name.
    if (!/could not get object info/.test(result.stderr)) {
      outputOf(result, 'look up objects');
      break;
    }
    answers.push('');
  }
  return names.map((_, i) => {
    const [id = '', type = '', size = ''] = answers[i]?.split(' ') ?? [];
    return isHash(id) && /^\d+$/.test(size) ? { id, type, size: Number(size) } : undefined;
  });
}

/** A full hash of either object format. */
export function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** See `Git.isBlob`. */
export function isBlob(id: string, text: string | Uint8Array): boolean {
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  // Given as text, and in two steps: a buffer of its own, or one text of both, takes three times as long.
  return (
    hash
      .update(`blob ${Buffer.byteLength(text)}\0`)
      .update(text)
      .digest('hex') === id
  );
}

function lines(names: readonly string[]): string {
  return `${names.join('\n')}\n`;
}
