import type { MainCommit } from '../core/history/commit.ts';
import type { Facts } from '../core/history/facts.ts';
import { addCommit, emptyLedger, type Ledger } from '../core/history/ledger.ts';
import { readFacts } from '../core/history/read-facts.ts';
import type { RecordKind } from '../core/record/kinds.ts';
import { kinds } from '../core/record/kinds.ts';
import { kindAt, type Place } from '../core/record/places.ts';
import { countOf } from '../core/words.ts';
import { CannotJudge, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import { openFactsCache } from './facts-cache.ts';
import type { Repository } from './repository.ts';

export interface ReadHistory {
  ledger: Ledger;
  /** What was read: the branch, or HEAD; undefined before the first commit. */
  ref: string | undefined;
  notes: readonly string[];
}

/** A version of a file in a record's place. A place of former days holds only what says that it is a record. */
interface Spot {
  kind: RecordKind;
  isFormer: boolean;
}

/**
 * Reads the main line up to as-of: one walk, each distinct version of a record parsed once. CannotJudge outside git, and
 * where a shallow or partial clone lacks what is needed.
 */
export async function readHistory(request: Request, repository: Repository, world: World): Promise<ReadHistory> {
  const { root, config } = repository;
  if (!root.isGit)
    throw new CannotJudge(
      `There is no git repository around ${root.folder}, and so no history`,
      'Run it in a clone, or run git init and commit the records.',
    );
  const { git } = world;
  const main = git.mainLine(root.top, config.branch);
  const tip =
    main === undefined || request.asOf === undefined ? main?.tip : git.commitAt(root.top, main.tip, repository.asOf);
  if (main === undefined || tip === undefined)
    return { ledger: emptyLedger(), ref: main?.ref, notes: [nothingYet(main?.ref)] };
  const spotAt = spotter(repository, world);
  const { commits, read } = await readVersions(tip, spotAt, repository, world);
  const old = olderThanEpoch(commits, repository, world);
  const ledger = emptyLedger();
  for (let i = commits.length - 1; i >= 0; i--) {
    addCommit(ledger, commits[i] as MainCommit, read, {
      severities: config.severities,
      isBeforeEpoch: () => i >= old,
    });
  }
  return { ledger, ref: main.ref, notes: notesOf(ledger, root.top, world) };
}

const nothingYet = (ref: string | undefined): string =>
  ref === undefined ? 'nothing is committed yet' : `nothing was on ${ref} at that moment`;

function notesOf({ skipped }: Ledger, top: string, world: World): string[] {
  const { replaced, grafted } = world.git.overrides(top);
  return [
    ...(skipped.length === 0
      ? []
      : [
          `${countOf(skipped.length, 'old version')} could not be read and ${skipped.length === 1 ? 'was' : 'were'} passed over`,
        ]),
    ...(replaced.length === 0
      ? []
      : [`${countOf(replaced.length, 'replace ref')} ignored: history is read as it was written`]),
    ...(grafted.length === 0 ? [] : [`${countOf(grafted.length, 'graft')} ignored: history is read as it was written`]),
  ];
}

/** Which paths were records' places: those of the config, and those that pir takes without one. */
function spotter(
  { root, places }: Repository,
  world: World,
): { folders: string[]; at(path: string): Spot | undefined } {
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

type ReadFacts = (path: string, blob: string | null, mode: string | null) => Facts | null | undefined;

/** The commits of the main line, newest first, and what their versions of records say. */
async function readVersions(
  tip: string,
  spots: ReturnType<typeof spotter>,
  { root }: Repository,
  world: World,
): Promise<{ commits: readonly MainCommit[]; read: ReadFacts }> {
  const cache = openFactsCache(root, world);
  const commits: MainCommit[] = [];
  const pending = new Map<string, Spot[]>();
  const progress = progressOn(world);
  const want = (path: string, blob: string | null, isRegular: boolean, batch: string[]): void => {
    const spot = blob === null || !isRegular ? undefined : spots.at(path);
    if (blob === null || spot === undefined || cache.has(keyOf(spot, blob))) return;
    const asked = pending.get(blob);
    if (asked === undefined) {
      pending.set(blob, [spot]);
      batch.push(blob);
    } else if (!asked.some((each) => keyOf(each, blob) === keyOf(spot, blob))) asked.push(spot);
  };
  async function* wanted(): AsyncGenerator<string[]> {
    for await (const batch of world.git.walkHistory(root.top, tip, spots.folders)) {
      const blobs: string[] = [];
      for (const commit of batch) {
        commits.push(commit);
        for (const { path, blob, mode } of commit.changes) want(path, blob, isRegular(mode), blobs);
        for (const inner of commit.inner) {
          for (const { path, blob, mode, before } of inner.changes) {
            want(path, before, true, blobs);
            want(path, blob, isRegular(mode), blobs);
          }
        }
      }
      progress.say(commits.length);
      yield blobs;
    }
  }
  for await (const reads of world.git.readBlobStream(root.top, wanted())) {
    for (const { blob, bytes } of reads) {
      for (const spot of pending.get(blob) ?? []) cache.keep(keyOf(spot, blob), factsIn(bytes, spot, world));
      // Asked for again where the same text turns up in another kind's place.
      pending.delete(blob);
    }
  }
  progress.done();
  cache.save();
  const factsAt = (spot: Spot, blob: string): Facts | null => {
    const known = cache.find(keyOf(spot, blob));
    if (known !== undefined) return known;
    const facts = factsIn(world.git.readBlobs(root.top, [blob]).get(blob) ?? null, spot, world);
    cache.keep(keyOf(spot, blob), facts);
    return facts;
  };
  return {
    commits,
    read(path, blob, mode) {
      const spot = blob === null ? undefined : spots.at(path);
      if (blob === null || spot === undefined) return undefined;
      const facts = isRegular(mode) ? factsAt(spot, blob) : null;
      return facts === null && spot.isFormer ? undefined : facts;
    },
  };
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

/** The index of the newest commit that is the epoch's or older; past the end where there is no epoch. */
function olderThanEpoch(commits: readonly MainCommit[], { root, config }: Repository, world: World): number {
  if (config.epoch === '') return commits.length;
  const epoch = world.git.resolve(root.top, config.epoch);
  let [from, to] = [0, commits.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (world.git.isAncestor(root.top, commits[middle]?.hash ?? '', epoch)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** On a terminal, what a long walk is at; nothing in its first second. */
function progressOn({ terminal, now }: World): { say(commits: number): void; done(): void } {
  const start = now();
  let last = start;
  return {
    say(commits) {
      const at = now();
      if (!terminal.errIsTty || at - start < 1 || at - last < 0.2) return;
      last = at;
      terminal.err(`\rReading history: ${commits} commits that touch records`);
    },
    done() {
      if (last !== start) terminal.err('\r\u001b[K');
    },
  };
}
