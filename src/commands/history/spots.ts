import { kinds, type RecordKind } from '../../core/record/kinds.ts';
import { kindAt, type Place } from '../../core/record/places.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';

/** A version of a file in a record's place. A place of former days holds only what says that it is a record. */
export interface Spot {
  kind: RecordKind;
  isFormer: boolean;
}

/** Where records are, and were. Paths are relative to git's top level. */
export interface Spots {
  folders: readonly string[];
  at(path: string): Spot | undefined;
}

/** Which paths were records' places: those of the config, and those that pir takes without one. */
export function spotsOf({ root, places }: Repository, world: World): Spots {
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  const former = kinds.flatMap(({ kind, format, isDeep, place }): Place[] =>
    places.some(({ folder }) => folder === place) ? [] : [{ kind, format, isDeep, folder: place }],
  );
  const known = new Map<string, Spot | undefined>();
  const spotOf = (path: string): Spot | undefined => {
    if (!path.startsWith(below)) return undefined;
    const inside = path.slice(below.length);
    const kind = kindAt(inside, places);
    if (kind !== undefined) return { kind, isFormer: false };
    const past = kindAt(inside, former);
    return past === undefined ? undefined : { kind: past, isFormer: true };
  };
  return {
    folders: [...places, ...former].map(({ folder }) => `${below}${folder}`),
    at(path) {
      if (!known.has(path)) known.set(path, spotOf(path));
      return known.get(path);
    },
  };
}
