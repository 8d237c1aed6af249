import type { World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { type RecordPlaces, type RecordRow, recordPlaces } from '../record-rows.ts';
import { CONFIG } from '../repository.ts';
import { type Compared, rootAt, type SettingsAt, settingsOf } from './settings-at.ts';

/**
 * Records of the base, as they stand there, whose file HEAD's own settings no longer look for as a record of that kind.
 * Settings that look elsewhere take records away as surely as deleting them does, and no file of theirs shows it.
 */
export function outOfSight(
  compared: Compared,
  settings: { base: SettingsAt; head: SettingsAt },
  request: Request,
  world: World,
): ReadonlyMap<string, RecordRow> {
  const { base, head } = settings;
  const { root, places } = base.repository;
  // With its config gone from a folder below, a repository begins further up, by whatever settings stand there.
  const own = { ...compared, policy: compared.head, base: compared.head };
  const isGone = [...base.files.keys()].some((path) => path.endsWith(CONFIG) && !head.files.has(path));
  const rootThen = isGone ? rootAt(own, request, root.top, world) : root;
  const then = rootThen.folder === root.folder ? head : settingsOf(own, rootThen, request, world).head;
  const placesThen = then.repository.places;
  const isSame = rootThen.folder === root.folder && JSON.stringify(places) === JSON.stringify(placesThen);
  if (isSame) return new Map();
  const is = recordPlaces(placesThen, rootThen, world);
  const was = recordPlaces(places, root, world);
  const rows = world.git.treeAt(root.top, compared.base, was.folders).flatMap((file) => was.rowOf(file) ?? []);
  return new Map(rows.filter((row) => is.rowOf(row)?.kind !== row.kind).map((row) => [row.path, row]));
}

/** Those places without what is out of sight. */
export function inSight({ folders, rowOf }: RecordPlaces, unseen: ReadonlyMap<string, RecordRow>): RecordPlaces {
  return unseen.size === 0
    ? { folders, rowOf }
    : { folders, rowOf: (file) => (unseen.has(file.path) ? undefined : rowOf(file)) };
}
