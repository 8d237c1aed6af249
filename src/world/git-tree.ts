import type { ChangedFile } from './git-changes.ts';
import type { StagedFile } from './staged-file.ts';

/** The bytes of a tree by its id; undefined where it is not at hand. */
export type TreeOf = (id: string) => Buffer | undefined;

/** Why a tree cannot be gone through here: git itself has to be asked, and says what is wrong with it. */
export class OddTree extends Error {}

const FOLDER = '040000';

/**
 * What a commit's tree holds at those paths and below them, as `git ls-tree -r` lists it; '' for everything. Without
 * `isNamed` nothing is listed, and only the trees are asked for. For `hint`, see `GitHistory.filesNamed`: a folder in whose
 * bytes it is not found is not gone through.
 */
export function filesIn(
  root: string,
  paths: readonly string[],
  treeOf: TreeOf,
  isNamed?: (name: string, folder: string) => boolean,
  hint?: RegExp,
): readonly StagedFile[] {
  const found: StagedFile[] = [];
  const whole = new Set(paths);
  const above = new Set<string>();
  for (const path of paths)
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) above.add(path.slice(0, end));
  walk(root, '', whole.has(''));
  return found;

  function walk(id: string, folder: string, isWhole: boolean): void {
    const bytes = treeOf(id);
    if (bytes === undefined) return;
    const holdsNone = isNamed === undefined || (isWhole && hint !== undefined && !hint.test(bytes.toString('latin1')));
    // Most folders of records hold no other folder.
    if (holdsNone && !bytes.includes('40000 ')) return;
    const tree = readTree(bytes, id);
    // Of a part, git stops looking where its order says that nothing more can come.
    while (tree.next(!isWhole)) {
      if (tree.isFolder()) {
        const path = folder + tree.name();
        const isIn = isWhole || whole.has(path);
        if (isIn || above.has(path)) walk(tree.id(), `${path}/`, isIn);
      } else if (isNamed !== undefined) {
        const name = tree.name();
        if ((isWhole || whole.has(folder + name)) && isNamed(name, folder)) found.push(tree.file(folder));
      }
    }
  }
}

/** The files that differ between two trees, as `git diff-tree -r --no-renames` lists them. */
export function differingFiles(from: string, to: string, treeOf: TreeOf): readonly ChangedFile[] {
  const changed: ChangedFile[] = [];
  compare(from, to, '');
  return changed;

  function compare(from: string | undefined, to: string | undefined, folder: string): void {
    if (from === to) return;
    const [before, after] = [treeIn(from), treeIn(to)];
    let [hasBefore, hasAfter] = [before?.next(true) === true, after?.next(true) === true];
    while (hasBefore || hasAfter) {
      const was = hasBefore ? before : undefined;
      const is = hasAfter ? after : undefined;
      const order = was === undefined ? 1 : is === undefined ? -1 : compareKeys(was.key(), is.key());
      const old = order <= 0 ? was : undefined;
      const now = order >= 0 ? is : undefined;
      if (old === undefined || now === undefined || old.raw() !== now.raw()) differ(old, now, folder);
      else passAlike(old, now);
      if (order <= 0) hasBefore = before?.next(true) === true;
      if (order >= 0) hasAfter = after?.next(true) === true;
    }
  }

  function differ(old: Tree | undefined, now: Tree | undefined, folder: string): void {
    const either = (old ?? now) as Tree;
    const path = folder + either.name();
    if (either.isFolder()) {
      compare(old?.id(), now?.id(), `${path}/`);
      return;
    }
    const [before, after] = [old?.file(folder), now?.file(folder)];
    if (before?.mode !== after?.mode || before?.blob !== after?.blob) changed.push({ path, before, after });
  }

  function treeIn(id: string | undefined): Tree | undefined {
    const bytes = id === undefined ? undefined : treeOf(id);
    return bytes === undefined || id === undefined ? undefined : readTree(bytes, id);
  }
}

/** Goes on to the last of the entries that are the same in both: most are, and are looked at in one of them only. */
function passAlike(one: Tree, other: Tree): void {
  const shift = other.end() - one.end();
  const until = one.end() + alike(one.bytes.subarray(one.end()), other.bytes.subarray(other.end()));
  let key = one.key();
  while (one.isNextBefore(until) && one.next(true)) key = one.key();
  other.goTo(one.end() + shift, key);
}

/** A number of bytes with which both begin; at most a few dozen more are the same. */
function alike(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  for (let step = 65_536; step > 16; step = Math.floor(step / 2))
    while (same + step <= most && one.compare(other, same, same + step, same, same + step) === 0) same += step;
  return same;
}

/** An entry after the other. */
interface Tree {
  bytes: Buffer;
  /** Where the entry ends. */
  end(): number;
  /** Whether the next one ends there or before. */
  isNextBefore(end: number): boolean;
  /** To the end of an entry, which had that key. */
  goTo(end: number, key: string): void;
  /**
   * Whether there is one more, which everything else is about. OddTree for what git would not have written; where the order
   * matters, also for another order.
   */
  next(isInOrder: boolean): boolean;
  isFolder(): boolean;
  name(): string;
  id(): string;
  file(folder: string): StagedFile;
  /** As git sorts by: bytes as Latin 1, with `/` after the name of a folder. */
  key(): string;
  /** All of it, for telling whether two are the same. */
  raw(): string;
}

/** `<mode> <name>\0<id>`, in order of key; ten thousand of them take no longer than git needs to start. */
function readTree(bytes: Buffer, like: string): Tree {
  const text = bytes.toString('latin1');
  const length = like.length / 2;
  let [at, space, end, next] = [0, 0, 0, 0];
  let mode = '';
  let key = '';
  return {
    bytes,
    end: () => next,
    isNextBefore(until) {
      const name = text.indexOf('\0', next);
      return name > 0 && name + 1 + length <= until;
    },
    goTo(end, last) {
      next = end;
      key = last;
    },
    next(isInOrder) {
      at = next;
      if (at >= text.length) return false;
      const isUsual = text.startsWith('100644 ', at);
      space = isUsual ? at + 6 : text.indexOf(' ', at);
      end = text.indexOf('\0', space);
      next = end + 1 + length;
      if (space < 0 || end <= space + 1 || next > text.length) throw new OddTree();
      mode = isUsual ? '100644' : canonical(text.slice(at, space));
      const last = key;
      key = text.slice(space + 1, end);
      if (mode === FOLDER) key += '/';
      if (isInOrder && key <= last) throw new OddTree();
      return true;
    },
    isFolder: () => mode === FOLDER,
    name() {
      const name = mode === FOLDER ? key.slice(0, -1) : key;
      if (!/^\.|[^ -.0-~]/.test(name)) return name;
      if (/^(?:\.\.?|\.git)$|\//i.test(name)) throw new OddTree();
      return bytes.toString('utf8', space + 1, end);
    },
    id: () => bytes.toString('hex', end + 1, next),
    file(folder) {
      return { path: folder + this.name(), mode, blob: this.id() };
    },
    key: () => key,
    raw: () => text.slice(at, next),
  };
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A mode as git understands it, six digits. */
function canonical(text: string): string {
  if (text === '100644' || text === '100755' || text === '120000' || text === '160000') return text;
  if (text === '40000') return FOLDER;
  // Old ones were written with other permissions.
  if (/^100[0-7]{3}$/.test(text)) return Number.parseInt(text, 8) & 0o100 ? '100755' : '100644';
  throw new OddTree();
}
