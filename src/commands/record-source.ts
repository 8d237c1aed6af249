import type { RulePlan } from '../core/check/plan-rules.ts';
import type { Verdict } from '../core/check/verdict.ts';
import { kindAt } from '../core/record/places.ts';
import type { RecordFile } from '../core/record/record.ts';
import { UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import { recordOfBlob } from './record-rows.ts';
import type { Repository } from './repository.ts';
import { FEWEST_TO_CACHE, openVerdictCache, type VerdictCache } from './verdict-cache.ts';

/** Where a run takes its records from, and which of them it was asked about. */
export interface Source {
  /** What has to be read and judged; verdicts that are known already are handed over instead. */
  files: (known: (verdict: Verdict) => void) => Iterable<RecordFile>;
  cache?: VerdictCache;
  /** Undefined when everything was asked for. */
  isAsked: ((path: string) => boolean) | undefined;
}

/** Whether a run takes all records, and those as they stand in the folders. */
export function isWhole(request: Request, { origin }: Repository): boolean {
  const isPart = request.isOn('staged') || request.text('stdin-filename') !== undefined;
  return !isPart && origin.tree === undefined && request.manyArguments('PATH').length === 0;
}

/** The work tree's records, the index's, or one from standard input beside the others. */
export async function sourceOf(
  request: Request,
  repository: Repository,
  plan: readonly RulePlan[],
  world: World,
): Promise<Source> {
  const paths = request.manyArguments('PATH');
  const stdinName = request.text('stdin-filename');
  const isStaged = request.isOn('staged');
  if (isStaged && (paths.length > 0 || stdinName !== undefined))
    throw new UserError('Unexpected --staged together with paths or --stdin-filename', 'Use one of them.');
  if (stdinName !== undefined && paths.length > 0)
    throw new UserError('Unexpected paths together with --stdin-filename', 'Use one of them.');
  if (isStaged) return stagedSource(repository, world);
  if (stdinName !== undefined) return stdinSource(stdinName, request, repository, world);
  if (repository.origin.tree !== undefined) return treeSource(paths, request, repository, world);
  const { paths: all, files, cache } = await workTreeSource(repository, plan, world);
  const source = { files, ...(cache && { cache }) };
  if (paths.length === 0) return { ...source, isAsked: undefined };
  const asked = paths.map((path) => nameOfAsked(path, request, repository, world));
  return { ...source, isAsked: askedOf(paths, asked, all, repository) };
}

/** What tells the records that were asked for by those names. UserError for a name that holds none. */
function askedOf(
  paths: readonly string[],
  names: readonly string[],
  all: readonly string[],
  { places }: Repository,
): (path: string) => boolean {
  for (const [i, name] of names.entries()) {
    if (all.some((path) => isWithin(path, name))) continue;
    throw new UserError(
      `Unexpected path ${paths[i]}, which holds no record`,
      `Records live in ${places.map((place) => place.folder).join(', ')}.`,
    );
  }
  return (path) => names.some((name) => isWithin(path, name));
}

/** The records as a commit holds them; what was asked for may be gone from the folders by now. */
function treeSource(paths: readonly string[], { cwd }: Request, repository: Repository, { files }: World): Source {
  const { origin, places, root } = repository;
  if (paths.length === 0) return { files: () => origin.records(places), isAsked: undefined };
  const all = [...origin.records(places)];
  const names = paths.map((path) => files.relative(root.top, files.resolve(cwd, path)));
  const found = all.map(({ path }) => path);
  return { files: () => all, isAsked: askedOf(paths, names, found, repository) };
}

function nameOfAsked(path: string, { cwd }: Request, { root }: Repository, { files }: World): string {
  const absolute = files.resolve(cwd, path);
  if (files.look(absolute) !== 'none') return files.relative(root.top, absolute);
  throw new UserError(`Unexpected path ${path}, which does not exist`, 'Name records or folders that hold some.');
}

/** The records as they stand in the folders; of many, those that git knows to be unchanged are remembered. */
async function workTreeSource(
  repository: Repository,
  plan: readonly RulePlan[],
  world: World,
): Promise<{ paths: string[]; files: Source['files']; cache: VerdictCache | undefined }> {
  const { root, places } = repository;
  const paths: string[] = [];
  const folders: string[] = [];
  const since = world.now();
  const note = (path: string) => paths.push(path) > 0;
  const odd = [...world.files.readRecords(root, places, note, (folder) => folders.push(folder))];
  for (const file of odd) paths.push(file.path);
  const listed = { paths, folders, since };
  const cache = paths.length < FEWEST_TO_CACHE ? undefined : await openVerdictCache(repository, listed, plan, world);
  if (cache === undefined) return { paths, files: () => world.files.readRecords(root, places), cache };
  return {
    paths,
    cache,
    files: (known) =>
      world.files.readRecords(root, places, (path) => {
        const verdict = cache.find(path);
        if (verdict !== undefined) known(verdict);
        return verdict !== undefined;
      }),
  };
}

const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

/** The record from standard input in the place of the file it would be, beside all others. */
async function stdinSource(
  name: string,
  request: Request,
  { root, places }: Repository,
  world: World,
): Promise<Source> {
  const absolute = world.files.resolve(request.cwd, name);
  const path = world.files.relative(root.top, absolute);
  const kind = kindAt(world.files.relative(root.folder, absolute), places);
  if (kind === undefined) {
    throw new UserError(
      `Unexpected --stdin-filename ${name}, which is in no record's place`,
      `Records live in ${places.map((place) => place.folder).join(', ')}.`,
    );
  }
  const text = await world.files.readStdin();
  const others = [...world.files.readRecords(root, places)].filter((file) => file.path !== path);
  return { files: () => [...others, { path, kind, text }], isAsked: (other) => other === path };
}

/** The records as the index holds them: what a commit made now would bring. */
function stagedSource({ root, places }: Repository, world: World): Source {
  if (!root.isGit) throw new UserError('Unexpected --staged outside a git repository', 'Run pir check without it.');
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  const rows = world.git.staged(root.top).flatMap((row) => {
    const kind = row.path.startsWith(below) ? kindAt(row.path.slice(below.length), places) : undefined;
    return kind === undefined ? [] : [{ ...row, kind }];
  });
  const blobs = world.git.readBlobs(
    root.top,
    rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob),
  );
  const changed = world.git.stagedChanges(root.top);
  return {
    files: () => rows.map((row) => recordOfBlob(row, blobs.get(row.blob))),
    isAsked: (path) => changed.has(path),
  };
}
