import { CannotJudge, type World } from '../../world/world.ts';

export interface Revisions {
  /** Full hashes: what is judged, and what it is compared with. */
  head: string;
  base: string;
}

/**
 * HEAD and the commit that a change began at: the first parent where HEAD is a merge into REF, as a forge makes for a pull
 * request, else the last commit that both have. CannotJudge, with the command that mends it, where that is not here.
 */
export function revisionsOf(ref: string, top: string, world: World): Revisions {
  const { git } = world;
  const head = commitOf('HEAD', top, world);
  const target = commitOf(ref, top, world);
  if (git.firstParent(top, head, target) === target) return { head, base: target };
  const base = git.mergeBase(top, target, head);
  if (base !== undefined) return { head, base };
  throw new CannotJudge(
    `Cannot compare HEAD with ${ref}: their histories have no commit in common`,
    'Name the branch that this one was made from.',
  );
}

/** The commit of that name, for comparing with. */
export function commitOf(ref: string, top: string, world: World): string {
  try {
    return world.git.resolve(top, ref);
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    if (ref === 'HEAD' && world.git.head(top) === undefined)
      throw new CannotJudge('Cannot compare: there is no commit yet', 'Commit first.');
    const shallow = world.git.isShallow(top);
    throw new CannotJudge(
      `Cannot compare with ${ref}: ${shallow ? 'it is not in this shallow clone' : 'there is no such commit here'}`,
      `${shallow ? 'Fetch it with' : 'Look at git branch -a for its name, or fetch it with'}: ${fetchOf(ref, shallow)}`,
    );
  }
}

/** The git command that brings a revision; only plain names are repeated in it. */
function fetchOf(ref: string, isShallow: boolean): string {
  const back = /^(?:HEAD|@)(?:\^|~1?)$|^(?:HEAD|@)\^1$/.test(ref)
    ? 1
    : Number(/^(?:HEAD|@)~(\d{1,6})$/.exec(ref)?.[1] ?? 0);
  if (back > 0) return `git fetch --deepen=${back}`;
  const deep = isShallow ? '--unshallow ' : '';
  if (/^[0-9a-f]{7,64}$/.test(ref)) return `git fetch ${deep}origin ${ref}`;
  const [, remote = 'origin', branch] = /^(?:refs\/remotes\/)?(?:(origin|upstream)\/)?([\w][\w./-]*)$/.exec(ref) ?? [];
  if (branch === undefined) return `git fetch ${deep}origin`;
  return `git fetch ${deep}${remote} +refs/heads/${branch}:refs/remotes/${remote}/${branch}`;
}
