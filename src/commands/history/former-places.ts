import type { MainCommit } from '../../core/history/commit.ts';
import { kinds } from '../../core/record/kinds.ts';
import { parseYaml } from '../../core/record/parse.ts';
import { type Place, placesOf } from '../../core/record/places.ts';
import type { ConfigFile } from '../../core/record/shapes.ts';
import type { World } from '../../world/world.ts';

// Each is one more argument of git's; whoever moves records more often than that is not followed further back.
const MOST = 64;

/**
 * The places that versions of the config named, as far as commits changed it, newest first, each once. `text` is the config
 * as it stands now.
 */
export function formerPlaces(
  commits: readonly MainCommit[],
  { top, config, text }: { top: string; config: string; text: string },
  world: World,
): readonly Place[] {
  const blobs = new Set<string>();
  for (const { changes } of commits)
    for (const { path, blob, before, mode } of changes)
      if (path === config && mode !== '120000') for (const one of [blob, before]) if (one !== null) blobs.add(one);
  if (blobs.size === 0) return [];
  // Mostly it is as it ever was, and git need not be asked.
  const [only] = blobs.size === 1 ? blobs : [];
  const isToday = only !== undefined && world.git.isBlob(only, text);
  const texts = isToday ? undefined : world.git.readBlobs(top, [...blobs]);
  const found = new Map<string, Place>();
  for (const blob of blobs)
    for (const place of placesIn(texts === undefined ? text : decoder.decode(texts.get(blob)))) {
      const key = `${place.kind} ${place.folder}`;
      if (found.size < MOST && !found.has(key)) found.set(key, place);
    }
  return [...found.values()];
}

const decoder = new TextDecoder('utf-8');

/** Of a config with anything wrong in it none: what it named may not be a folder. */
function placesIn(text: string): readonly Place[] {
  if (!/^places\b/m.test(text)) return [];
  const { data, problems } = parseYaml(text, 'config');
  if (problems.length > 0) return [];
  const named = (data as ConfigFile | null)?.places ?? {};
  const all = placesOf(Object.fromEntries(kinds.map(({ kind, place }) => [kind, named[kind] ?? place])) as Folders);
  return all.filter(({ kind }) => named[kind] !== undefined);
}

type Folders = Parameters<typeof placesOf>[0];
