import type { World } from '../../../world/world.ts';

/** Which commit the world stands still at. */
export interface Standing {
  top: string;
  /** Full hash. */
  commit: string;
  /** The list of SSH keys that the commit holds; undefined for none. */
  signers: string | undefined;
}

/** Evidence over this is named and not carried. */
export const LARGEST_EVIDENCE = 64 * 1024 * 1024;

/**
 * A world in which that commit is the newest, seen from nobody's machine: what is told there depends on the commit alone,
 * not on other branches of the clone, on what is not committed, on keys that somebody trusts, or on who looks from where.
 */
export function stillWorld(world: World, { top, commit, signers }: Standing): World {
  const { git, files } = world;
  const isTop = (folder: string) => folder === top;
  const now = git.commitTime(top, commit);
  let commits: readonly string[] | undefined;
  const history: Partial<World['git']> = {
    mainLine: (folder, branch) =>
      isTop(folder) ? { tip: commit, ref: `refs/heads/${branch}` } : git.mainLine(folder, branch),
    commitAt: (folder, tip, instant) =>
      tip === commit && instant >= now ? commit : git.commitAt(folder, tip, instant),
    isShallow: () => false,
    overrides: () => ({ replaced: [], grafted: [] }),
    signatures: (folder, asked) => git.signaturesBy(folder, asked, signers),
  };
  return {
    ...world,
    env: {},
    now: () => now,
    terminal: { ...world.terminal, outIsTty: false, errIsTty: false, inIsTty: false, columns: undefined },
    git: {
      ...git,
      ...history,
      state: () => ({ commit, branch: null, dirty: false, shallow: false }),
      identity: () => undefined,
      existingCommits(_, hashes) {
        commits ??= [...git.commitsUpTo(top, commit)].sort();
        return new Set(hashes.filter((hash) => isOneOf(hash.toLowerCase(), commits ?? [])));
      },
    },
    files: {
      ...files,
      digestInside(root, path) {
        const name = files.relative(top, files.resolve(root.folder, path));
        const [row] = git.treeAt(top, commit, [name]);
        if (row?.path !== name || !row.mode.startsWith('100')) return undefined;
        const bytes = git.blobBytes(top, [row.blob], LARGEST_EVIDENCE).get(row.blob);
        return bytes && world.sha256(bytes);
      },
    },
  };
}

/** Whether exactly one of the sorted hashes begins so. */
function isOneOf(prefix: string, sorted: readonly string[]): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < prefix) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(prefix) === true && sorted[from + 1]?.startsWith(prefix) !== true;
}
