import fs from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';
import { codeOf } from './fs-calls.ts';

/** Standard input, output and error by their numbers, without what Node loads to make streams of them: 4 ms of each run. */
export interface Descriptors {
  isTty(fd: 0 | 1 | 2): boolean;
  /** Writes until all is taken, and gives what is left where that would not wait: it is for a stream. Throws as `fs` does. */
  write(fd: 1 | 2, text: string): Uint8Array | undefined;
}

export const descriptors: Descriptors = {
  isTty(fd) {
    try {
      const stat = fs.fstatSync(fd);
      // What else is a device is /dev/null: only of what may be a terminal Node is asked, which loads its streams for that.
      return stat.isCharacterDevice() && stat.rdev !== fs.statSync(devNull).rdev && isatty(fd);
    } catch {
      return isatty(fd);
    }
  },

  write(fd, text) {
    const bytes = Buffer.from(text);
    // Its terminals take text by other calls.
    if (process.platform === 'win32') return bytes;
    let at = 0;
    try {
      while (at < bytes.length) at += fs.writeSync(fd, bytes, at);
      return undefined;
    } catch (error) {
      // Somebody else who has it, too, made it one that does not wait.
      if (codeOf(error) !== 'EAGAIN') throw error;
      return bytes.subarray(at);
    }
  },
};
