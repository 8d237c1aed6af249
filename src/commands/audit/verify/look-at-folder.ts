import type { FoundFiles } from '../../../core/audit/verify/check-files.ts';
import type { World } from '../../../world/world.ts';

/** Beyond these a folder is no package: nobody waits for a disk to be read. */
const MOST_FILES = 500_000;
const DEEPEST = 64;
/** Bytes. A file that is nothing but a hole takes no place, and hours to hash. */
const LARGEST_FILE = 4 * 2 ** 30;

const odd = { link: 'a symbolic link', special: 'no regular file', none: 'gone', folder: '', file: '' } as const;

/** Hashes every regular file below a folder; links, pipes and devices are named and never opened. */
export function lookAtFolder(folder: string, { files }: World): FoundFiles {
  const sums = new Map<string, string>();
  const strange: { path: string; what: string }[] = [];
  let stopped: string | undefined;
  const root = { folder, top: folder, isGit: false };
  const visit = (below: string, depth: number): void => {
    for (const name of files.list(below === '' ? folder : files.join(folder, below))) {
      if (sums.size >= MOST_FILES) {
        stopped = `there are over ${MOST_FILES} files`;
        return;
      }
      const path = below === '' ? name : `${below}/${name}`;
      const what = files.look(files.join(folder, path));
      if (what === 'folder') {
        if (depth >= DEEPEST) stopped = `folders are more than ${DEEPEST} deep`;
        else visit(path, depth + 1);
      } else if (what === 'file') {
        const sum = files.digestInside(root, path, LARGEST_FILE);
        if (sum === undefined) strange.push({ path, what: 'a file that cannot be read' });
        else sums.set(path, sum);
      } else strange.push({ path, what: odd[what] });
    }
  };
  visit('', 0);
  return { sums, odd: strange, stopped };
}
