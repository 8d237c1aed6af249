import type { Stats } from 'node:fs';
import { codeOf, type FsCalls, reasonOf } from './fs-calls.ts';
import { UserError } from './user-error.ts';

/** What stands there, links not followed; undefined for nothing. */
export function lookAt(fs: FsCalls, target: string): Stats | undefined {
  return fs.lstatSync(target, { throwIfNoEntry: false });
}

/** Why pir does not write there, by itself. */
export function refusal(message: string, hint: string): UserError {
  return new UserError(`${message[0]?.toUpperCase()}${message.slice(1)}`, hint);
}

/** The system's errors as the user's: a full disk is nothing that pir does wrong. */
export function telling<T>(target: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
    throw new UserError(
      `Cannot write ${target}: ${reasonOf(error)}`,
      isFull
        ? 'Make room and run the command again; what stood there before is unchanged.'
        : 'Look at the folder and its rights.',
    );
  }
}
