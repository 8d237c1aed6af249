import { BUNDLE, MANIFEST } from '../../../core/audit/package/files.ts';
import { type Check, failed, untold } from '../../../core/audit/verify/check.ts';
import type { FoundFiles, WrongFiles } from '../../../core/audit/verify/check-files.ts';
import type { ReadManifest } from '../../../core/audit/verify/read-manifest.ts';
import type { World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { checkRemade } from './check-remade.ts';
import { checkBundle, checkRepository, type Standing } from './check-repository.ts';

/** The repository around, the bundle, and the package made again from either. */
export async function checkHistory(
  folder: string,
  found: FoundFiles,
  manifest: ReadManifest,
  wrong: WrongFiles,
  request: Request,
  world: World,
): Promise<Check[]> {
  if (wrong.has(MANIFEST)) return [untold('repository', `not compared, since ${MANIFEST} is another`, false)];
  const { git } = world;
  // What calls itself a repository inside the package is no repository to compare with.
  const around = git.topLevel(request.cwd);
  const top = around === undefined || world.files.relative(folder, around) === '' ? undefined : around;
  const { check, standing } = checkRepository(top, manifest, world);
  const remade = async (at: Standing) =>
    // It would only say once more which file is another.
    wrong.size > 0 ? [] : [await checkRemade(at, manifest, found, request, world)];
  const isLost = manifest.bundle && !found.sums.has(BUNDLE) && !wrong.has(BUNDLE);
  const bundle = isLost
    ? [failed('bundle', `the manifest says that there is one, and ${BUNDLE} is missing`)]
    : manifest.bundle && !wrong.has(BUNDLE)
      ? await checkBundle(folder, manifest, world, standing === undefined ? remade : async () => [])
      : [];
  return [check, ...bundle, ...(standing === undefined ? [] : await remade(standing))];
}
