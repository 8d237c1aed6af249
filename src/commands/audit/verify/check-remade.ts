import { controlOf } from '../../../core/audit/control-map.ts';
import { BUNDLE, MANIFEST, SUMS } from '../../../core/audit/package/files.ts';
import { type Allowance, allowances } from '../../../core/audit/package/manifest.ts';
import { type Check, failed, untold, verified } from '../../../core/audit/verify/check.ts';
import type { FoundFiles } from '../../../core/audit/verify/check-files.ts';
import type { ReadManifest } from '../../../core/audit/verify/read-manifest.ts';
import { countOf, someOf } from '../../../core/words.ts';
import { CannotJudge, UserError, type World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { makePackage } from '../package/make.ts';
import type { Standing } from './check-repository.ts';

/** Makes the package again from the repository that it is of, and compares every file. */
export async function checkRemade(
  { top }: Standing,
  manifest: ReadManifest,
  found: FoundFiles,
  request: Request,
  world: World,
): Promise<Check> {
  const name = 'remade';
  const why = whyNot(manifest, request);
  const control = controlOf(manifest.control);
  if (why !== undefined) return untold(name, why, false);
  if (control === undefined) return failed(name, `this version knows no control ${manifest.control}`);
  const { commit, root, name: called } = manifest.repository;
  const cwd = root === '' ? top : world.files.join(top, root);
  const asked = {
    top,
    commit,
    control,
    period: { from: manifest.period.from, to: manifest.period.to },
    allowed: manifest.allowed
      .map(({ what }) => what)
      .filter((what): what is Allowance => Object.hasOwn(allowances, what)),
    name: called,
    hasBundle: manifest.bundle,
    redaction: undefined,
  };
  try {
    const { files } = await makePackage(
      asked,
      { ...request, cwd, config: undefined },
      standingIn(top, cwd, world),
      manifest.signed,
    );
    const made = new Map(files.map(({ path, data }) => [path, world.sha256(data)]));
    const sums = new Map(found.sums);
    // Of another version of git, and what lists it with it.
    const isOtherBundle = manifest.bundle && made.get(BUNDLE) !== sums.get(BUNDLE);
    const loose = isOtherBundle ? new Set([BUNDLE, MANIFEST, SUMS]) : new Set<string>();
    const wrong = [...made].filter(([path, sum]) => !loose.has(path) && sums.get(path) !== sum).map(([path]) => path);
    if (wrong.length > 0) return failed(name, `it comes out otherwise: ${someOf(wrong, 10)}`);
    const rest = isOtherBundle ? '; the bundle by another version of git' : '';
    return verified(
      name,
      `${countOf(made.size - loose.size, 'file')} made again from ${commit.slice(0, 12)}, all the same${rest}`,
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A clone may lack something; what pir refuses to make, it has not made.
    return untold(name, error.message, !(error instanceof CannotJudge));
  }
}

function whyNot({ tool, redactions, files }: ReadManifest, { version }: Request): string | undefined {
  if (tool.version !== version) return `it was made by pir ${tool.version}, and this is ${version}`;
  if (redactions.length > 0) return 'what was redacted is not known here';
  const config = files.find(({ path }) => path === 'excerpt/pir.config.yaml');
  return config !== undefined && config.source === null ? 'its config is no file of the repository' : undefined;
}

/** The world seen from that repository, which may be bare, and whose folders need not be there. */
function standingIn(top: string, cwd: string, world: World): World {
  const { git, files } = world;
  return {
    ...world,
    git: { ...git, topLevel: () => top },
    files: {
      ...files,
      look: (path) => (path === cwd ? 'folder' : 'none'),
      readText: () => undefined,
    },
  };
}
