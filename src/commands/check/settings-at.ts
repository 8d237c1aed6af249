import type { BaselineEntry } from '../../core/check/baseline.ts';
import { limits } from '../../core/record/limits.ts';
import { type ReadAhead, type Root, type StagedFile, UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { baselineIn } from '../open-baseline.ts';
import { LARGEST_SETTINGS, mustBeReadable } from '../origin.ts';
import { CONFIG, type Repository, repositoryWith, type Settings } from '../repository.ts';

/** How a commit says that records are judged. */
export interface SettingsAt {
  repository: Repository;
  baseline: { path: string; text: string | undefined; entries: readonly BaselineEntry[] };
  /** The files that they stand in, without the baseline: path → what is known of it. */
  files: ReadonlyMap<string, string>;
  isEmpty: boolean;
}

/** What is compared: hashes, and the files that differ between base and head. `policy` is by whose settings is judged. */
export interface Compared {
  head: string;
  base: string;
  policy: string;
  changed: ReturnType<World['git']['changedFiles']>;
}

/** The folder that records are relative to: that of the nearest config upward, in the first commit that has one. */
export function rootAt({ policy, base, head }: Compared, request: Request, top: string, world: World): Root {
  const { files, git } = world;
  const folders: string[] = [];
  for (let folder = files.real(request.cwd); folder !== top && folders.length < 256; folder = files.join(folder, '..'))
    folders.push(folder);
  const nameIn = (folder: string) => files.relative(top, files.join(folder, CONFIG));
  for (const commit of folders.length === 0 ? [] : new Set([policy, base, head])) {
    const found = new Set(git.treeAt(top, commit, [...folders, top].map(nameIn)).map(({ path }) => path));
    const folder = [...folders, top].find((each) => found.has(nameIn(each)));
    if (folder !== undefined) return { folder, top, isGit: true };
  }
  return { folder: top, top, isGit: true };
}

/** Has git read what `settingsOf` asks for, in as few steps as it can be known. */
export async function readSettingsAhead(
  { base, changed }: Compared,
  root: Root,
  request: Request,
  world: World,
  ahead: ReadAhead | undefined,
): Promise<void> {
  if (ahead === undefined) return;
  const names = namesIn(root, request, world);
  const inTree = treePaths(names);
  await ahead.trees(base, inTree);
  const own = [...world.git.treeAt(root.top, base, inTree)];
  for (const { path, after } of changed) if (after !== undefined && isIn(path, names)) own.push(after);
  const settings = ahead.blobs(own.flatMap((row) => blobOf(row) ?? []));
  // What may be records is begun with: where they are, only the settings will say, which are read meanwhile.
  const records = changed.filter(({ path }) => /\.(?:md|ya?ml)$/.test(path));
  void ahead.blobs(records.flatMap(({ before }) => blobOf(before) ?? []));
  void ahead.blobs(records.flatMap(({ after }) => blobOf(after) ?? []));
  await settings;
}

/** Config, people, waivers and baseline of the three. UserError for what is wrong in one of them. */
export function settingsOf(
  { head, base, policy, changed }: Compared,
  root: Root,
  request: Request,
  world: World,
): { head: SettingsAt; base: SettingsAt; policy: SettingsAt } {
  const { files, git } = world;
  const names = namesIn(root, request, world);
  const inTree = treePaths(names);
  const rowsOf = (commit: string) => new Map(git.treeAt(root.top, commit, inTree).map((row) => [row.path, row]));
  const before = rowsOf(base);
  const after = new Map(before);
  for (const { path, after: row } of changed.filter(({ path }) => isIn(path, names))) {
    if (row === undefined) after.delete(path);
    else after.set(path, row);
  }
  const sides = [
    { commit: base, rows: before },
    { commit: head, rows: after },
    ...(policy === base || policy === head ? [] : [{ commit: policy, rows: rowsOf(policy) }]),
  ];
  const read = [names.config, names.people, names.waivers, names.baseline];
  const settingBlobs = sides.flatMap(({ rows }) => read.flatMap((name) => blobOf(rows.get(name)) ?? []));
  const blobs = git.readBlobs(root.top, settingBlobs);
  if (settingBlobs.some((blob) => !blobs.has(blob))) git.requireBlobs(root.top, settingBlobs);
  const long = settingBlobs.filter((blob) => (blobs.get(blob)?.length ?? 0) > limits.record);
  const longs = long.length === 0 ? blobs : git.requireBlobs(root.top, long, LARGEST_SETTINGS);
  const known = new Map(
    sides.map(({ commit, rows }) => {
      const textOf = (name: string) => {
        const blob = blobOf(rows.get(name)) ?? '';
        const bytes = longs.get(blob) ?? blobs.get(blob);
        if (bytes !== undefined) mustBeReadable(name, bytes);
        return { name, text: bytes && decode(bytes, name) };
      };
      const config =
        names.outside === undefined
          ? textOf(names.config)
          : { name: names.config, text: files.readText(names.outside) };
      const settings = { config, people: textOf(names.people), waivers: textOf(names.waivers) };
      const baseline = textOf(names.baseline);
      const own = [...rows.values()].filter(({ path }) => isSetting(path, names));
      return [commit, explained(commit, () => settingsIn(settings, baseline, own))];
    }),
  );
  const at = (commit: string) => known.get(commit) as SettingsAt;
  return { head: at(head), base: at(base), policy: at(policy) };

  function settingsIn(settings: Settings, { name, text }: Settings['config'], own: readonly StagedFile[]): SettingsAt {
    return {
      repository: repositoryWith(settings, root, request, world),
      baseline: { path: name, text, entries: text === undefined ? [] : baselineIn(text, name) },
      files: new Map(own.map(({ path, mode, blob }) => [path, `${mode} ${blob}`])),
      isEmpty: own.length === 0 && text === undefined,
    };
  }
}

interface Names {
  config: string;
  people: string;
  waivers: string;
  baseline: string;
  folder: string;
  /** Absolute path of a --config that is no part of the repository, and so none of the change. */
  outside: string | undefined;
}

function namesIn(root: Root, request: Request, { cwd, files }: World): Names {
  const below = (name: string) => files.relative(root.top, files.join(root.folder, name));
  const asked = request.config === undefined ? undefined : files.resolve(cwd, request.config);
  const config = asked === undefined ? below(CONFIG) : files.relative(root.top, files.real(asked));
  const outside = config.startsWith('../') ? asked : undefined;
  if (outside !== undefined && files.look(outside) === 'none')
    throw new UserError(`Unexpected --config ${request.config}, which does not exist`, 'Name a file that does.');
  return {
    config,
    people: below('people.yaml'),
    waivers: below('.pir/waivers.yaml'),
    baseline: below('.pir/baseline.json'),
    folder: below('.pir'),
    outside,
  };
}

/** Where they are in a commit. */
function treePaths({ config, people, folder, outside }: Names): string[] {
  return [...(outside === undefined ? [config] : []), people, folder];
}

/** Whether a path is one of those, or below one. */
function isIn(path: string, names: Names): boolean {
  return treePaths(names).includes(path) || path.startsWith(`${names.folder}/`);
}

function blobOf(row: StagedFile | undefined): string | undefined {
  return row?.mode.startsWith('100') ? row.blob : undefined;
}

/** Templates and words about the folder judge nothing. */
function isSetting(path: string, { config, people, waivers, folder }: Names): boolean {
  return [config, people, waivers].includes(path) || path.startsWith(`${folder}/schemas/`);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`Unexpected bytes in ${name}, expected UTF-8`, 'Save the file as UTF-8.');
  }
}

function explained<T>(commit: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const hint = `${error.hint} This is how it stands in ${commit.slice(0, 12)}; --policy-from judges by another commit.`;
    throw new UserError(error.message, hint);
  }
}
