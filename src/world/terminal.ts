import { type Descriptors, descriptors } from './descriptors.ts';
import { codeOf, reasonOf } from './fs-calls.ts';
import type { Env } from './git-spawn.ts';
import { CannotPrint } from './user-error.ts';
import type { Terminal } from './world.ts';

/** A closed pipe (`pir list | head`) is an end, not a failure. */
const closed = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export type Output = NodeJS.WritableStream & { columns?: number; rows?: number };

/**
 * Standard output and error. `outputs` are opened when they are first needed: where `direct` is given, only for terminals'
 * sizes and for who does not take all at once.
 */
export function terminalOn(
  outputs: { readonly out: Output; readonly err: Output },
  env: Env = {},
  direct?: Descriptors,
): Terminal {
  const { isTty } = direct ?? descriptors;
  const streamed = new Set<1 | 2>();
  const write = async (fd: 1 | 2, text: string): Promise<void> => {
    // What follows what a stream has not written yet is for that stream, too.
    const rest = direct === undefined || streamed.has(fd) ? text : direct.write(fd, text);
    if (rest === undefined) return;
    streamed.add(fd);
    await writeAll(fd === 1 ? outputs.out : outputs.err, rest);
  };
  const out = (text: string) => write(1, text).catch(sayUnprinted);
  return {
    out,
    err(text) {
      // Where complaints cannot be written, there is nobody left to complain to.
      write(2, text).catch(() => {});
    },
    get outIsTty() {
      return isTty(1);
    },
    get errIsTty() {
      return isTty(2);
    },
    get inIsTty() {
      return isTty(0);
    },
    get columns() {
      return direct === undefined || isTty(1) ? outputs.out.columns : undefined;
    },
    get pager() {
      if (!isTty(0) || !isTty(1)) return undefined;
      const { rows } = outputs.out;
      if (rows === undefined) return undefined;
      const show = async (text: string) => {
        const { showPaged } = await import('./pager.ts');
        if (!(await showPaged(text, env))) await out(text);
      };
      return { rows, show };
    },
  };
}

/** Waits until a slow reader has taken everything. */
function writeAll(stream: Output, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => (error ? reject(error) : resolve());
    // Without a listener of its own, an error would end the process before the callback hears of it.
    if (stream.listenerCount('error', ignore) === 0) stream.on('error', ignore);
    stream.write(text, settle);
  });
}

/** The system's reason, for the user; anything else is as it is. */
function sayUnprinted(error: unknown): void {
  const code = codeOf(error);
  if (code !== undefined && closed.has(code)) return;
  if (code === undefined || code.startsWith('ERR_')) throw error;
  const isFull = ['ENOSPC', 'EDQUOT'].includes(code);
  throw new CannotPrint(
    `Cannot print the report: ${reasonOf(error)}`,
    isFull ? 'Make room and run the command again.' : 'Look at where standard output goes.',
  );
}

function ignore(): void {}
