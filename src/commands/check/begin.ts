import type { ReadAhead, World } from '../../world/world.ts';
import { startLook } from '../kept-run.ts';

/** Options that change nothing of what git is asked. */
const harmless = new Set(['--quiet', '--color', '--no-color', '--no-input', '--debug']);

/** Has git look at the work tree, or read what HEAD changes, where the command line is of the simple sort that most are. */
export function begin(argv: readonly string[], world: World): (() => void) | undefined {
  const [command, ...rest] = argv.filter((word) => !harmless.has(word));
  const [option, base, ...more] = rest;
  const isBase = option === '--base' && base !== undefined && more.length === 0;
  if (command !== 'check' || (rest.length > 0 && !isBase)) return undefined;
  let ahead: ReadAhead | undefined;
  try {
    const top = world.git.topLevel(world.cwd);
    if (top === undefined) return undefined;
    if (!isBase) startLook(top, false, world);
    else {
      ahead = world.git.readAhead(top);
      void ahead.revisions(base);
    }
  } catch {
    // Which the command will meet again, and say.
  }
  return ahead === undefined ? undefined : () => ahead.close();
}
