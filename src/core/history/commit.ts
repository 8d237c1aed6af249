/** Somebody a commit names. A claim: git believes whatever it is told, no mailmap is applied. */
export interface CommitPerson {
  name: string;
  email: string;
  /** When, as claimed. UTC epoch seconds; may lie before 1970 or in the future. */
  at: number;
}

export type TrailerKey = 'Reviewed-by' | 'Approved-by' | 'Signed-off-by' | 'Co-authored-by';

export interface Trailer {
  key: TrailerKey;
  /** As written: usually `Name <address>`. */
  value: string;
}

/** What a commit object says. */
export interface Commit {
  /** Full, of either object format, as every hash here. */
  hash: string;
  /** [] for a root. */
  parents: readonly string[];
  author: CommitPerson;
  committer: CommitPerson;
  /** The message's first paragraph, on one line. Untrusted text. */
  subject: string;
  /** In the order of the message. */
  trailers: readonly Trailer[];
}

/** A file that differs between a commit and its first parent; of a root, every file. A move is a deletion and an addition. */
export interface FileChange {
  /** Relative to the repository's top, with `/`. */
  path: string;
  /** Of the new version, as git writes it: 100644, 100755, 120000 (a link), 160000 (a submodule); null when deleted. */
  mode: string | null;
  /** Null when deleted. A submodule's is a commit. */
  blob: string | null;
  /** The version before; null when added. */
  before: string | null;
}

/**
 * A commit of a merged branch. Where it is a merge itself, `changes` has only the paths in which it differs from all of
 * its parents: what it brought from elsewhere is not its own.
 */
export interface InnerCommit extends Commit {
  changes: readonly FileChange[];
}

/** A commit on the first-parent chain that touched a place where records are. */
export interface MainCommit extends Commit {
  /** Against the first parent, of a merge too; only paths in the folders asked for, in order of path. Never empty. */
  changes: readonly FileChange[];
  /** Of a merge, what came in by it and touched the same folders, oldest first; else []. May be empty for a merge too. */
  inner: readonly InnerCommit[];
}

/** A version of a file, from the blob stream. */
export interface BlobRead {
  blob: string;
  /** Of the whole blob. */
  size: number;
  /** Unfiltered; null for one over 320 KiB, which nobody reads. Memory of its own: may be kept. */
  bytes: Uint8Array | null;
}

/** `unknown_key` also where no list of keys is configured; `expired` also before a key is valid. */
export type SignatureState = 'good' | 'expired' | 'unknown_key' | 'bad' | 'none';

export interface Signature {
  state: SignatureState;
  /** Git's own words; '' for `none`. */
  reason: string;
  /** Whom the list of keys names; null for a state other than good. */
  signer: string | null;
  /** Fingerprint or id; null where git names none. */
  key: string | null;
}

/** Whether a forge or one of its bots wrote under its own name: such an identity says nothing about who acted. */
export function isForge({ email }: Pick<CommitPerson, 'email'>): boolean {
  return forges.test(email);
}

/** A person's private address (`123+name@users.noreply.…`) is a person's. */
const forges = /^no-?reply@|\[bot\]@|^(?:project|group)_\d+_bot_?[0-9a-z]*@noreply\./i;

/** Who merged: the author of a merge; null for what is no merge and for one that a forge wrote. When: `committer.at`. */
export function mergerOf(commit: MainCommit): CommitPerson | null {
  return commit.parents.length > 1 && !isForge(commit.author) ? commit.author : null;
}

/** Whether the forge put it on the main line (merge, squash or rebase button), so that who did is not in git. */
export function isMergedOnForge(commit: MainCommit): boolean {
  return mergerOf(commit) === null && isForge(commit.committer);
}

/**
 * The commit that brought a change of a main-line commit: itself, unless it is a merge; then the last commit of the
 * merged branch that wrote this very version, else the last that touched the path, commits before merges. A merge whose
 * branch never touched the path made the change itself.
 */
export function bringerOf(commit: MainCommit, change: Pick<FileChange, 'path' | 'blob'>): Commit {
  const touching = commit.inner.filter((inner) => inner.changes.some(({ path }) => path === change.path));
  const plain = touching.filter((inner) => inner.parents.length < 2);
  const wrote = ({ changes }: InnerCommit) =>
    changes.some(({ path, blob }) => path === change.path && blob === change.blob);
  return plain.findLast(wrote) ?? plain.at(-1) ?? touching.findLast(wrote) ?? touching.at(-1) ?? commit;
}
