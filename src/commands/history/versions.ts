import type { ReadFacts } from '../../core/history/attribute.ts';
import type { BlobRead, MainCommit } from '../../core/history/commit.ts';
import type { Facts } from '../../core/history/facts.ts';
import { type FactsReader, factsReader } from '../../core/history/read-facts.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
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
  spots: Spots;
} {
  const { top } = repository.root;
  const spots = spotsOf(repository, world);
  // What versions say, by the kind and blob that say it; null for one that cannot be read. Most share most of it.
  const known = knownFacts();
  const reader = factsReader(world.sha256);
  const factsAt = (spot: Spot, blob: string): Facts | null => {
    const here = known.at(spot);
    let facts = here.get(blob);
    if (facts === undefined) {
      facts = factsIn(world.git.readBlobs(top, [blob]).get(blob) ?? null, spot, reader);
      here.set(blob, facts);
    }
    return facts;
  };
  return {
    spots,
    walk: (tip, since) => walkInto(known, { tip, since }, { spots, reader }, top, world),
    read(path, blob, mode) {
      const spot = blob === null ? undefined : spots.at(path);
      if (blob === null || spot === undefined) return undefined;
      const facts = isRegular(mode) ? factsAt(spot, blob) : null;
      return facts === null && spot.isFormer ? undefined : facts;
    },
  };
}

/** By blob, for each sort of spot. */
interface KnownFacts {
  at(spot: Spot): Map<string, Facts | null>;
}

function knownFacts(): KnownFacts {
  const all = new Map<string, Map<string, Facts | null>>();
  return {
    at(spot) {
      const sort = sortOf(spot);
      let here = all.get(sort);
      if (here === undefined) {
        here = new Map();
        all.set(sort, here);
      }
      return here;
    },
  };
}

interface Asked {
  spot: Spot;
  blob: string;
}

/** One walk and one stream of blobs, side by side: each distinct version is parsed once. */
async function walkInto(
  known: KnownFacts,
  { tip, since }: { tip: string; since: string | undefined },
  { spots, reader }: { spots: Spots; reader: FactsReader },
  top: string,
  world: World,
): Promise<readonly MainCommit[]> {
  const commits: MainCommit[] = [];
  // Git answers in the order in which it is asked.
  const asked: Asked[] = [];
  const progress = progressOn(world);
  const want = (path: string, blob: string | null, batch: string[]): void => {
    const spot = blob === null ? undefined : spots.at(path);
    if (blob === null || spot === undefined) return;
    const here = known.at(spot);
    if (here.has(blob)) return;
    // Until it is read.
    here.set(blob, null);
    asked.push({ spot, blob });
    batch.push(blob);
  };
  async function* wanted(): AsyncGenerator<string[]> {
    for await (const batch of world.git.walkHistory(top, tip, spots.folders, since)) {
      const blobs: string[] = [];
      for (const commit of batch) {
        commits.push(commit);
        for (const { path, blob, mode } of commit.changes) want(path, isRegular(mode) ? blob : null, blobs);
        if (commit.inner.length === 0) continue;
        const inner = commit.inner.flatMap(({ changes }) => changes);
        for (const { path, blob, mode } of inner) want(path, isRegular(mode) ? blob : null, blobs);
        // What main had before is there already, or was kept.
        for (const { path, before } of inner) want(path, before, blobs);
      }
      progress.say(commits.length);
      yield blobs;
    }
  }
  for await (const reads of world.git.readBlobStream(top, wanted())) {
    const answered = asked.splice(0, reads.length);
    for (let i = 0; i < answered.length; i++) {
      const { spot, blob } = answered[i] as Asked;
      known.at(spot).set(blob, factsIn((reads[i] as BlobRead).bytes, spot, reader));
    }
  }
  progress.done();
  return commits;
}

const isRegular = (mode: string | null): boolean => mode?.startsWith('100') === true;
const sortOf = ({ kind, isFormer }: Spot): string => (isFormer ? `former ${kind}` : kind);

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function factsIn(bytes: Uint8Array | null, { kind, isFormer }: Spot, reader: FactsReader): Facts | null {
  let text: string;
  try {
    if (bytes === null) return null;
    text = decoder.decode(bytes);
  } catch {
    return null;
  }
  if (isFormer && !/^schema: *["']?pir\//m.test(text)) return null;
  return reader(text, kind);
}
