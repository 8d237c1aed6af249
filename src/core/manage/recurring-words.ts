import type { RepeatsFound } from '../measure/repeats/found.ts';
import { countOf, someOf } from '../words.ts';
import type { LookedAt } from './looked-at.ts';

/** That incidents were tested for being recurring, on which day, and which are candidates: a sentence to keep. */
export function recurringWords(
  { recurring }: RepeatsFound,
  { today, period }: Pick<LookedAt, 'today' | 'period'>,
): string {
  const made = `Test for recurring incidents (Delegated Regulation (EU) 2024/1772, Article 8(2)) made on ${today} for ${period.from} to ${period.to}`;
  if (recurring.length === 0) return `${made}: no root cause category has two incidents within six months.`;
  const told = recurring.map(
    ({ category, members }) =>
      `${category} (${someOf(
        members.map(({ id }) => id),
        6,
      )})`,
  );
  return `${made}: ${countOf(recurring.length, 'candidate')}, ${someOf(told, 6)}. Whether they jointly meet the criteria of a major incident is for a person to judge.`;
}
