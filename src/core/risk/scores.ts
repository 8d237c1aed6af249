import type { Config } from '../config.ts';
import { each } from '../record/record.ts';
import type { Assessment, Risk } from '../record/shapes.ts';
import { levelOf, type RiskLevel } from './level.ts';

/** One assessment that can be read, with what it comes to. */
export interface Score {
  likelihood: number;
  impact: number;
  score: number;
  level: RiskLevel;
  /** Calendar day. */
  on: string | null;
  assessment: Assessment;
  /** Its place in `assessments`. */
  index: number;
}

/** The assessments of a risk in their order, those of days after `until` left out: they have not happened yet. */
export function scoresOf(risk: Risk, config: Pick<Config, 'risk'>, until?: string): Score[] {
  const scores: Score[] = [];
  for (const [index, assessment] of each(risk.assessments)) {
    const { likelihood, impact, on = null } = assessment;
    if (likelihood === undefined || impact === undefined) continue;
    if (until !== undefined && on !== null && on > until) continue;
    scores.push({ likelihood, impact, ...levelOf(likelihood, impact, config), on, assessment, index });
  }
  return scores;
}

export type Effect = 'new' | 'raised' | 'lowered' | 'unchanged';

/** What became of a risk between two scores; without one before, it is new. */
export function effectOf(before: { score: number } | undefined, after: { score: number }): Effect {
  if (before === undefined) return 'new';
  if (after.score === before.score) return 'unchanged';
  return after.score > before.score ? 'raised' : 'lowered';
}
