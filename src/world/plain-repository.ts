import path from 'node:path';
import { type FsCalls, reasonOf } from './fs-calls.ts';
import type { Env } from './git-spawn.ts';
import { readRegularFile } from './read-file.ts';

/**
 * The repository around a folder as git would find it, where it is of the plain sort: a folder `.git` that belongs to the
 * user, as does the folder it is in, with a config that says nothing unusual. Undefined for everything else, which git is
 * to be asked about. `git rev-parse` costs 12 ms with all that Node loads to run it, a third of a check of one record.
 */
export function plainRepository(fs: FsCalls, env: Env, folder: string): { top: string; git: string } | undefined {
  const user = process.geteuid?.();
  if (user === undefined || env.GIT_CEILING_DIRECTORIES) return undefined;
  try {
    if (!hasGit(fs, env.PATH) || fs.realpathSync(folder) !== folder) return undefined;
    const { dev } = fs.lstatSync(folder);
    for (let top = folder; ; top = path.dirname(top)) {
      const stat = fs.lstatSync(top);
      const git = path.join(top, '.git');
      const found = fs.lstatSync(git, { throwIfNoEntry: false });
      // Git does not look past the edge of a file system, and not into what belongs to somebody else.
      if (stat.dev !== dev || (found !== undefined && found.dev !== dev)) return undefined;
      if (found !== undefined) {
        const isOwn = stat.uid === user && found.uid === user;
        return isOwn && found.isDirectory() && isPlain(fs, git) ? { top, git } : undefined;
      }
      // What has a HEAD may be a bare repository.
      if (fs.lstatSync(path.join(top, 'HEAD'), { throwIfNoEntry: false }) !== undefined) return undefined;
      if (path.dirname(top) === top) return undefined;
    }
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

/** Without git there is no repository, whatever stands there. */
function hasGit(fs: FsCalls, folders: string | undefined): boolean {
  for (const folder of folders?.split(path.delimiter) ?? []) {
    if (!path.isAbsolute(folder)) return false;
    const found = fs.lstatSync(path.join(folder, 'git'), { throwIfNoEntry: false });
    if (found !== undefined) return found.isFile() || found.isSymbolicLink();
  }
  return false;
}

function isPlain(fs: FsCalls, git: string): boolean {
  const look = (name: string) => fs.lstatSync(path.join(git, name), { throwIfNoEntry: false });
  const read = (name: string) => readRegularFile(fs, path.join(git, name), 64 * 1024, Buffer.alloc(0));
  if (look('commondir') !== undefined || look('config.worktree') !== undefined) return false;
  if (!look('objects')?.isDirectory() || !look('refs')?.isDirectory()) return false;
  const head = read('HEAD');
  if (head.problem !== undefined || !/^(?:ref: refs\/heads\/[\w./-]+|[0-9a-f]{40})\n$/.test(head.text)) return false;
  const config = read('config');
  return config.problem === undefined && config.text.split('\n').every(isUsual);
}

const header = /^\[(?!include|extensions)[a-z0-9-]+(?: "[^"\\]*")?\]$/i;
const setting = /^([a-z][a-z0-9-]*) *= *([^"\\#;]*)$/i;

/** Whether a line of a config surely says nothing about where the repository and its work tree are. */
function isUsual(line: string): boolean {
  const text = line.trim();
  if (text === '' || /^[#;]/.test(text) || header.test(text)) return true;
  const [, key = '', value = ''] = setting.exec(text) ?? [];
  if (/^(?:|worktree)$/i.test(key)) return false;
  if (/^bare$/i.test(key)) return value.trim() === 'false';
  return !/^repositoryformatversion$/i.test(key) || value.trim() === '0';
}

/** Whether the config of such a repository may name filters, by which git runs commands when it compares files. */
export function mayNameFilters(fs: FsCalls, git: string): boolean {
  const config = readRegularFile(fs, path.join(git, 'config'), 64 * 1024, Buffer.alloc(0));
  return config.problem !== undefined || /^\s*\[filter\b/im.test(config.text);
}
