import { nearest } from '../../core/nearest.ts';
import { placeOf } from '../../core/record/place.ts';
import { type ReadyMap, readImportMap } from '../../interop/import-map.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';

/** The maps that come with pir, as `templates/maps/<name>.yaml`. */
export const shippedMaps = ['cstate'];

/** The map that was asked for: a file, a team's own map by its name, or one that comes with pir. UserError if unsound. */
export function openMap(request: Request, repository: Repository, world: World): ReadyMap {
  const asked = request.text('map') ?? '';
  const { path, text } = findMap(asked, request, repository, world);
  const read = readImportMap(text, repository.config.severities);
  if ('map' in read) return read.map;
  const lines = read.problems.map((problem) => {
    const { line, column } = placeOf(text, read.root, problem);
    return `${path}:${line}:${column}  ${problem.message}`;
  });
  throw new UserError(lines.join('\n     '), read.problems[0]?.hint ?? 'Mend the map.');
}

function findMap(
  asked: string,
  { cwd }: Request,
  { root }: Repository,
  { files, shipped }: World,
): { path: string; text: string } {
  if (/[/\\]|\.ya?ml$/i.test(asked)) {
    const text = files.readText(files.resolve(cwd, asked));
    if (text !== undefined) return { path: asked, text };
    throw new UserError(`Unexpected --map ${asked}, which does not exist`, 'Name a file, or a map by its name.');
  }
  const isName = /^[a-z0-9][a-z0-9._-]*$/i.test(asked);
  const own = `.pir/maps/${asked}.yaml`;
  const path = files.join(root.folder, own);
  const text = isName ? files.readText(path) : undefined;
  if (text !== undefined) return { path: files.relative(root.top, path), text };
  if (shippedMaps.includes(asked))
    return { path: `pir's templates/maps/${asked}.yaml`, text: shipped(`templates/maps/${asked}.yaml`) };
  const guess = nearest(asked, shippedMaps);
  throw new UserError(
    `Unexpected map "${asked}", expected one of ${shippedMaps.join(', ')}, of .pir/maps, or a file`,
    guess !== undefined
      ? `Did you mean ${guess}?`
      : isName
        ? `Write ${own}; pir schema import-map says what may be in it.`
        : 'Name it without folder and ending, or with both.',
  );
}
