import type { ChangedFile } from './git-changes.ts';
import type { ObjectReader } from './git-object-reader.ts';
import { differingFiles, filesIn, OddTree, type TreeOf } from './git-tree.ts';
import type { StagedFile } from './staged-file.ts';

/**
 * Reads what will be asked of git, by one process and while other things are done. What was read is answered from then on;
 * everything else is asked of git as ever, which also says what is wrong.
 */
export interface ReadAhead {
  /** HEAD, that revision, the commit at which they parted, and which files differ; only the first that is asked for. */
  revisions(revision: string): Promise<void>;
  /** What a commit has at those paths and below them. */
  trees(commit: string, paths: readonly string[]): Promise<void>;
  /** Whether all of them are here by then; each is asked for once. */
  blobs(ids: readonly string[]): Promise<boolean>;
  /** Takes what git has handed over by now: it stops where nobody does. */
  turn(): Promise<void>;
  /** Forgets all of it. */
  close(): void;
}

/** What was read ahead in a repository. Each answer is what git would say, or undefined where git has to be asked. */
export interface Ahead extends ReadAhead {
  top: string;
  resolve(revision: string): string | undefined;
  firstParent(commit: string, known: string | undefined): string | undefined;
  mergeBase(a: string, b: string): string | undefined;
  changedFiles(from: string, to: string): readonly ChangedFile[] | undefined;
  filesIn(
    commit: string,
    paths: readonly string[],
    isNamed?: (name: string, folder: string) => boolean,
    hint?: RegExp,
  ): readonly StagedFile[] | undefined;
  readBlobs(ids: readonly string[], most: number): ReadonlyMap<string, Uint8Array> | undefined;
}

/** More trees are for git itself, which goes through them in no time. */
const MOST_TREES = 5_000;

/** `askBase` is git's own word for where two commits parted. */
export function aheadOf(
  top: string,
  reader: ObjectReader,
  askBase: (a: string, b: string) => Promise<string | undefined>,
): Ahead {
  const commits = new Map<string, { tree: string; parent: string | undefined }>();
  const names = new Map<string, string>();
  const bases = new Map<string, string>();
  const trees = new Map<string, Buffer>();
  const blobs = new Map<string, Buffer>();
  const askedBlobs = new Map<string, Promise<void>>();
  const changes = new Map<string, readonly ChangedFile[]>();
  let begun: Promise<void> | undefined;

  /** What `take` finds in trees, which are read as it comes upon them; undefined where they are not all here. */
  function found<T>(take: (treeOf: TreeOf) => T, missing: Set<string>): T | undefined {
    try {
      const result = take((id) => {
        const bytes = trees.get(id);
        if (bytes === undefined) missing.add(id);
        return bytes;
      });
      return missing.size === 0 ? result : undefined;
    } catch (error) {
      if (!(error instanceof OddTree)) throw error;
      missing.clear();
      return undefined;
    }
  }

  async function readTrees<T>(take: (treeOf: TreeOf) => T): Promise<T | undefined> {
    while (trees.size < MOST_TREES) {
      const missing = new Set<string>();
      const result = found(take, missing);
      if (missing.size === 0) return result;
      if (!(await askTrees([...missing]))) return undefined;
    }
    return undefined;
  }

  async function askTrees(ids: readonly string[]): Promise<boolean> {
    const read = await Promise.all(reader.ask(ids));
    for (const object of read) if (object?.type === 'tree') trees.set(object.id, object.bytes);
    return read.every((object) => object?.type === 'tree');
  }

  async function readCommits(asked: readonly string[]): Promise<void> {
    for (const [at, object] of (await Promise.all(reader.ask(asked.map((name) => `${name}^{commit}`)))).entries()) {
      if (object?.type !== 'commit') continue;
      const [, tree, parent] =
        /^tree ([0-9a-f]+)\n(?:parent ([0-9a-f]+)\n)?/.exec(object.bytes.toString('latin1')) ?? [];
      if (tree === undefined) continue;
      commits.set(object.id, { tree, parent });
      names.set(asked[at] as string, object.id);
    }
  }

  async function readRevisions(revision: string): Promise<void> {
    if (revision === '' || /[\0\n\r]/.test(revision)) return;
    const both = ['HEAD', revision];
    // With their trees, which nearly always are those that differ.
    await Promise.all([readCommits(both), askTrees(both.map((name) => `${name}^{tree}`))]);
    const [head, target] = [names.get('HEAD'), names.get(revision)];
    if (head === undefined || target === undefined) return;
    let base: string | undefined = target;
    if (commits.get(head)?.parent !== target) {
      const { parent } = commits.get(head) ?? {};
      if (parent !== undefined) await readCommits([parent]);
      base = target === head ? target : await askBase(target, head);
      if (base === undefined) return;
      bases.set(`${target} ${head}`, base);
      if (!commits.has(base)) await readCommits([base]);
    }
    const [from, to] = [treeOfCommit(base), treeOfCommit(head)];
    if (from === undefined || to === undefined) return;
    const changed = await readTrees((treeOf) => differingFiles(from, to, treeOf));
    if (changed !== undefined) changes.set(`${base} ${head}`, changed);
  }

  const treeOfCommit = (commit: string) => commits.get(commit)?.tree;

  return {
    top,

    revisions: (revision) => (begun ??= readRevisions(revision)),

    async trees(commit, paths) {
      const tree = treeOfCommit(commit);
      if (tree !== undefined && paths.every(isPlain)) await readTrees((treeOf) => filesIn(tree, paths, treeOf));
    },

    async blobs(ids) {
      const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{40,64}$/.test(id) && !askedBlobs.has(id));
      for (const [at, answer] of reader.ask(wanted).entries()) {
        const read = answer.then((object) => {
          if (object?.type === 'blob') blobs.set(object.id, object.bytes);
        });
        askedBlobs.set(wanted[at] as string, read);
      }
      await Promise.all(ids.map((id) => askedBlobs.get(id)));
      return ids.every((id) => blobs.has(id));
    },

    turn: () => new Promise((resolve) => setImmediate(resolve)),

    close() {
      reader.close();
      for (const kept of [commits, names, bases, trees, blobs, askedBlobs, changes]) kept.clear();
    },

    resolve: (revision) => names.get(revision),

    // Of one that may not be here git is asked.
    firstParent(commit, known) {
      const parent = commits.get(commit)?.parent;
      return parent === undefined || parent === known || commits.has(parent) ? parent : undefined;
    },

    mergeBase: (a, b) => bases.get(`${a} ${b}`),

    changedFiles: (from, to) => changes.get(`${from} ${to}`),

    filesIn(commit, paths, isNamed, hint) {
      const tree = treeOfCommit(commit);
      if (tree === undefined || !paths.every(isPlain)) return undefined;
      return found((treeOf) => filesIn(tree, paths, treeOf, isNamed ?? (() => true), hint), new Set());
    },

    readBlobs(ids, most) {
      const read = new Map<string, Uint8Array>();
      for (const id of ids) {
        const bytes = blobs.get(id);
        if (bytes === undefined) return undefined;
        read.set(id, bytes.length > most ? new Uint8Array(bytes.length) : bytes);
      }
      return read;
    },
  };
}

/** Whether git takes a path for the same as what it says; '' is everything. */
function isPlain(path: string): boolean {
  return path === '' || path.split('/').every((part) => !/^\.{0,2}$|\ufffd/.test(part));
}
