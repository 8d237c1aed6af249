import path from 'node:path';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';
import { makeFolders } from './make-folders.ts';
import type { NewFile } from './world.ts';
import { lookAt, refusal, telling } from './write-errors.ts';

/** See `Files.createFolder`. Written beside its place and renamed, so that nobody sees half of it. */
export function createFolder(fs: FsCalls, target: string, files: readonly NewFile[]): boolean {
  return telling(target, () => {
    if (isTaken(fs, target)) return false;
    const parent = path.dirname(target);
    makeFolders(fs, parent);
    const aside = fs.mkdtempSync(path.join(parent, '.pir-'));
    try {
      fill(fs, aside, files);
      if (lookAt(fs, target) !== undefined) fs.rmdirSync(target);
      fs.renameSync(aside, target);
      return true;
    } catch (error) {
      removeQuietly(fs, aside);
      // Somebody else was faster.
      if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return false;
      throw error;
    }
  });
}

function isTaken(fs: FsCalls, target: string): boolean {
  const stat = lookAt(fs, target);
  if (stat?.isSymbolicLink()) throw refusal(`${target} is a symbolic link`, 'Name a folder that is none.');
  return stat !== undefined && (!stat.isDirectory() || fs.readdirSync(target).length > 0);
}

function fill(fs: FsCalls, folder: string, files: readonly NewFile[]): void {
  const made = new Set<string>();
  const make = (name: string): void => {
    if (made.has(name)) return;
    made.add(name);
    if (name !== '.') {
      make(path.posix.dirname(name));
      fs.mkdirSync(path.join(folder, name));
    }
    // The same for everybody: neither the umask nor who writes shows in it.
    fs.chmodSync(path.join(folder, name), 0o755);
  };
  for (const { path: name, data } of files) {
    make(path.posix.dirname(name));
    const fd = fs.openSync(path.join(folder, name), 'wx', 0o644);
    try {
      fs.writeFileSync(fd, data);
      fs.fchmodSync(fd, 0o644);
    } finally {
      fs.closeSync(fd);
    }
  }
}

function removeQuietly(fs: FsCalls, folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    // The error that led here says more.
    reasonOf(error);
  }
}
