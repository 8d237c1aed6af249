import path from 'node:path';
import { type FsCalls, reasonOf } from './fs-calls.ts';
import { readRegularFile } from './read-file.ts';

const LARGEST_REFS = 1024 * 1024;

/**
 * The newest commit of a branch, read where the branch has a file of its own in the git directory of a plain repository.
 * Undefined for everything else, which git is to be asked about: other branches, and where refs may replace objects.
 */
export function tipInFile(fs: FsCalls, git: string, branch: string): string | undefined {
  const read = (...names: string[]) => readRegularFile(fs, path.join(git, ...names), LARGEST_REFS, Buffer.alloc(0));
  if (!/^[a-z][a-z0-9-]*$/.test(branch)) return undefined;
  try {
    // Some disks give Main for main, which git does not.
    if (!fs.readdirSync(path.join(git, 'refs', 'heads')).includes(branch)) return undefined;
    if (fs.lstatSync(path.join(git, 'refs', 'replace'), { throwIfNoEntry: false }) !== undefined) return undefined;
    const packed = read('packed-refs');
    const hasNone =
      packed.problem === undefined ? !packed.text.includes(' refs/replace/') : packed.problem === 'missing';
    const own = read('refs', 'heads', branch);
    if (!hasNone || own.problem !== undefined || !/^[0-9a-f]{40}\n$/.test(own.text)) return undefined;
    return own.text.trim();
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}
