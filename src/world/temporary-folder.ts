import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FsCalls, reasonOf } from './fs-calls.ts';
import { UserError } from './user-error.ts';

/** A folder of the run's own, empty at first, that nobody else may look into. The caller removes it. */
export function temporaryFolder(fs: FsCalls): { folder: string; remove(): void } {
  let folder: string;
  try {
    folder = fs.mkdtempSync(path.join(fs.realpathSync(tmpdir()), 'pir-'));
  } catch (error) {
    throw new UserError(
      `Cannot make a temporary folder: ${reasonOf(error)}`,
      'Make room in it, or name another with TMPDIR.',
    );
  }
  return {
    folder,
    remove() {
      try {
        fs.rmSync(folder, { recursive: true, force: true });
      } catch (error) {
        // It is empty of secrets, and the system clears it.
        reasonOf(error);
      }
    },
  };
}
