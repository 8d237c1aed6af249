import type { PackageFile } from '../../../core/audit/package/files.ts';
import { RECONCILIATION } from '../../../core/audit/reconciliation-file.ts';
import type { People } from '../../../core/people.ts';
import { flowText } from '../../../core/record/yaml-text.ts';
import type { StagedFile, World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { CONFIG, type Repository } from '../../repository.ts';
import { sourceOf } from './read-tree.ts';
import { LARGEST_EVIDENCE } from './still-world.ts';

/** Where repositories keep the list of keys that may sign; the first that a commit has. */
const signerPlaces = ['.pir/', '', '.github/', '.gitlab/', 'keys/', '.']
  .map((place) => `${place}allowed_signers`)
  .concat('.gitsigners', '.git_allowed_signers');

/** The list of SSH keys that a commit holds, by the places where such lists are kept. */
export function signersIn(top: string, commit: string, world: World): PackageFile | undefined {
  const { git } = world;
  const rows = new Map(git.treeAt(top, commit, signerPlaces).map((row) => [row.path, row]));
  for (const name of signerPlaces) {
    const row = rows.get(name);
    const data = row?.mode.startsWith('100')
      ? git.blobBytes(top, [row.blob], LARGEST_EVIDENCE).get(row.blob)
      : undefined;
    if (row !== undefined && data !== undefined)
      return { path: 'history/allowed_signers', data, ...sourceOf(row, data, world) };
  }
  return undefined;
}

/** What records are judged by, as the commit holds it; of people only who they are in records, and their roles. */
export function packExcerpt(commit: string, request: Request, repository: Repository, world: World): PackageFile[] {
  const { root, people, configText } = repository;
  const { files, git } = world;
  const below = (name: string) => files.relative(root.top, files.join(root.folder, name));
  const asked = request.config === undefined ? undefined : files.real(files.resolve(request.cwd, request.config));
  const configName = asked === undefined ? below(CONFIG) : files.relative(root.top, asked);
  const isOutside = configName.startsWith('../');
  const names = [
    ...(isOutside ? [] : [[configName, CONFIG] as const]),
    [below('.pir/waivers.yaml'), 'waivers.yaml'] as const,
    [below('.pir/baseline.json'), 'baseline.json'] as const,
    [below(RECONCILIATION), 'reconciliation.json'] as const,
  ];
  const rows = new Map<string, StagedFile>(
    git
      .treeAt(
        root.top,
        commit,
        names.map(([name]) => name),
      )
      .map((row) => [row.path, row]),
  );
  const found = names.flatMap(([name, short]): PackageFile[] => {
    const row = rows.get(name);
    if (row === undefined || !row.mode.startsWith('100')) return [];
    const data = git.blobBytes(root.top, [row.blob], LARGEST_EVIDENCE).get(row.blob);
    return data === undefined ? [] : [{ path: `excerpt/${short}`, data, ...sourceOf(row, data, world) }];
  });
  return [
    ...found,
    ...(isOutside ? [{ path: `excerpt/${CONFIG}`, data: configText }] : []),
    ...(people === undefined ? [] : [{ path: 'excerpt/people.yaml', data: peopleText(people) }]),
  ];
}

/** Handles and roles, in the order of people.yaml and in its form. */
function peopleText(people: People): string {
  const known = people.all.flatMap(({ handle, roles }) => (handle === undefined ? [] : [{ handle, roles }]));
  return known.length === 0
    ? '[]\n'
    : known.map(({ handle, roles }) => `- ${flowText({ handle, ...(roles && { roles }) })}\n`).join('');
}
