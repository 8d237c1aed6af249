import { isatty } from 'node:tty';
import { codeOf, reasonOf } from './fs-calls.ts';
import type { Env } from './git-spawn.ts';
import { CannotPrint } from './user-error.ts';
import type { Terminal } from './world.ts';

/** A closed pipe (`pir list | head`) is an end, not a failure. */
const closed = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export type Output = NodeJS.WritableStream & { columns?: number; rows?: number };

/** Standard output and error; `outputs` are opened when first written to. */
export function terminalOn(outputs: { readonly out: Output; readonly err: Output }, env: Env = {}): Terminal {
  return {
    out: (text) => writeAll(outputs.out, text),
    err(text) {
      // Where complaints cannot be written, there is nobody left to complain to.
      writeAll(outputs.err, text).catch(() => {});
    },
    get outIsTty() {
      return isatty(1);
    },
    get errIsTty() {
      return isatty(2);
    },
    get inIsTty() {
      return isatty(0);
    },
    get columns() {
      return outputs.out.columns;
    },
    get pager() {
      const { rows } = outputs.out;
      if (rows === undefined || !isatty(0) || !isatty(1)) return undefined;
      const show = async (text: string) => {
        const { showPaged } = await import('./pager.ts');
        if (!(await showPaged(text, env))) await writeAll(outputs.out, text);
      };
      return { rows, show };
    },
  };
}

/** Waits until a slow reader has taken everything. */
function writeAll(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error === undefined || error === null) resolve();
      else if (closed.has((error as NodeJS.ErrnoException).code ?? '')) resolve();
      else reject(unprinted(error));
    };
    // Without a listener of its own, an error would end the process before the callback hears of it.
    if (stream.listenerCount('error', ignore) === 0) stream.on('error', ignore);
    stream.write(text, settle);
  });
}

/** The system's reason, for the user; anything else is as it is. */
function unprinted(error: Error): Error {
  const code = codeOf(error);
  if (code === undefined || code.startsWith('ERR_')) return error;
  const isFull = ['ENOSPC', 'EDQUOT'].includes(code);
  return new CannotPrint(
    `Cannot print the report: ${reasonOf(error)}`,
    isFull ? 'Make room and run the command again.' : 'Look at where standard output goes.',
  );
}

function ignore(): void {}
