import type { Allowance } from '../../../core/audit/package/manifest.ts';
import { integrityRules } from '../../../core/audit/package/manifest.ts';
import { rules } from '../../../core/check/index.ts';
import { planRules } from '../../../core/check/plan-rules.ts';
import type { Report } from '../../../core/report.ts';
import { countOf } from '../../../core/words.ts';
import { CannotJudge, UserError } from '../../../world/world.ts';
import type { Repository } from '../../repository.ts';

/** How the rules stand of which no finding may, in a package. */
export interface Integrity {
  rule: string;
  /** By the config: one that is off was not asked. */
  level: string;
  errors: number;
  waived: number;
}

/**
 * What the report of `pir check` says of the integrity of the records. UserError where an error stands that was not
 * allowed; CannotJudge where not everything could be looked at.
 */
export function judgeIntegrity(
  checked: Report,
  allowed: readonly Allowance[],
  { config }: Repository,
): readonly Integrity[] {
  if (!checked.complete)
    throw new CannotJudge(
      'Cannot say whether the records hold together: not everything could be looked at',
      'Run pir check, which says what is missing.',
    );
  const levels = new Map(planRules(rules, config).map(({ rule, level }) => [rule.id, level]));
  const all = integrityRules.map((rule): Integrity => {
    const own = checked.findings.filter((finding) => finding.rule === rule);
    return {
      rule,
      level: levels.get(rule) ?? 'off',
      errors: own.filter(({ severity }) => severity === 'error').length,
      waived: own.filter(({ waived, baselined }) => waived || baselined).length,
    };
  });
  const standing = all.filter(({ rule, errors }) => errors > 0 && !allowed.includes(rule as Allowance));
  if (standing.length === 0) return all;
  const words = standing.map(({ rule, errors }) => `${rule} (${errors})`).join(', ');
  const sum = standing.reduce((total, { errors }) => total + errors, 0);
  const flag = (name: string) => standing.map(({ rule }) => `${name} ${rule}`).join(' ');
  throw new UserError(
    `Unexpected ${countOf(sum, 'error')} that figures and sign-offs would rest on: ${words}`,
    `See pir check ${flag('--rule')}. To package them as they are, and have the manifest say so: ${flag('--allow')}`,
  );
}
