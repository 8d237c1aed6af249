import type { Place } from '../core/record/places.ts';
import type { RecordFile } from '../core/record/record.ts';
import type { GitHistory } from './git-history.ts';
import type { GitLook } from './git-look.ts';
import type { GitProof } from './git-proof.ts';
import type { Ssh } from './ssh-signature.ts';
import type { StagedFile } from './staged-file.ts';

export type { ReadAhead } from './read-ahead.ts';
export type { StagedFile } from './staged-file.ts';

import type { KeptParts } from './cache.ts';

export { CannotJudge, CannotPrint, DamagedRepository, OtherLine, UserError } from './user-error.ts';

export interface Files {
  /** The text, or undefined where there is no such file. UserError when it cannot be read or is not UTF-8. */
  readText(absolutePath: string): string | undefined;
  /**
   * Every file in the places that may be a record, in order of path; never follows links. `README.md`, `index.md`, `_*`,
   * `.*` are left out. A regular file of which `isKnown(path)` says true is neither read nor given. `onFolder` is told every
   * folder that is looked into, and places that are not there.
   */
  readRecords(
    root: Root,
    places: readonly Place[],
    isKnown?: (path: string) => boolean,
    onFolder?: (path: string) => void,
  ): Iterable<RecordFile>;
  /** What stands there. Links are not followed. */
  look(absolutePath: string): 'file' | 'folder' | 'link' | 'special' | 'none';
  /** Names in a folder, in code-unit order; [] where there is no folder that can be read. */
  list(absoluteFolder: string): readonly string[];
  /** The bytes of a regular file of at most so many; undefined where there is none. Links are not followed. */
  readBytes(absolutePath: string, most: number): Uint8Array | undefined;
  /**
   * SHA-256 (hex) of a regular file whose real path is inside `root.top`; undefined where there is none. CannotJudge for one
   * of over `most` bytes, of which none is read.
   */
  digestInside(root: Root, path: string, most?: number): string | undefined;
  /** Writes a new file by link: false when the name is taken. Makes folders. Synced. */
  create(absolutePath: string, data: string | Uint8Array): boolean;
  /**
   * A new folder with those files and no others, modes 755 and 644 whatever the umask: it stands there whole, or not at
   * all. False where something stands there that is no empty folder. Paths are relative to it, with `/`.
   */
  createFolder(absolutePath: string, files: readonly NewFile[]): boolean;
  /** Takes away a file that was just made; one whose text is another by now stays. */
  remove(absolutePath: string, text: string): void;
  /**
   * Replaces a file by rename, keeping its mode; false when its text is no longer `before`, or its bytes no longer have
   * that SHA-256 (hex). Refuses links.
   */
  replace(absolutePath: string, before: string | { sha256: string }, data: string | Uint8Array): boolean;
  /** Writes an --output file whole, over what stands there. UserError when it cannot. */
  put(absolutePath: string, text: string): void;
  append(absolutePath: string, text: string): void;
  join(...parts: string[]): string;
  resolve(base: string, path: string): string;
  /** With `/`; '' for the same. Both without links: see `real`. */
  relative(from: string, to: string): string;
  /** The path with all its links followed, as git names folders; the path as it is where nothing stands. */
  real(absolutePath: string): string;
  readStdin(): Promise<string>;
}

/** A file of a folder that is made. */
export interface NewFile {
  path: string;
  data: string | Uint8Array;
}

/** Where records live. */
export interface Root {
  /** Absolute folder of pir.config.yaml, else git's top level, else the working directory. */
  folder: string;
  /** Absolute top level of git's work tree, else `folder`: paths in findings are relative to it. */
  top: string;
  /** Whether `top` is a git work tree, or a bare repository. */
  isGit: boolean;
  /** A repository without files beside it, named by -C: records are read from its commits. */
  isBare?: true;
}

export interface Identity {
  name: string;
  email: string;
}

export interface Git extends GitHistory, GitLook, GitProof {
  /** Absolute top level of the work tree around a folder, or undefined outside git or without git. */
  topLevel(folder: string): string | undefined;
  /** The address of the remote called origin, as the repository's own settings have it; undefined without one. */
  origin(top: string): string | undefined;
  /** user.name and user.email as git would commit with; undefined when not set. */
  identity(top: string): Identity | undefined;
  state(top: string): { commit: string | null; branch: string | null; dirty: boolean; shallow: boolean };
  /** Paths that differ from HEAD, or that git does not know; a folder of which it knows nothing ends in `/`. */
  uncommitted(top: string): readonly string[];
  /** The commit's full hash. CannotJudge or UserError when the name is no commit here. */
  resolve(top: string, revision: string): string;
  /** Committer date, UTC epoch seconds. */
  commitTime(top: string, hash: string): number;
  /** Which of those (abbreviated) hashes are commits here. */
  existingCommits(top: string, hashes: readonly string[]): ReadonlySet<string>;
  /** Everything in the index, in order of path. CannotJudge while a merge has conflicts. In a hook, the hook's index. */
  staged(top: string): readonly StagedFile[];
  /** The blobs' bytes, unfiltered, by id. One over `most` (default a record's 320 KiB) comes as that many zeros. */
  readBlobs(top: string, blobs: readonly string[], most?: number): ReadonlyMap<string, Uint8Array>;
  /** Paths that a commit made now would change. */
  stagedChanges(top: string): ReadonlySet<string>;
  /** Whether that text is that blob byte for byte: filters and line ends may stand between a file and its blob. */
  isBlob(id: string, text: string | Uint8Array): boolean;
  /** Absolute path of the git directory's own folder for pir (`.git/pir`); undefined outside git. */
  cacheFolder(top: string): string | undefined;
  /** `2.39.5`; undefined without git. */
  version(): string | undefined;
  /** How the repository is stored. */
  storage(top: string): { looseObjects: number; packedObjects: number; packs: number; hasCommitGraph: boolean };
  /** Stages exactly those paths and commits them alone, with the user's hooks. */
  commit(top: string, paths: readonly string[], message: string): Promise<string>;
}

/** A question of the wizard. Every one is also a flag. */
export interface Prompt {
  text(question: {
    message: string;
    initial?: string;
    validate?: (value: string) => string | true;
    after?: (value: string) => string;
  }): Promise<string>;
  choose(question: {
    message: string;
    choices: readonly { value: string; name?: string; about?: string }[];
    initial?: string;
  }): Promise<string>;
  chooseMany(question: { message: string; choices: readonly { value: string; name?: string }[] }): Promise<string[]>;
  confirm(question: { message: string; initial?: boolean }): Promise<boolean>;
  /** Opens the user's editor on a file and waits. */
  edit(absolutePath: string): Promise<void>;
  /** One line between questions. */
  say(line: string): void;
}

/** The person left the prompt (Ctrl-C): exit 130, nothing written. */
export class Interrupted extends Error {}

export interface Terminal {
  /** Resolves when the text is handed over; a closed pipe ends quietly, any other failure throws. */
  out(text: string): Promise<void>;
  err(text: string): void;
  outIsTty: boolean;
  errIsTty: boolean;
  inIsTty: boolean;
  columns: number | undefined;
  /** Where a text of more than so many lines can be read a screen at a time, in the person's pager. */
  pager?: { rows: number; show(text: string): Promise<void> } | undefined;
}

/** A credential found in a text: which kind, and where (UTF-16 offsets). Never what. */
export interface Secret {
  kind: string;
  start: number;
  end: number;
}

/** Everything outside the program. Tests hand in another one. */
export interface World {
  cwd: string;
  env: Readonly<{ [name: string]: string | undefined }>;
  /** Of Node: `20.17.0`. */
  nodeVersion: string;
  /** UTC epoch seconds. */
  now(): number;
  /** Hex. */
  sha256(data: string | Uint8Array): string;
  files: Files;
  git: Git;
  ssh: Ssh;
  /** So many random bytes, in hex. */
  randomHex(bytes: number): string;
  prompt: Prompt;
  terminal: Terminal;
  /** Facts that can be read again from the repository, kept in git's own folder; failures are silent. */
  cache: {
    has(top: string, name: string): boolean;
    read(top: string, name: string): string | undefined;
    /** The same of what is so large that few parts of it are wanted; as it was when it was opened, until `close`. */
    open(top: string, name: string): KeptParts | undefined;
    /** Of many texts, one file of them all: it is never in memory as a whole. */
    write(top: string, name: string, data: string | Uint8Array | readonly string[]): void;
    /** Lets go of all that was opened. */
    close(): void;
  };
  /** What this build of pir is known by; undefined when it runs from its sources, which change under it. */
  build: string | undefined;
  /** Texts shipped with pir: `templates/<name>`, `schemas/<name>`. */
  shipped(path: string): string;
  findSecrets(text: string): Promise<readonly Secret[]>;
}
