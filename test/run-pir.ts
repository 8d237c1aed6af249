import { main } from '../src/main.ts';
import { realWorld } from '../src/world/index.ts';
import type { World } from '../src/world/world.ts';
import { gitEnv } from './repository.ts';

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

export interface Surroundings {
  cwd: string;
  /** RFC 3339; the clock of the run. */
  now?: string;
  env?: { [name: string]: string };
  columns?: number;
  stdin?: string;
  /** Anything else of the world to swap. */
  world?: Partial<World>;
}

/** Runs pir in this process, as bin/pir.js would, on a real folder with a clock that stands still. */
export async function runPir(
  argv: readonly string[],
  { cwd, now = '2026-11-21T12:00:00Z', env = {}, columns = 80, stdin, world = {} }: Surroundings,
): Promise<Outcome> {
  const real = realWorld({ ...gitEnv, ...env });
  let out = '';
  let err = '';
  const code = await main(argv, {
    ...real,
    cwd,
    env: { ...env },
    now: () => Date.parse(now) / 1000,
    files: stdin === undefined ? real.files : { ...real.files, readStdin: async () => stdin },
    terminal: {
      out: async (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      outIsTty: false,
      errIsTty: false,
      inIsTty: false,
      columns,
    },
    ...world,
  });
  return { code, out, err };
}
