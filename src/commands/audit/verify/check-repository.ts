import { BUNDLE } from '../../../core/audit/package/files.ts';
import { type Check, failed, untold, verified } from '../../../core/audit/verify/check.ts';
import type { ReadManifest } from '../../../core/audit/verify/read-manifest.ts';
import { countOf, someOf } from '../../../core/words.ts';
import { CannotJudge, UserError, type World } from '../../../world/world.ts';

/** The repository that a package says it is of, or a bundle of it, where its commit stands. */
export interface Standing {
  top: string;
}

/** Whether the commit is here as the manifest has it, and every file with a blob is that file of its tree. */
function checkTree(name: string, top: string, manifest: ReadManifest, world: World): Check {
  const { commit, tree } = manifest.repository;
  const is = world.git.treeOf(top, commit);
  if (is !== tree) return failed(name, `the tree of ${commit.slice(0, 12)} is ${is} and not ${tree}`);
  const sources = manifest.files.flatMap(({ source }) => source ?? []);
  const rows = sources.length === 0 ? [] : world.git.treeAt(top, commit, ['']);
  const blobs = new Map(rows.map(({ path, blob }) => [path, blob]));
  const wrong = manifest.files.flatMap(({ path, source, git_blob: blob }) =>
    source === null || blobs.get(source) === blob ? [] : [`${path} is not ${source} of that commit`],
  );
  if (wrong.length > 0) return failed(name, someOf(wrong, 10));
  return verified(
    name,
    `${commit.slice(0, 12)} is here, and has ${countOf(sources.length, 'blob')} that the manifest names`,
  );
}

const name = 'repository';

/** Compares with the repository around the working directory, where there is one; and gives it where it has the commit. */
export function checkRepository(
  top: string | undefined,
  manifest: ReadManifest,
  world: World,
): { check: Check; standing: Standing | undefined } {
  if (top === undefined)
    return { check: untold(name, 'there is none here; run it in a clone to compare', false), standing: undefined };
  try {
    return compareWith(top, manifest, world);
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    return { check: untold(name, `${error.message}. ${error.hint}`, true), standing: undefined };
  }
}

function compareWith(
  top: string,
  manifest: ReadManifest,
  world: World,
): { check: Check; standing: Standing | undefined } {
  const { git } = world;
  const { commit, branch } = manifest.repository;
  const isHere = git.existingCommits(top, [commit]).has(commit);
  const main = git.mainLine(top, branch);
  if (isHere && main !== undefined) {
    const heads = [main.tip, headOf(top, world) ?? main.tip];
    if (heads.some((tip) => tip === commit || git.isAncestor(top, commit, tip)))
      return { check: checkTree(name, top, manifest, world), standing: { top } };
    const check = failed(
      name,
      `commit ${commit.slice(0, 12)} is no longer reachable from ${branch}: the history was rewritten since`,
    );
    return { check, standing: undefined };
  }
  const check = isSame(top, manifest, world)
    ? failed(
        name,
        `commit ${commit.slice(0, 12)} is not here: it is no longer reachable after the history was rewritten, or was never fetched`,
      )
    : untold(name, `commit ${commit.slice(0, 12)} is not here: this seems to be another repository`, true);
  return { check, standing: undefined };
}

function headOf(top: string, { git }: World): string | undefined {
  return git.state(top).commit ?? undefined;
}

/** Whether a repository without the commit is the package's all the same: by its first commit, or by the files it has. */
function isSame(top: string, { repository, files }: ReadManifest, { git }: World): boolean {
  if (git.existingCommits(top, repository.roots).size > 0) return true;
  const head = git.state(top).commit;
  if (head === null) return false;
  // Some are enough to know it by.
  const sources = files.flatMap(({ source }) => source ?? []).slice(0, 100);
  return sources.length > 0 && git.treeAt(top, head, sources).length > 0;
}

/** Unpacks the bundle and compares with it; `use` may go on with what stands in it. */
export async function checkBundle(
  folder: string,
  manifest: ReadManifest,
  world: World,
  use: (standing: Standing) => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  const called = 'bundle';
  const { commit } = manifest.repository;
  return world.git.withBundle(world.files.join(folder, BUNDLE), async (opened) => {
    if ('tooLarge' in opened)
      return [
        untold(called, `not unpacked, since ${opened.tooLarge}: git clone ${BUNDLE} unpacks it all the same`, true),
      ];
    if ('why' in opened)
      return [
        opened.why === 'git was not found'
          ? untold(called, opened.why, true)
          : failed(called, `git says: ${opened.why}`),
      ];
    const refs = opened.heads.map(([hash, ref]) => `${ref} ${hash}`);
    if (opened.heads.some(([hash]) => hash !== commit))
      return [failed(called, `it is of other commits than ${commit}: ${someOf(refs)}`)];
    world.git.bareTop(opened.top);
    try {
      const check = checkTree(called, opened.top, manifest, world);
      return check.result === 'verified' ? [check, ...(await use(opened))] : [check];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [failed(called, error.message)];
    }
  });
}
