import { usualBranch } from '../../core/usual-branch.ts';
import type { World } from '../../world/world.ts';
import { columnsName } from '../kept-name.ts';
import { keptSince } from './kept-since.ts';

/** Options that mean another repository, or another commit of it. */
const elsewhere = /^(?:-C|--as-of|--config|--help|-h$)/;
/** Options with which a command remembers nothing. */
const unkept = /^--metric\b/;

/** Has git hand over what came to the main line since it was read last, where that will surely be asked for. */
export function beginHistory(argv: readonly string[], world: World): (() => void) | undefined {
  return begin(argv, world, () => {});
}

/** And has it look at the work tree, where the figures of that name are kept by what git knows of the records. */
export function beginFigures(name: string): typeof beginHistory {
  return (argv, world) =>
    begin(argv, world, (top) => {
      const isKept = world.build !== undefined && world.cache.has(top, columnsName(name));
      if (isKept && !argv.some((word) => unkept.test(word))) world.git.startLook(top, true);
    });
}

function begin(argv: readonly string[], world: World, more: (top: string) => void): (() => void) | undefined {
  if (argv.some((word) => elsewhere.test(word))) return undefined;
  try {
    const top = world.git.topLevel(world.cwd);
    if (top === undefined) return undefined;
    more(top);
    // What the config calls it is not known yet.
    return world.git.beginHistory(top, usualBranch, keptSince(top, world));
  } catch {
    // Which the command will meet again, and say.
    return undefined;
  }
}
