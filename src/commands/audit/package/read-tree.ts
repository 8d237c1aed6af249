import type { Cited, EvidenceRow } from '../../../core/audit/package/evidence.ts';
import { evidencePath, whyRemote } from '../../../core/audit/package/evidence.ts';
import type { PackageFile } from '../../../core/audit/package/files.ts';
import type { Redactor } from '../../../core/audit/redact/redactor.ts';
import { kindOf } from '../../../core/record/kinds.ts';
import type { StagedFile, World } from '../../../world/world.ts';
import { recordPlaces } from '../../record-rows.ts';
import type { Repository } from '../../repository.ts';
import { LARGEST_EVIDENCE } from './still-world.ts';

/** The records of a commit as files of a package, and what stands in a record's place and is no file that can be carried. */
export interface PackedRecords {
  files: readonly PackageFile[];
  unreadable: readonly { source: string; why: string }[];
  /** Path from git's top level → path in the package. */
  pathOf(path: string): string;
}

/** Every file in a record's place, byte for byte, in folders that are called as the kinds are by default. */
export function packRecords(
  commit: string,
  { root, places }: Repository,
  world: World,
  redactor: Redactor | undefined,
): PackedRecords {
  const byDepth = places.toSorted((a, b) => b.folder.length - a.folder.length);
  const { folders, rowOf } = recordPlaces(byDepth, root, world);
  const prefix = world.files.relative(root.top, root.folder);
  const files: PackageFile[] = [];
  const unreadable: { source: string; why: string }[] = [];
  const paths = new Map<string, string>();
  const rows = world.git.treeAt(root.top, commit, folders).flatMap((file) => rowOf(file) ?? []);
  const bytesOf = bytesIn(rows, root.top, world);
  for (const row of rows) {
    const place = places.find(({ kind }) => kind === row.kind)?.folder ?? '';
    const start = (prefix === '' ? 0 : prefix.length + 1) + place.length + 1;
    const name = row.path.slice(start);
    // Acceptances are called as the person.
    const told =
      redactor !== undefined && row.kind === 'acknowledgement'
        ? name.replace(/([^/]+)(?=\.[^./]+$)/, (person) => redactor.handleName(person))
        : name;
    const path = `${kindOf(row.kind).place}/${told}`;
    const data = bytesOf(row);
    if (typeof data === 'string') unreadable.push({ source: row.path, why: data });
    else {
      paths.set(row.path, path);
      files.push({ path, data, ...sourceOf(row, data, world) });
    }
  }
  return { files, unreadable, pathOf: (path) => paths.get(path) ?? path };
}

/** The bytes of files of a tree, or why there are none to be had; all of them are asked for at once. */
function bytesIn(rows: readonly StagedFile[], top: string, { git }: World): (row: StagedFile) => Uint8Array | string {
  const regular = rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob);
  const read = git.blobBytes(top, regular, LARGEST_EVIDENCE);
  return ({ mode, blob }) => {
    if (mode === '120000') return 'a symbolic link';
    if (!mode.startsWith('100')) return 'a submodule';
    return read.get(blob) ?? `over ${LARGEST_EVIDENCE / 1024 / 1024} MiB`;
  };
}

/** Where the bytes stand in the commit; nothing for those that were redacted. */
export function sourceOf({ path, blob }: StagedFile, data: Uint8Array, { git }: World): Pick<PackageFile, 'source'> {
  return git.isBlob(blob, data) ? { source: { path, blob } } : {};
}

/** A large file kept elsewhere, of which git has only what it is called by. */
const lfs = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n$/;

/** The files that records name as evidence, and of every piece what became of it. */
export function packEvidence(
  cited: readonly Cited[],
  commit: string,
  { root }: Repository,
  world: World,
): { files: readonly PackageFile[]; rows: readonly EvidenceRow[] } {
  const { git, files } = world;
  const nameOf = (path: string) => files.relative(root.top, files.resolve(root.folder, path));
  const wanted = new Set(cited.flatMap(({ ref }) => evidencePath(ref) ?? []));
  const rows = new Map(
    (wanted.size === 0 ? [] : git.treeAt(root.top, commit, [...wanted].map(nameOf))).map((row) => [row.path, row]),
  );
  const bytesOf = bytesIn([...rows.values()], root.top, world);
  const packed = new Map<string, PackageFile>();
  const told = new Map<string, Pick<EvidenceRow, 'carried' | 'path' | 'sha256' | 'why'>>();
  for (const path of wanted) told.set(path, packOne(path));
  const commits = new Set(cited.flatMap(({ ref }) => (ref.startsWith('commit:') ? [ref.slice(7).toLowerCase()] : [])));
  const known = git.existingCommits(root.top, [...commits]);
  return {
    files: [...packed.values()],
    rows: cited.map((each) => {
      const path = evidencePath(each.ref);
      const remote = { carried: false, path: null, sha256: null };
      return {
        ...each,
        ...((path === undefined ? undefined : told.get(path)) ?? {
          ...remote,
          why: whyRemote(each.ref, (hash) => known.has(hash)),
        }),
      };
    }),
  };

  function packOne(path: string): Pick<EvidenceRow, 'carried' | 'path' | 'sha256' | 'why'> {
    const none = { carried: false, path: null, sha256: null };
    const row = rows.get(nameOf(path));
    if (row === undefined) return { ...none, why: 'no file of this commit' };
    const data = bytesOf(row);
    if (typeof data === 'string') return { ...none, why: data };
    const kept = data.length < 1024 ? lfs.exec(new TextDecoder().decode(data))?.[1] : undefined;
    if (kept !== undefined) return { ...none, sha256: kept, why: 'kept in git-lfs, outside git' };
    packed.set(path, { path: `evidence/${path}`, data, ...sourceOf(row, data, world) });
    return { carried: true, path: `evidence/${path}`, sha256: world.sha256(data), why: null };
  }
}
