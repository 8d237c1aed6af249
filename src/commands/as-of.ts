import { CannotJudge, type Root, UserError, type World } from '../world/world.ts';
import { rootAt } from './check/settings-at.ts';
import type { Request } from './command.ts';
import { momentOf } from './moment.ts';
import { type Tree, treeOf } from './origin.ts';
import {
  CONFIG,
  findRoot,
  openRepository,
  type Repository,
  readSettings,
  repositoryWith,
  type Settings,
} from './repository.ts';

/**
 * The repository as of the moment that --as-of names: clock, config, people, waivers, baseline and records of the last
 * commit on the main line at or before it, or of the revision itself. Without the flag, and where there is no history,
 * everything as it stands now, by the clock of the run. For commands that only read.
 */
export function openAsOf(request: Request, world: World): Repository {
  const root = request.hasAsOfFlag || request.cwd !== world.cwd ? findRoot(request.cwd, world) : undefined;
  if (root?.isBare) return openBare(root, request, world);
  if (root === undefined || !request.hasAsOfFlag) return openRepository(request, world);
  if (!root.isGit) return withNote(openRepository(request, world), 'not in git: --as-of sets only the clock');
  // Of today's settings only the branch and the zone count: what else is wrong in them has no part in it.
  const { config } = readSettings(root, request, world);
  const today = ofSettings(config, root, request, world);
  const main = world.git.mainLine(root.top, today.config.branch);
  if (main === undefined)
    return withNote(openRepository(request, world), 'nothing is committed yet: --as-of sets only the clock');
  return atAsked(today, main, request, world);
}

function atAsked(today: Repository, main: Main, request: Request, world: World): Repository {
  return momentOf(request.asOf ?? '', today.zone) === undefined
    ? atRevision(today, main, request, world)
    : atMoment(today, main, request, world);
}

/** There are no files but those of commits: what is on the main line now stands for them. */
function openBare(root: Root, request: Request, world: World): Repository {
  const mainBy = (branch: string) => world.git.mainLine(root.top, branch);
  const first = mainBy('main');
  if (first === undefined)
    throw new UserError(
      `Unexpected bare repository ${root.folder}, in which nothing is committed`,
      'Push to it first.',
    );
  // A moment that was asked for is looked for once the branch and the zone are known.
  const now = request.hasAsOfFlag ? { ...request, asOf: undefined } : request;
  const at = (main: Main) => openTree({ commit: main.tip, branch: branchOf(main, root.top, world) }, root, now, world);
  const guess = at(first);
  const main = mainBy(guess.config.branch) ?? first;
  const today = main.tip === first.tip ? guess : at(main);
  if (!request.hasAsOfFlag) return today;
  return atAsked(ofSettings({ name: CONFIG, text: today.configText }, root, request, world), main, request, world);
}

function ofSettings(config: Settings['config'], root: Root, request: Request, world: World): Repository {
  const none = { people: nothing('people.yaml'), waivers: nothing('.pir/waivers.yaml') };
  return repositoryWith({ config, ...none }, root, request, world);
}

const nothing = (name: string): Settings['config'] => ({ name, text: undefined });

const withNote = (repository: Repository, note: string): Repository => ({ ...repository, notes: [note] });

type Main = NonNullable<ReturnType<World['git']['mainLine']>>;

function atRevision(today: Repository, main: Main, request: Request, world: World): Repository {
  const { top } = today.root;
  const commit = world.git.resolve(top, request.asOf ?? '');
  const isOnMain = commit === main.tip || world.git.isAncestor(top, commit, main.tip);
  return openTree({ commit, branch: isOnMain ? branchOf(main, top, world) : null }, today.root, request, world);
}

/** How often the zone is looked at again: a day ends by the zone that the config of its own moment names. */
const MOST_ROUNDS = 4;

function atMoment(today: Repository, main: Main, request: Request, world: World): Repository {
  const { top } = today.root;
  const branch = branchOf(main, top, world);
  let found = today;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const commit = world.git.commitAt(top, main.tip, found.asOf);
    if (commit === undefined) {
      const origin = treeOf({ commit: null, branch }, today.root, world);
      return withNote({ ...today, origin }, `nothing was on ${branch ?? 'HEAD'} at that moment`);
    }
    if (commit === found.origin.tree?.commit) break;
    found = openTree({ commit, branch }, today.root, request, world);
  }
  return found;
}

/** The branch that the main line is, wherever it was read from. */
function branchOf({ ref }: Main, top: string, world: World): string | null {
  if (ref === 'HEAD') return world.git.state(top).branch;
  return ref.replace(/^refs\/(?:heads|remotes\/origin)\//, '');
}

function openTree(tree: Tree & { commit: string }, { top }: Root, request: Request, world: World): Repository {
  const { commit } = tree;
  const root = rootAt({ head: commit, base: commit, policy: commit, changed: [] }, request, top, world);
  const origin = treeOf(tree, root, world);
  const { cwd, files } = world;
  const below = (name: string) => files.relative(top, files.join(root.folder, name));
  const asked = request.config === undefined ? undefined : files.resolve(cwd, request.config);
  const configName = asked === undefined ? below(CONFIG) : files.relative(top, files.real(asked));
  const isOutside = asked !== undefined && /^\.\.(?:\/|$)/.test(configName);
  const names = { config: configName, people: below('people.yaml'), waivers: below('.pir/waivers.yaml') };
  const texts = origin.texts(Object.values(names).filter((name) => !isOutside || name !== configName));
  for (const [name, text] of texts)
    if (text === undefined)
      throw new UserError(
        `Unexpected bytes in ${name} in ${commit.slice(0, 12)}, expected UTF-8`,
        'Name another moment.',
      );
  const configText = isOutside ? files.readText(asked) : texts.get(configName);
  if (asked !== undefined && configText === undefined)
    throw new UserError(
      `Unexpected --config ${request.config}, which does not exist${isOutside ? '' : ` in ${commit.slice(0, 12)}`}`,
      'Name a file that does.',
    );
  const settings: Settings = {
    config: { name: configName, text: configText },
    people: { name: names.people, text: texts.get(names.people) },
    waivers: { name: names.waivers, text: texts.get(names.waivers) },
  };
  try {
    return repositoryWith(settings, root, request, world, origin);
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof CannotJudge) throw error;
    throw new UserError(error.message, `${error.hint} This is how it stands in ${commit.slice(0, 12)}.`);
  }
}
