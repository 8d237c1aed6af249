import type { Config } from '../../core/config.ts';
import type { Risk } from '../../core/record/shapes.ts';
import { levelOf, scoreWords } from '../../core/risk/level.ts';

/** Whether a risk stands; of a closed one who closed it, when and why. */
export function standingWords({ status, closed }: Risk): string {
  if (status !== 'closed' || closed === undefined) return status ?? '–';
  return `closed on ${closed.on ?? '–'}, by ${closed.by ?? '–'}${closed.reason ? `: ${closed.reason}` : ''}`;
}

/** The level and score to reach; a dash for none. */
export function targetWords(target: Risk['target'], config: Config): string {
  const { likelihood, impact } = target ?? {};
  if (likelihood === undefined || impact === undefined) return '–';
  return `${levelOf(likelihood, impact, config).level}, ${scoreWords({ likelihood, impact })}`;
}
