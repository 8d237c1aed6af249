import { kinds, type RecordKind } from '../../core/record/kinds.ts';
import { kindAt, type Place } from '../../core/record/places.ts';
import type { World } from '../../world/world.ts';
import { CONFIG, type Repository } from '../repository.ts';

/** A version of a file in a record's place. A place of former days holds only what says that it is a record. */
export interface Spot {
  kind: RecordKind;
  isFormer: boolean;
}

/** Where records are, and were. Paths are relative to git's top level. */
export interface Spots {
  /** The folders, and the config that names them. */
  readonly folders: readonly string[];
  readonly config: string;
  /** What the places of former days are. */
  readonly former: readonly Place[];
  /** Takes in more of them; false where all were known. */
  add(places: readonly Place[]): boolean;
  at(path: string): Spot | undefined;
}

/**
 * Which paths were records' places: those of the config, those that pir takes without one, and those that are added
 * because an older config named them.
 */
export function spotsOf({ root, places }: Repository, world: World): Spots {
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  const isNew = ({ folder }: Place, known: readonly Place[]) => !known.some((place) => place.folder === folder);
  const former = kinds
    .map(({ kind, format, isDeep, place }): Place => ({ kind, format, isDeep, folder: place }))
    .filter((place) => isNew(place, places));
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
    get folders() {
      return [...[...places, ...former].map(({ folder }) => `${below}${folder}`), this.config];
    },
    config: `${below}${CONFIG}`,
    former,
    add(more) {
      const before = former.length;
      for (const place of more) if (isNew(place, [...places, ...former])) former.push(place);
      if (former.length > before) known.clear();
      return former.length > before;
    },
    at(path) {
      let spot = known.get(path);
      if (spot === undefined && !known.has(path)) {
        spot = spotOf(path);
        known.set(path, spot);
      }
      return spot;
    },
  };
}
