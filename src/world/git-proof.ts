import path from 'node:path';
import type { Signature } from '../core/history/commit.ts';
import type { FsCalls } from './fs-calls.ts';
import { isHash, readBlobs } from './git-blobs.ts';
import { bundleOf, type OpenedBundle, withBundle } from './git-bundle.ts';
import { answerOf, cutOff, lacking } from './git-missing.ts';
import { signaturesBy } from './git-signatures.ts';
import type { RunGit } from './git-spawn.ts';
import { GitFailed, type StreamGit } from './git-stream.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What evidence is made and verified with, beside GitHistory: nothing here depends on whose clone it is. */
export interface GitProof {
  /** The id of a commit's tree. */
  treeOf(top: string, commit: string): string;
  /** Every commit that one comes from, itself included, by its full hash. CannotJudge where a clone lacks some. */
  commitsUpTo(top: string, commit: string): ReadonlySet<string>;
  /** Those of them that come from none. */
  rootsOf(top: string, commit: string): readonly string[];
  /** Blobs whole, by id, without those of more bytes than `most`. CannotJudge for one that is not here. */
  blobBytes(top: string, blobs: readonly string[], most: number): ReadonlyMap<string, Uint8Array>;
  /** The history up to a commit as a git bundle that names it HEAD and that branch. */
  bundle(top: string, commit: string, branch: string): Uint8Array;
  /** Unpacks a bundle (absolute path) into a bare repository that is gone when `use` has ended. Runs nothing of it. */
  withBundle<T>(file: string, use: (opened: OpenedBundle) => Promise<T>): Promise<T>;
  /** Like `signatures`, by that list of SSH keys alone, whatever this machine trusts; undefined for no list. */
  signaturesBy(
    top: string,
    commits: readonly string[],
    signers: string | undefined,
  ): Promise<ReadonlyMap<string, Signature>>;
}

/** What the proofs are read with. */
export interface ProofDoor {
  fs: FsCalls;
  run: RunGit;
  stream: StreamGit;
  commonFolder(top: string): string;
  shallowBoundary(top: string): ReadonlySet<string>;
}

/** The proofs of repositories, read through that door. Nothing is run before one is asked for. */
export function proofOn({ fs, run, stream, commonFolder, shallowBoundary }: ProofDoor): GitProof {
  const hashesIn = (top: string, args: readonly string[], task: string): string[] =>
    answerOf(run, top, args, task).toString('latin1').split('\n').filter(isHash);
  return {
    treeOf(top, commit) {
      const task = 'read the tree of a commit';
      const [tree] = hashesIn(top, ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`], task);
      if (tree === undefined) throw lacking(run, top, task, `${commit} has none`);
      return tree;
    },

    commitsUpTo(top, commit) {
      const task = 'read the history';
      const boundary = shallowBoundary(top);
      const commits = new Set(hashesIn(top, ['rev-list', commit, '--'], task));
      for (const hash of boundary) if (commits.has(hash)) throw cutOff(task);
      return commits;
    },

    rootsOf: (top, commit) => hashesIn(top, ['rev-list', '--max-parents=0', commit, '--'], 'read the history').sort(),

    blobBytes(top, blobs, most) {
      const read = readBlobs(run, top, blobs, most);
      const missing = blobs.find((blob) => !read.has(blob));
      if (missing !== undefined) throw lacking(run, top, 'read the files of a commit', `${missing} is missing`);
      return new Map([...read].filter(([, bytes]) => bytes.length <= most));
    },

    bundle: (top, commit, branch) => bundleOf(run, fs, { top, gitFolder: commonFolder(top) }, commit, branch),

    withBundle: (file, use) => withBundle(run, fs, file, use),

    async signaturesBy(top, commits, signers) {
      const { folder, remove } = temporaryFolder(fs);
      try {
        const list = path.join(folder, 'allowed_signers');
        if (signers !== undefined) fs.writeFileSync(list, signers);
        return await signaturesBy(run, stream, top, commits, signers === undefined ? undefined : list);
      } catch (error) {
        throw error instanceof GitFailed ? lacking(run, top, 'verify signatures', error.stderr) : error;
      } finally {
        remove();
      }
    },
  };
}
