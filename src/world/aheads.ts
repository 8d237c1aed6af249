import { hash } from 'node:crypto';
import { optimiseAsEver, optimiseLater } from './engine.ts';
import { isHash } from './git-blobs.ts';
import { readObjects } from './git-object-reader.ts';
import { resultOf, type SpawnGit } from './git-spawn.ts';
import { type Ahead, aheadOf } from './read-ahead.ts';

/** What is read ahead at this moment, of one repository at a time. */
export function aheadsOn(spawn: SpawnGit): { aheadIn(top: string): Ahead | undefined; readAhead(top: string): Ahead } {
  let ahead: Ahead | undefined;
  const aheadIn = (top: string) => (ahead?.top === top ? ahead : undefined);
  return {
    aheadIn,

    /** See `GitHistory.readAhead`. */
    readAhead(top) {
      const known = aheadIn(top);
      if (known !== undefined) return known;
      const askBase = async (a: string, b: string) => {
        const { status, stdout } = await resultOf(spawn({ cwd: top, args: ['merge-base', a, b] }));
        const base = stdout.toString('latin1').trim();
        return status === 0 && isHash(base) ? base : undefined;
      };
      let isPrepared = false;
      const own = aheadOf(top, readObjects(spawn, top), askBase);
      const opened: Ahead = {
        ...own,
        blobs(ids) {
          const read = own.blobs(ids);
          if (!isPrepared) {
            isPrepared = true;
            // While git reads: nearly every change has records that were signed, which are hashed. What of the program
            // and of Node is loaded after the next line would be compiled again.
            hash('sha1', '');
            optimiseLater();
          }
          return read;
        },
        close() {
          if (ahead === opened) ahead = undefined;
          optimiseAsEver();
          own.close();
        },
      };
      ahead = opened;
      return opened;
    },
  };
}
