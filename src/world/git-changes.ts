import { answerOf } from './git-missing.ts';
import { fields, type RunGit } from './git-spawn.ts';
import type { StagedFile } from './staged-file.ts';

/** A file that is not the same in two commits; undefined on the side where it is not there. Renames are two of them. */
export interface ChangedFile {
  path: string;
  before: StagedFile | undefined;
  after: StagedFile | undefined;
}

/** See `GitHistory.changedFiles`. */
export function changedFiles(run: RunGit, top: string, from: string, to: string): readonly ChangedFile[] {
  const args = ['diff-tree', '-r', '-z', '--raw', '--full-index', '--no-renames', '--no-ext-diff', from, to, '--'];
  const parts = fields(answerOf(run, top, args, 'compare two commits'));
  const changed: ChangedFile[] = [];
  // `:<mode> <mode> <id> <id> <letter>`, then the path.
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [before = '', after = '', was = '', is = ''] = (parts[i] ?? '').slice(1).split(' ');
    const path = parts[i + 1] ?? '';
    const fileOf = (mode: string, blob: string) => (mode === '000000' ? undefined : { path, mode, blob });
    changed.push({ path, before: fileOf(before, was), after: fileOf(after, is) });
  }
  return changed;
}

/** See `GitHistory.filesNamed`. */
export function filesNamed(
  run: RunGit,
  top: string,
  commit: string,
  folders: readonly string[],
  isNamed: (name: string, folder: string) => boolean,
): readonly StagedFile[] {
  const within = folders.includes('') ? [] : folders;
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...within];
  const text = answerOf(run, top, args, 'read the tree of a commit').toString('utf8');
  const found: StagedFile[] = [];
  // `<mode> <type> <id>\t<path>`; of ten thousand rows a few are wanted.
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\0', at);
    const tab = text.indexOf('\t', at);
    const path = text.slice(tab + 1, end);
    const slash = path.lastIndexOf('/') + 1;
    if (isNamed(path.slice(slash), path.slice(0, slash))) {
      const [mode = '', , blob = ''] = text.slice(at, tab).split(' ');
      found.push({ path, mode, blob });
    }
    at = end + 1;
  }
  return found;
}
