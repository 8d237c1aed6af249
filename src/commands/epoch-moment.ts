import { CannotJudge, type World } from '../world/world.ts';
import type { Repository } from './repository.ts';

/**
 * When the config's epoch was, UTC epoch seconds; undefined where there is none. `note` where this clone does not have it,
 * which is no reason to say nothing. UserError for an epoch that is no commit.
 */
export function epochMoment({ config, root }: Repository, world: World): { at?: number; note?: string } {
  if (config.epoch === '' || !root.isGit) return {};
  try {
    return { at: world.git.commitTime(root.top, world.git.resolve(root.top, config.epoch)) };
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    return {
      note: `the epoch ${config.epoch} of the config is not in this clone: repeats are counted from the first record on`,
    };
  }
}
