import path from 'node:path';
import { codeOf, type FsCalls } from './fs-calls.ts';

/** A folder and those above it. Node's own way of making all at once never ends where a system refuses with ENOENT (/proc). */
export function makeFolders(fs: FsCalls, folder: string): void {
  if (fs.lstatSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolders(fs, path.dirname(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
