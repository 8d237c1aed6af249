import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { isHash } from './git-blobs.ts';
import { lacking } from './git-missing.ts';
import { gitWords, outputOf, type RunGit } from './git-spawn.ts';
import { whyTooLarge } from './pack-size.ts';
import { readRegularBytes } from './read-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Settings of nobody: what is packed depends on the commit and on the version of git alone. */
const nobody = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_COUNT: '0' };

const still = [
  'core.bigFileThreshold=512m',
  'core.commitGraph=false',
  'core.multiPackIndex=false',
  'pack.useBitmaps=false',
  'pack.useSparse=false',
].flatMap((setting) => ['-c', setting]);

/** One thread, and nothing of how this clone happens to have packed its objects. */
const pack = ['--revs', '--stdout', '-q', '--threads=1', '--no-reuse-object', '--no-reuse-delta'];
const form = ['--delta-base-offset', '--window=10', '--depth=50', '--compression=6'];

/** See `GitProof.bundle`. Git's own writer orders by the clone's tags and takes its deltas, so that two clones differ. */
export function bundleOf(
  run: RunGit,
  fs: FsCalls,
  at: { top: string; gitFolder: string },
  commit: string,
  branch: string,
): Uint8Array {
  const { folder, remove } = temporaryFolder(fs);
  try {
    initBare(run, folder, commit.length === 64);
    const env = { ...nobody, GIT_DIR: folder, GIT_OBJECT_DIRECTORY: path.join(at.gitFolder, 'objects') };
    const args = [...still, 'pack-objects', ...pack, ...form];
    const { status, stdout, stderr } = run({ cwd: folder, args, env, input: `${commit}\n` });
    if (status !== 0) throw lacking(run, at.top, 'pack the history', stderr);
    const head = commit.length === 64 ? '# v3 git bundle\n@object-format=sha256\n' : '# v2 git bundle\n';
    return Buffer.concat([Buffer.from(`${head}${commit} refs/heads/${branch}\n${commit} HEAD\n\n`), stdout]);
  } finally {
    remove();
  }
}

/** What unpacking a bundle gave: a bare repository and the heads it names, why it is none, or why git was not asked. */
export type OpenedBundle =
  | { top: string; heads: readonly (readonly [hash: string, ref: string])[] }
  | { why: string }
  | { tooLarge: string };

/** Bytes of a file that is read whole. */
const LARGEST_BUNDLE = 2 ** 30;

/** See `GitProof.withBundle`. */
export async function withBundle<T>(
  run: RunGit,
  fs: FsCalls,
  file: string,
  use: (opened: OpenedBundle) => Promise<T>,
): Promise<T> {
  const { folder, remove } = temporaryFolder(fs);
  try {
    const tooLarge = sizeProblem(fs, file);
    return await use(tooLarge === undefined ? unpack(run, file, folder) : { tooLarge });
  } finally {
    remove();
  }
}

/** A bundle comes from anywhere: how much it will be is known before git makes anything of it. */
function sizeProblem(fs: FsCalls, file: string): string | undefined {
  const read = readRegularBytes(fs, file, LARGEST_BUNDLE, Buffer.alloc(0));
  if (read.problem === undefined) return whyTooLarge(read.bytes);
  return read.problem === 'too_large' ? 'the file is over 1 GiB' : undefined;
}

function unpack(run: RunGit, file: string, top: string): OpenedBundle {
  const listed = run({ cwd: top, args: ['bundle', 'list-heads', file], env: nobody });
  if (listed.status === undefined) return { why: 'git was not found' };
  const heads = listed.stdout
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
  const [first] = heads;
  if (listed.status !== 0 || first === undefined || !heads.every(([hash]) => isHash(hash)))
    return { why: gitWords(listed.stderr) };
  initBare(run, top, first[0].length === 64);
  const own = { cwd: top, env: { ...nobody, GIT_DIR: top } };
  const unpacked = run({ ...own, args: ['bundle', 'unbundle', file] });
  if (unpacked.status !== 0) return { why: gitWords(unpacked.stderr) };
  // Every object that the commits need, down to the last file.
  const walked = run({ ...own, args: ['rev-list', '--objects', '--quiet', first[0], '--'] });
  if (walked.status !== 0) return { why: gitWords(walked.stderr) };
  return { top, heads };
}

function initBare(run: RunGit, folder: string, isSha256: boolean): void {
  const format = `--object-format=${isSha256 ? 'sha256' : 'sha1'}`;
  const args = ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', format, '.'];
  outputOf(run({ cwd: folder, args, env: nobody }), 'make a temporary repository');
}
