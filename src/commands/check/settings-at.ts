import type { BaselineEntry } from '../../core/check/baseline.ts';
import { type Root, UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { baselineIn } from '../open-baseline.ts';
import { CONFIG, type Repository, repositoryWith } from '../repository.ts';

/** How a commit says that records are judged. */
export interface SettingsAt {
  repository: Repository;
  baseline: { path: string; text: string | undefined; entries: readonly BaselineEntry[] };
  /** Its own files by path, with the blob of each; without the baseline. */
  files: ReadonlyMap<string, string>;
  isEmpty: boolean;
}

/** The folder that records are relative to: of the nearest config upward in any of the commits, the first that has one. */
export function rootAt(commits: readonly string[], request: Request, top: string, world: World): Root {
  const { files, git } = world;
  const folders: string[] = [];
  for (let folder = files.real(request.cwd); ; folder = files.join(folder, '..')) {
    folders.push(folder);
    if (folder === top || folders.length > 256) break;
  }
  const nameIn = (folder: string) => files.relative(top, files.join(folder, CONFIG));
  for (const commit of new Set(commits)) {
    const found = new Set(git.treeAt(top, commit, folders.map(nameIn)).map(({ path }) => path));
    const folder = folders.find((each) => found.has(nameIn(each)));
    if (folder !== undefined) return { folder, top, isGit: true };
  }
  return { folder: top, top, isGit: true };
}

/** Config, people, waivers and baseline of those commits. UserError for what is wrong in them, by commit. */
export function settingsAt(
  commits: readonly string[],
  root: Root,
  request: Request,
  world: World,
): ReadonlyMap<string, SettingsAt> {
  const { files, git } = world;
  const below = (name: string) => files.relative(root.top, files.join(root.folder, name));
  const outside = request.config === undefined ? undefined : files.resolve(world.cwd, request.config);
  const configName = outside === undefined ? below(CONFIG) : files.relative(root.top, outside);
  const isOutside = configName.startsWith('../');
  const names = {
    config: configName,
    people: below('people.yaml'),
    waivers: below('.pir/waivers.yaml'),
    baseline: below('.pir/baseline.json'),
  };
  const folder = below('.pir');
  const trees = [...new Set(commits)].map((commit) => ({
    commit,
    rows: git
      .treeAt(root.top, commit, [...(isOutside ? [] : [names.config]), names.people, folder])
      .filter(({ mode }) => mode.startsWith('100')),
  }));
  const wanted = new Set(Object.values(names));
  const blobs = git.requireBlobs(
    root.top,
    trees.flatMap(({ rows }) => rows.filter(({ path }) => wanted.has(path)).map(({ blob }) => blob)),
  );
  return new Map(
    trees.map(({ commit, rows }) => {
      const ids = new Map(rows.map(({ path, blob }) => [path, blob]));
      const read = (name: string) => {
        const id = ids.get(name);
        const bytes = id === undefined ? undefined : blobs.get(id);
        return { name, text: bytes && decode(bytes, name) };
      };
      const config = isOutside ? { name: configName, text: files.readText(outside ?? '') } : read(names.config);
      if (config.text === undefined && isOutside)
        throw new UserError(`Unexpected --config ${request.config}, which does not exist`, 'Name a file that does.');
      const settings = { config, people: read(names.people), waivers: read(names.waivers) };
      const { text } = read(names.baseline);
      const own = [...ids].filter(([path]) => isSetting(path, names, folder));
      return [
        commit,
        {
          repository: explained(commit, () => repositoryWith(settings, root, request, world)),
          baseline: {
            path: names.baseline,
            text,
            entries: text === undefined ? [] : explained(commit, () => baselineIn(text, names.baseline)),
          },
          files: new Map(own),
          isEmpty: own.length === 0 && text === undefined,
        },
      ];
    }),
  );
}

/** Templates and words about the folder judge nothing. */
function isSetting(path: string, names: { config: string; people: string; waivers: string }, folder: string): boolean {
  return [names.config, names.people, names.waivers].includes(path) || path.startsWith(`${folder}/schemas/`);
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
