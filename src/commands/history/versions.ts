import type { ReadFacts } from '../../core/history/attribute.ts';
import type { MainCommit } from '../../core/history/commit.ts';
import type { Facts } from '../../core/history/facts.ts';
import { readFacts } from '../../core/history/read-facts.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { type FactsCache, openFactsCache } from './facts-cache.ts';
import { progressOn } from './progress.ts';
import { type Spot, type Spots, spotsOf } from './spots.ts';

/** The versions of records that commits of the main line hold. */
export function versionsOf(
  repository: Repository,
  world: World,
): {
  /** The commits that touch records, newest first, down to but without `since`; their versions can then be read. */
  walk(tip: string, since: string | undefined): Promise<readonly MainCommit[]>;
  read: ReadFacts;
} {
  const { top } = repository.root;
  const spots = spotsOf(repository, world);
  let cache = openFactsCache(repository.root, world, { isForFew: true });
  const factsAt = (spot: Spot, blob: string): Facts | null => {
    const known = cache.find(keyOf(spot, blob));
    if (known !== undefined) return known;
    const facts = factsIn(world.git.readBlobs(top, [blob]).get(blob) ?? null, spot, world);
    cache.keep(keyOf(spot, blob), facts);
    return facts;
  };
  return {
    async walk(tip, since) {
      if (since === undefined) cache = openFactsCache(repository.root, world);
      const commits = await walkInto(cache, { tip, since }, spots, top, world);
      cache.save();
      return commits;
    },
    read(path, blob, mode) {
      const spot = blob === null ? undefined : spots.at(path);
      if (blob === null || spot === undefined) return undefined;
      const facts = isRegular(mode) ? factsAt(spot, blob) : null;
      return facts === null && spot.isFormer ? undefined : facts;
    },
  };
}

/** One walk and one stream of blobs, side by side: each distinct version is parsed once. */
async function walkInto(
  cache: FactsCache,
  { tip, since }: { tip: string; since: string | undefined },
  spots: Spots,
  top: string,
  world: World,
): Promise<readonly MainCommit[]> {
  const commits: MainCommit[] = [];
  const pending = new Map<string, Spot[]>();
  const progress = progressOn(world);
  const want = (path: string, blob: string | null, batch: string[]): void => {
    const spot = blob === null ? undefined : spots.at(path);
    if (blob === null || spot === undefined || cache.has(keyOf(spot, blob))) return;
    const asked = pending.get(blob);
    if (asked === undefined) {
      pending.set(blob, [spot]);
      batch.push(blob);
    } else if (!asked.some((each) => keyOf(each, blob) === keyOf(spot, blob))) asked.push(spot);
  };
  async function* wanted(): AsyncGenerator<string[]> {
    for await (const batch of world.git.walkHistory(top, tip, spots.folders, since)) {
      const blobs: string[] = [];
      for (const commit of batch) {
        commits.push(commit);
        const inner = commit.inner.flatMap(({ changes }) => changes);
        for (const { path, blob, mode } of [...commit.changes, ...inner])
          want(path, isRegular(mode) ? blob : null, blobs);
        // What main had before is there already, unless the walk begins in its middle.
        for (const { path, before } of since === undefined ? inner : [...commit.changes, ...inner])
          want(path, before, blobs);
      }
      progress.say(commits.length);
      yield blobs;
    }
  }
  for await (const reads of world.git.readBlobStream(top, wanted())) {
    for (const { blob, bytes } of reads) {
      for (const spot of pending.get(blob) ?? []) cache.keep(keyOf(spot, blob), factsIn(bytes, spot, world));
      // Asked for again where the same text turns up in another kind's place.
      pending.delete(blob);
    }
  }
  progress.done();
  return commits;
}

const isRegular = (mode: string | null): boolean => mode?.startsWith('100') === true;
const keyOf = ({ kind, isFormer }: Spot, blob: string): string => `${isFormer ? 'former ' : ''}${kind} ${blob}`;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function factsIn(bytes: Uint8Array | null, { kind, isFormer }: Spot, world: World): Facts | null {
  let text: string;
  try {
    if (bytes === null) return null;
    text = decoder.decode(bytes);
  } catch {
    return null;
  }
  if (isFormer && !/^schema: *["']?pir\//m.test(text)) return null;
  return readFacts(text, kind, world.sha256);
}
