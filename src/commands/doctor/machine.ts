import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { advice, type Condition, ok, problem } from './condition.ts';

/** The programs, who writes here, and how fast reading can be. */
export function machineConditions(repository: Repository, world: World): readonly Condition[] {
  const { root } = repository;
  if (!root.isGit) return [nodeCondition(world), gitCondition(world), noRepository];
  return [
    nodeCondition(world),
    gitCondition(world),
    ok('repository', root.top),
    identityCondition(repository, world),
    historyCondition(root.top, world),
    storageCondition(root.top, world),
    cacheCondition(root.top, world),
  ];
}

function nodeCondition({ nodeVersion }: World): Condition {
  if (isBelow(nodeVersion, 20, 17))
    return problem('node', `${nodeVersion}, older than 20.17`, 'Install Node 20.17 or later.');
  return ok('node', nodeVersion);
}

function gitCondition({ git }: World): Condition {
  const version = git.version();
  if (version === undefined) return problem('git', 'not found', 'Install git 2.38 or later.');
  if (isBelow(version, 2, 31)) return problem('git', `${version}, older than 2.31`, 'Install git 2.38 or later.');
  if (isBelow(version, 2, 38))
    return advice(
      'git',
      `${version}, which cannot be kept from repositories hidden inside another (safe.bareRepository)`,
      'Install git 2.38 or later.',
    );
  return ok('git', version);
}

function isBelow(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first < major || (first === major && second < minor);
}

const noRepository = problem(
  'repository',
  'not inside a git repository: nothing shows who wrote what and when',
  'Run git init, and commit the records.',
);

function identityCondition({ root, people }: Repository, { git }: World): Condition {
  const identity = git.identity(root.top);
  if (identity === undefined)
    return advice(
      'identity',
      'git does not know who you are: every verb that writes needs --by',
      'Run git config user.name and git config user.email.',
    );
  const person = people?.withEmail(identity.email);
  if (people !== undefined && person === undefined)
    return advice(
      'identity',
      `${identity.email}, whom people.yaml does not have`,
      'Add the address to a person in people.yaml, or mend git config user.email.',
    );
  return ok('identity', person?.handle === undefined ? identity.email : `${person.handle} (${identity.email})`);
}

function historyCondition(top: string, { git }: World): Condition {
  if (git.state(top).shallow)
    return problem(
      'history',
      'a shallow clone: who changed what, and when, is not here',
      'Run git fetch --unshallow; in GitHub Actions set fetch-depth: 0.',
    );
  return ok('history', 'complete');
}

/** From when git itself would pack (gc.auto, gc.autoPackLimit), and from when a commit graph is felt. */
const MANY_LOOSE = 6_700;
const MANY_PACKS = 50;
const MANY_OBJECTS = 50_000;

function storageCondition(top: string, { git }: World): Condition {
  const { looseObjects, packedObjects, packs, hasCommitGraph } = git.storage(top);
  const all = looseObjects + packedObjects;
  const words = `${all} objects, ${packs} packs, ${hasCommitGraph ? 'a' : 'no'} commit graph`;
  const todo = [
    ...(looseObjects > MANY_LOOSE || packs > MANY_PACKS ? ['git gc'] : []),
    ...(all > MANY_OBJECTS && !hasCommitGraph ? ['git commit-graph write --reachable'] : []),
  ];
  if (todo.length === 0) return ok('storage', words);
  return advice('storage', `${words}: reading history takes longer than it must`, `Run ${todo.join(' and ')}.`);
}

const PROBE = 'doctor';

function cacheCondition(top: string, { git, cache, sha256 }: World): Condition {
  const folder = git.cacheFolder(top) ?? '';
  const text = sha256(folder);
  cache.write(top, PROBE, text);
  if (cache.read(top, PROBE) === text) return ok('cache', folder);
  return advice('cache', `${folder} cannot be written: every run reads every record`, 'Make the folder yours.');
}
