import type { PlacedWaiver } from '../core/check/rule.ts';
import { type Clock, clockAt } from '../core/clock.ts';
import { type Config, resolveConfig } from '../core/config.ts';
import { type People, peopleOf } from '../core/people.ts';
import { type Place, placesOf } from '../core/record/places.ts';
import type { ConfigFile, Person, Waiver } from '../core/record/shapes.ts';
import type { Report } from '../core/report.ts';
import { formatInstant } from '../core/time.ts';
import { type ZoneClock, zoneClock } from '../core/zone.ts';
import { type Root, UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import { readAsOf } from './moment.ts';
import { type Origin, workTree } from './origin.ts';
import { readYaml } from './read-yaml.ts';

/** What every command stands on: where records live, how they are judged, and the moment that counts as now. */
export interface Repository {
  root: Root;
  /** Where records are read from, and everything else that is here. */
  origin: Origin;
  config: Config;
  /** The config's text, '' where there is none. */
  configText: string;
  people: People | undefined;
  peopleText: string;
  waivers: readonly PlacedWaiver[];
  waiversText: string;
  places: readonly Place[];
  zone: ZoneClock;
  /** UTC epoch seconds. */
  asOf: number;
  clock: Clock;
  /** What has to be said about as-of. */
  notes: readonly string[];
}

/** The file whose folder is the root. */
export const CONFIG = 'pir.config.yaml';

/** The files that say how records are judged, by name; texts are undefined where there is none. */
export interface Settings {
  config: { name: string; text: string | undefined };
  people: { name: string; text: string | undefined };
  waivers: { name: string; text: string | undefined };
}

/** Finds the root, reads config, people and waivers as they stand there now, and settles the as-of moment. */
export function openRepository(request: Request, world: World): Repository {
  const root = findRoot(request.cwd, world);
  if (root.isBare)
    throw new UserError(
      `Unexpected bare repository ${root.folder}, expected one with its files`,
      'Clone it, and run this in the clone.',
    );
  return repositoryWith(readSettings(root, request, world), root, request, world);
}

/** The settings as they stand in the folders. */
export function readSettings(root: Root, request: Request, world: World): Settings {
  const read = (path: string) => ({ name: nameOf(path, root, world), text: world.files.readText(path) });
  const config = read(
    request.config === undefined
      ? world.files.join(root.folder, CONFIG)
      : world.files.resolve(request.cwd, request.config),
  );
  if (config.text === undefined && request.config !== undefined) {
    throw new UserError(
      `Unexpected --config ${request.config}, which does not exist`,
      'Name a file, or run pir init to make one.',
    );
  }
  const people = read(world.files.join(root.folder, 'people.yaml'));
  const waivers = read(world.files.join(root.folder, '.pir/waivers.yaml'));
  return { config, people, waivers };
}

/** The repository as those texts make it. UserError for what is wrong in them. */
export function repositoryWith(
  settings: Settings,
  root: Root,
  request: Request,
  world: World,
  origin: Origin = workTree(root, world),
): Repository {
  const config = resolveConfig(readYaml<ConfigFile>('config', settings.config, {}).data);
  const zone = zoneOf(config);
  const people = readYaml<Person[]>('people', settings.people, []);
  const waivers = readYaml<Waiver[]>('waivers', settings.waivers, []);
  const asOf = readAsOf(request, root, zone, world);
  return {
    root,
    origin,
    config,
    configText: settings.config.text ?? '',
    people: settings.people.text === undefined ? undefined : peopleOf(people.data),
    peopleText: settings.people.text ?? '',
    waivers: waivers.placed,
    waiversText: settings.waivers.text ?? '',
    places: placesOf(config.places),
    zone,
    asOf,
    clock: clockAt(asOf, zone),
    notes: [],
  };
}

/** The folder of the nearest config upward, else git's top level; a bare repository only where -C names it. */
export function findRoot(cwd: string, world: World): Root {
  if (world.files.look(cwd) !== 'folder')
    throw new UserError(`Unexpected folder ${cwd}, which does not exist`, 'Name a folder that exists after -C.');
  const top = world.git.topLevel(cwd);
  const bare = top === undefined && cwd !== world.cwd ? world.git.bareTop(cwd) : undefined;
  if (bare !== undefined) return { folder: bare, top: bare, isGit: true, isBare: true };
  let folder = cwd;
  while (world.files.look(world.files.join(folder, CONFIG)) === 'none') {
    const parent = world.files.join(folder, '..');
    if (folder === top || parent === folder) {
      folder = top ?? cwd;
      break;
    }
    folder = parent;
  }
  if (top === undefined) mustNotLackGit(cwd, world);
  return { folder, top: top ?? folder, isGit: top !== undefined };
}

/** Without git a repository looks like any folder, and what only git knows would be left out of every answer. */
function mustNotLackGit(cwd: string, { files, git }: World): void {
  for (let folder = cwd, last = ''; folder !== last; last = folder, folder = files.join(folder, '..')) {
    if (files.look(files.join(folder, '.git')) === 'none') continue;
    if (git.version() !== undefined) return;
    throw new UserError(`Unexpected repository ${folder} on a machine without git`, 'Install git 2.38 or later.');
  }
}

function nameOf(path: string, root: Root, world: World): string {
  return world.files.relative(root.top, path);
}

function zoneOf(config: Config): ZoneClock {
  try {
    return zoneClock(config.timezone);
  } catch {
    throw new UserError(
      `Unexpected timezone "${config.timezone}" in ${CONFIG}, expected a name of the IANA time zone database`,
      'Write it like Europe/Berlin, or UTC.',
    );
  }
}

const namesRepository = new Set(['json', 'sarif', 'gitlab']);

/** Whether that format says what the repository is like. */
export const saysState = (format: string): boolean => namesRepository.has(format);

/** A report about this repository with nothing in it yet. */
export function startReport(command: string, repository: Repository, request: Request): Report {
  const wantsState = request.formats.some(saysState);
  return {
    command,
    asOf: formatInstant(repository.asOf),
    complete: true,
    repository: wantsState ? repository.origin.state() : null,
    findings: [],
    tables: [],
    notes: [],
    files: [],
    summary: { errors: 0, warnings: 0, records: 0 },
    failed: false,
  };
}

/** The places of records, as git names them. */
export function recordFolders({ root, places }: Repository, { files }: World): string[] {
  const prefix = files.relative(root.top, root.folder);
  return places.map(({ folder }) => (prefix === '' ? folder : `${prefix}/${folder}`));
}
