import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { codeOf } from './fs-calls.ts';
import { type Env, fields, type GitCall, type GitResult, outputOf, type RunGit } from './git-spawn.ts';
import { readRegularFile } from './read-file.ts';
import type { StagedFile } from './staged-file.ts';
import { CannotJudge } from './user-error.ts';

/** See `Git.staged`; `env` names the index, if it is not the usual one. */
export function stagedFiles(run: RunGit, top: string, env: Env): readonly StagedFile[] {
  const output = outputOf(run({ cwd: top, args: ['ls-files', '-s', '-z'], env }), 'read the index');
  return fields(output).map((row) => {
    const { path, mode, blob, stage } = parseRow(row);
    if (stage !== '0') {
      throw new CannotJudge(
        `Cannot judge what is staged: ${path} has a merge conflict`,
        'Resolve it and stage the file.',
      );
    }
    return { path, mode, blob };
  });
}

/** `100644 <id> 0\t<path>` */
function parseRow(row: string) {
  const tab = row.indexOf('\t');
  const [mode = '', blob = '', stage = ''] = row.slice(0, tab).split(' ');
  return { path: row.slice(tab + 1), mode, blob, stage };
}

const ZERO = 48;

/** Paths of the files that differ from the index, by what git says of the work tree in its second porcelain form. */
export function changedFiles(statusRows: readonly string[]): string[] {
  return statusRows.flatMap((row) => (row.startsWith('1 ') && row[3] !== '.' ? row.split(' ').slice(8).join(' ') : []));
}

export function isBelow(name: string, folder: string): boolean {
  return folder === '' || name.startsWith(`${folder}/`);
}

/** The call that says what the index has below those folders. */
export function indexCall(top: string, folders: readonly string[]): GitCall {
  return { cwd: top, args: ['ls-files', '-s', '-v', '-z', '--', ...folders.map((folder) => folder || '.')] };
}

/**
 * See `GitLook.workTree`; `index` is what that call gave, `changed` are the paths of the files that are not as the index says.
 */
export function unchangedFiles(
  run: RunGit,
  fs: FsCalls,
  at: { top: string; common: string },
  index: GitResult,
  changed: readonly string[],
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const rows = fields(outputOf(index, 'read the index'));
  if (rows.length === 0) return known;
  for (const row of rows) {
    // A letter before each says how far git looks at the file: H is as usual, small letters and S are told not to.
    if (!row.startsWith('H 100')) continue;
    const tab = row.indexOf('\t');
    // `H 100644 <id> 0\t<path>`; taken apart by place, since there may be ten thousand of them.
    if (row.charCodeAt(tab - 1) === ZERO) known.set(row.slice(tab + 1), row.slice(9, tab - 2));
  }
  for (const path of changed) known.delete(path);
  for (const path of convertedFiles(run, fs, at, known)) known.delete(path);
  return known;
}

/** Files that attributes make other bytes of than their blobs; what stands in them has to be read from the work tree. */
function convertedFiles(
  run: RunGit,
  fs: FsCalls,
  { top, common }: { top: string; common: string },
  known: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const places = new Set([path.join(common, 'info', 'attributes'), path.join(top, '.gitattributes')]);
  const folders = new Set<string>();
  // Files of a folder follow each other.
  let last = '';
  for (const name of known.keys()) {
    if (last !== '' && name.startsWith(last) && !name.includes('/', last.length)) continue;
    const end = name.lastIndexOf('/') + 1;
    last = name.slice(0, end);
    folders.add(last.slice(0, -1) || '.');
  }
  for (const folder of folders) {
    for (let at = folder; at !== '.'; at = path.posix.dirname(at)) places.add(path.join(top, at, '.gitattributes'));
  }
  if (![...places].some((place) => mayConvert(fs, place))) return new Set();
  const args = ['check-attr', '-z', '--stdin', 'filter', 'working-tree-encoding', 'ident'];
  const input = [...known.keys()].map((name) => `${name}\0`).join('');
  const answers = fields(outputOf(run({ cwd: top, args, input }), 'read the attributes'));
  const converted = new Set<string>();
  for (let i = 0; i + 2 < answers.length; i += 3) {
    const value = answers[i + 2];
    if (value !== 'unspecified' && value !== 'unset') converted.add(answers[i] ?? '');
  }
  return converted;
}

function mayConvert(fs: FsCalls, place: string): boolean {
  try {
    if (fs.lstatSync(place, { throwIfNoEntry: false }) === undefined) return false;
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
  const read = readRegularFile(fs, place, 1024 * 1024, Buffer.alloc(0));
  return read.problem !== undefined || /filter|working-tree-encoding|ident|\[attr\]/.test(read.text);
}
