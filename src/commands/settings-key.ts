import type { RulePlan } from '../core/check/plan-rules.ts';
import type { World } from '../world/world.ts';
import type { Repository } from './repository.ts';

/** What verdicts depend on beside the records: the build, settings and rules they were made by, and `more`. */
export function settingsKey(
  more: readonly string[],
  { root, configText, peopleText, config }: Repository,
  plan: readonly RulePlan[],
  world: World,
): string {
  const prefix = world.files.relative(root.top, root.folder);
  const levels = plan.map(({ rule, level }) => [rule.id, level]);
  return world.sha256(JSON.stringify([world.build, prefix, configText, config.profile, peopleText, levels, ...more]));
}
