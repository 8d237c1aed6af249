import type { Config, Profile } from '../config.ts';
import { profiles } from '../config.ts';
import type { AnyRule, Level } from './rule.ts';

/** The rules that speak at all here, with their levels: worked out once a run. */
export interface RulePlan {
  rule: AnyRule;
  level: Exclude<Level, 'off'>;
}

/** The level of a rule: the config's word, else the profile's. */
export function levelOf(rule: AnyRule, config: Config): Level {
  return config.rules[rule.id] ?? (rule.levels[profiles.indexOf(config.profile as Profile)] as Level);
}

/** Rules that are not off, those of `only` alone where it names any. */
export function planRules(
  rules: readonly AnyRule[],
  config: Config,
  only: readonly string[] = [],
): readonly RulePlan[] {
  return rules.flatMap((rule) => {
    const level = levelOf(rule, config);
    return level === 'off' || (only.length > 0 && !only.includes(rule.id)) ? [] : [{ rule, level }];
  });
}
