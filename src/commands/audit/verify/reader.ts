import { BUNDLE, MANIFEST, SUMS, whyNoPath } from '../../../core/audit/package/files.ts';
import type { FoundFiles } from '../../../core/audit/verify/check-files.ts';
import { CannotJudge, UserError, type World } from '../../../world/world.ts';

/** What the files of a package hold; undefined for those that are not there, or whose names lead elsewhere. */
export interface Reader {
  bytes(path: string): Uint8Array | undefined;
  text(path: string): string | undefined;
}

/** Bytes. V8 makes no text of 512 MiB, and a manifest of nothing but brackets takes fifty times its size. */
const LARGEST_READ = 256 * 2 ** 20;
const LARGEST_LIST = 32 * 2 ** 20;

/** Reads the files that were found. */
export function readerOf(folder: string, { sums }: FoundFiles, { files }: World): Reader {
  const read = (path: string, most: number) => {
    try {
      return files.readBytes(files.join(folder, path), most);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new CannotJudge(error.message, 'Without it the package is not verified.');
    }
  };
  const bytes = (path: string) =>
    sums.has(path) && whyNoPath(path) === undefined && path !== BUNDLE
      ? read(path, path === MANIFEST || path === SUMS ? LARGEST_LIST : LARGEST_READ)
      : undefined;
  return {
    bytes,
    text(path) {
      const found = bytes(path);
      return found === undefined ? undefined : new TextDecoder().decode(found);
    },
  };
}
