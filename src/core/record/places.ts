import { type Kind, kinds, type RecordKind } from './kinds.ts';

/** A folder of records, relative to the root. */
export interface Place extends Pick<Kind, 'kind' | 'format' | 'isDeep'> {
  folder: string;
}

/** The folders of a config's `places`, one a kind. */
export function placesOf(folders: Readonly<{ [kind in RecordKind]: string }>): readonly Place[] {
  return kinds.map(({ kind, format, isDeep }) => ({ kind, format, isDeep, folder: folders[kind].replace(/\/+$/, '') }));
}

/** The kind of record that a path (relative to the root) is the place of; undefined for every other file. */
export function kindAt(path: string, places: readonly Place[]): RecordKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(?:[._]|README\.md$|index\.md$)/.test(name)) return undefined;
  for (const { kind, folder, isDeep, format } of places) {
    if (!path.startsWith(`${folder}/`)) continue;
    const below = path.slice(folder.length + 1);
    if (!isDeep && below.includes('/')) continue;
    if (below.split('/').some((part) => /^[._]/.test(part))) continue;
    if (format === 'markdown' ? name.endsWith('.md') : /\.ya?ml$/.test(name)) return kind;
  }
  return undefined;
}
