import type { Config } from '../config.ts';

/** The levels of a risk, the least first. */
export const riskLevels = ['low', 'medium', 'high', 'critical'] as const;

export type RiskLevel = (typeof riskLevels)[number];

/**
 * What likelihood and impact come to: the score is their product, the level the last whose band (`risk.bands` of the
 * config: the score from which it holds) begins at or below it. Below all bands a risk is low.
 */
export function levelOf(
  likelihood: number,
  impact: number,
  { risk }: Pick<Config, 'risk'>,
): { score: number; level: RiskLevel } {
  const score = likelihood * impact;
  let level: RiskLevel = 'low';
  for (const name of riskLevels) {
    const from = risk.bands[name];
    if (from !== undefined && score >= from) level = name;
  }
  return { score, level };
}

/** Likelihood and impact as people write them: `3×4`. */
export function scoreWords({ likelihood, impact }: { likelihood: number; impact: number }): string {
  return `${likelihood}×${impact}`;
}

/** Whether the level asks for a plan: high or critical. */
export function isSerious(level: RiskLevel): boolean {
  return level === 'high' || level === 'critical';
}
