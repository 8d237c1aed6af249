import { BUNDLE, whyNoPath } from '../../../core/audit/package/files.ts';
import type { FoundFiles } from '../../../core/audit/verify/check-files.ts';
import type { World } from '../../../world/world.ts';

/** What the files of a package hold; undefined for those that are not there, or whose names lead elsewhere. */
export interface Reader {
  bytes(path: string): Uint8Array | undefined;
  text(path: string): string | undefined;
}

/** Larger files are only hashed. */
const LARGEST_READ = 512 * 1024 * 1024;

/** Reads the files that were found. */
export function readerOf(folder: string, { sums }: FoundFiles, { files }: World): Reader {
  const bytes = (path: string) =>
    sums.has(path) && whyNoPath(path) === undefined && path !== BUNDLE
      ? files.readBytes(files.join(folder, path), LARGEST_READ)
      : undefined;
  return {
    bytes,
    text(path) {
      const read = bytes(path);
      return read === undefined ? undefined : new TextDecoder().decode(read);
    },
  };
}
