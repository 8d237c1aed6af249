import { MANIFEST } from '../../../core/audit/package/files.ts';
import { type Check, untold } from '../../../core/audit/verify/check.ts';
import { checkFigures } from '../../../core/audit/verify/check-figures.ts';
import type { WrongFiles } from '../../../core/audit/verify/check-files.ts';
import type { ReadManifest } from '../../../core/audit/verify/read-manifest.ts';
import { recompute } from '../../../core/audit/verify/recompute.ts';
import type { World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import type { Reader } from './reader.ts';

/** Metrics, coverage and repeats, from the records, settings and events of the package alone. */
export function figuresOf(
  manifest: ReadManifest,
  { text }: Reader,
  wrong: WrongFiles,
  { version }: Request,
  { sha256 }: World,
): Check[] {
  const wanted = /^(?:incidents|excerpt)\/|^history\/events\.json$/;
  const paths = manifest.files.map(({ path }) => path).filter((path) => wanted.test(path));
  const texts = new Map(
    paths
      .flatMap((path) => [[path, text(path)] as const])
      .flatMap(([path, read]) => (read === undefined ? [] : [[path, read] as const])),
  );
  const other = [...wrong.keys()].find(
    (path) => wanted.test(path) || path === MANIFEST || /^reports\/.*\.json$/.test(path),
  );
  if (other !== undefined) return [untold('figures', `not computed again, since ${other} is another`, false)];
  const computed = recompute(manifest, texts, sha256);
  if ('why' in computed) return [untold('metrics', computed.why, true)];
  const doubts = {
    otherVersion: manifest.tool.version === version ? undefined : manifest.tool.version,
    isRedacted: manifest.redactions.length > 0,
  };
  return (['metrics', 'coverage', 'repeats'] as const).map((name) =>
    checkFigures(name, text(`reports/${name}.json`), computed[name], doubts),
  );
}
