import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { type Env, environmentOf, type GitCall, settings } from './git-spawn.ts';

/** Git ended with an error; `stderr` is what it said. */
export class GitFailed extends Error {
  readonly stderr: string;
  constructor(stderr: string) {
    super(stderr);
    this.stderr = stderr;
  }
}

export interface StreamCall extends Omit<GitCall, 'input'> {
  /** What git reads, while it writes. */
  input?: AsyncIterable<string>;
}

export interface Streamed {
  chunks: AsyncIterable<Buffer>;
  /** What git has said besides, so far. */
  said(): string;
}

export type StreamGit = (call: StreamCall) => Streamed;

const LONGEST_STDERR = 64 * 1024;

/** A git that runs. */
interface Running {
  child: ChildProcessWithoutNullStreams;
  /** Its exit code. */
  closed: Promise<number>;
  said(): string;
}

/**
 * Git for reading as in `git-spawn.ts`, whose output is read while git still runs: in pieces, of no particular length.
 * It throws GitFailed, or what the input throws. Whoever stops reading ends it.
 */
export function gitStreamer(env: Env): { stream: StreamGit; begin(call: Omit<StreamCall, 'input'>): () => void } {
  const own = environmentOf(env);
  const begun = new Map<string, Running>();

  function start({ cwd, args, env: more }: StreamCall): Running {
    let stderr = '';
    const child = spawn('git', ['--no-pager', ...settings, ...args], {
      cwd,
      env: { ...own, ...more } as NodeJS.ProcessEnv,
      stdio: 'pipe',
      windowsHide: true,
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < LONGEST_STDERR) stderr += text;
    });
    const closed = new Promise<number>((resolve) => {
      child.once('error', ({ message }) => {
        stderr += `cannot run git: ${message}`;
        resolve(128);
      });
      child.once('close', (status) => resolve(status ?? 128));
    });
    child.stdin.on('error', () => {});
    return { child, closed, said: () => stderr };
  }

  function take(call: StreamCall): Running {
    const key = keyOf(call);
    const running = begun.get(key) ?? start(call);
    begun.delete(key);
    return running;
  }

  return {
    stream(call) {
      let said = () => '';
      const chunks = async function* () {
        const { child, closed, ...running } = take(call);
        said = running.said;
        let failure: { error: unknown } | undefined;
        const fed = feed(child.stdin, call.input).catch((error: unknown) => {
          failure = { error };
          child.kill();
        });
        try {
          for await (const chunk of child.stdout) yield chunk as Buffer;
          const status = await closed;
          if (failure === undefined && status !== 0) throw new GitFailed(said());
          await fed;
          if (failure !== undefined) throw failure.error;
        } finally {
          child.kill();
        }
      };
      return { chunks: chunks(), said: () => said() };
    },

    /**
     * Starts git before anybody reads it: the next stream of that very call takes it over. It waits where it has written as
     * much as a pipe holds. What is given back ends it, if nobody did take it.
     */
    begin(call) {
      const key = keyOf(call);
      const running = start(call);
      // Else Node throws away what nobody has read by the time that git ends.
      running.child.stdout.on('readable', () => {});
      begun.set(key, running);
      return () => {
        if (begun.get(key) !== running) return;
        begun.delete(key);
        running.child.kill();
      };
    },
  };
}

const keyOf = ({ cwd, args, env = {} }: StreamCall): string => JSON.stringify([cwd, args, env]);

/** Writes all of it, no faster than it is read. A reader that goes away early has its reason, which it says itself. */
async function feed(stdin: Writable, input: AsyncIterable<string> | undefined): Promise<void> {
  let isGone = stdin.destroyed;
  let wake = () => {};
  stdin.on('drain', () => wake());
  stdin.on('close', () => {
    isGone = true;
    wake();
  });
  for await (const text of input ?? []) {
    if (isGone) return;
    if (stdin.write(text)) continue;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  stdin.end();
}
