import type { MainCommit } from '../core/history/commit.ts';
import { addCommit, emptyLedger, type Ledger } from '../core/history/ledger.ts';
import { countOf } from '../core/words.ts';
import { CannotJudge, OtherLine, type World } from '../world/world.ts';
import { formerPlaces } from './history/former-places.ts';
import { type KeptLedger, type LedgerCache, openLedgerCache } from './history/ledger-cache.ts';
import { versionsOf } from './history/versions.ts';
import type { Repository } from './repository.ts';

export interface ReadHistory {
  ledger: Ledger;
  /** What was read: the branch, or HEAD; undefined before the first commit. */
  ref: string | undefined;
  notes: readonly string[];
}

/** What to read: a request says as of when. */
export interface HistoryOptions {
  asOf: string | undefined;
  /** The commit to read back from, where it is not the main line's last. */
  tip?: string;
}

/**
 * Reads the main line up to as-of: one walk, each distinct version of a record parsed once. CannotJudge outside git, and
 * where a shallow or partial clone lacks what is needed.
 */
export async function readHistory(
  { asOf, tip: from }: HistoryOptions,
  repository: Repository,
  world: World,
): Promise<ReadHistory> {
  const { root, config, origin } = repository;
  if (!root.isGit)
    throw new CannotJudge(
      `There is no git repository around ${root.folder}, and so no history`,
      isLikeBare(root.folder, world)
        ? 'A bare repository is read where it is named: pir -C . and the rest.'
        : 'Run it in a clone, or run git init and commit the records.',
    );
  const { git } = world;
  // A revision beside the main line is read by its own way here.
  const start = from ?? (origin.tree?.branch === null ? origin.tree.commit : undefined) ?? undefined;
  const main = start === undefined ? git.mainLine(root.top, config.branch) : { tip: start, ref: start };
  const tip = main === undefined || asOf === undefined ? main?.tip : git.commitAt(root.top, main.tip, repository.asOf);
  if (main === undefined || tip === undefined)
    return { ledger: emptyLedger(), ref: main?.ref, notes: [nothingYet(main?.ref)] };
  const cache = openLedgerCache(repository, world);
  const { ledger, commits, versions } = await readUp(tip, cache, repository, world);
  const old = olderThanEpoch(commits, repository, world);
  for (let i = commits.length - 1; i >= 0; i--) {
    addCommit(ledger, commits[i] as MainCommit, versions.read, {
      severities: config.severities,
      isBeforeEpoch: () => i >= old,
    });
  }
  // A ledger of another moment or branch would only be in the way of the next one of today.
  if (asOf === undefined && start === undefined) cache.save(tip, ledger, commits.length);
  return { ledger, ref: main.ref, notes: notesOf(ledger, root.top, world) };
}

type Versions = ReturnType<typeof versionsOf>;

/** A kept ledger, or an empty one, and what it lacks up to a commit. */
async function readUp(
  tip: string,
  cache: LedgerCache,
  repository: Repository,
  world: World,
): Promise<{ ledger: Ledger; commits: readonly MainCommit[]; versions: Versions }> {
  const versions = versionsOf(repository, world);
  const kept = cache.open(versions.read);
  try {
    return { ...(await readOn(kept, tip, versions, repository, world)), versions };
  } catch (error) {
    if (!(error instanceof OtherLine)) throw error;
    // What was kept is of a line that is no more, and so are the places that it knew of.
    const anew = versionsOf(repository, world);
    const none = { ledger: emptyLedger(), since: undefined };
    return { ...(await readOn(none, tip, anew, repository, world)), versions: anew };
  }
}

/**
 * What a ledger lacks up to a commit. Records may have moved together with the config that names their place: where it
 * named another in what is read, all is read again, there too.
 */
async function readOn(
  { ledger, since }: KeptLedger,
  tip: string,
  { spots, walk }: Versions,
  { root: { top }, configText: text }: Repository,
  world: World,
): Promise<{ ledger: Ledger; commits: readonly MainCommit[] }> {
  spots.add(ledger.former);
  const commits = since === tip ? [] : await walk(tip, since);
  const isMoved = spots.add(formerPlaces(commits, { top, config: spots.config, text }, world));
  if (!isMoved) return { ledger, commits: aboutRecords(commits, spots.config) };
  const all = await walk(tip, undefined);
  return { ledger: { ...emptyLedger(), former: spots.former }, commits: aboutRecords(all, spots.config) };
}

/** Without the commits that touched nothing but the config. */
const aboutRecords = (commits: readonly MainCommit[], config: string): readonly MainCommit[] =>
  commits.filter(({ changes }) => changes.length > 1 || changes[0]?.path !== config);

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

// One that nobody named may have been committed by anybody, and git would run what it says.
function isLikeBare(folder: string, { files }: World): boolean {
  return (
    files.look(files.join(folder, 'HEAD')) === 'file' &&
    ['objects', 'refs'].every((name) => files.look(files.join(folder, name)) === 'folder')
  );
}
