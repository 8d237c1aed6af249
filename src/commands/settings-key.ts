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

/** The end of a window as it is kept; null for none. */
export const finite = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);

/** Whether a moment is in a window that was kept. */
export const holds = (from: number | null, until: number | null, asOf: number): boolean =>
  (from === null || asOf >= from) && (until === null || asOf < until);
