import { rangeWords } from '../measure/measure.ts';
import type { RepeatsFound } from '../measure/repeats/found.ts';
import { countOf, someOf } from '../words.ts';
import type { LookedAt } from './looked-at.ts';

type Moment = Pick<LookedAt, 'today' | 'period'>;

/** That incidents were tested for being recurring, on which day, and how many candidates there are: without a full stop. */
export function testWords({ recurring }: RepeatsFound, { today, period }: Moment): string {
  const made = `Test for recurring incidents (Delegated Regulation (EU) 2024/1772, Article 8(2)) made on ${today} for ${rangeWords(period)}`;
  if (recurring.length === 0) return `${made}: no root cause category has two incidents within six months`;
  return `${made}: ${countOf(recurring.length, 'candidate')}`;
}

/** The same with the candidates, and who has to judge them: to keep. */
export function recurringWords(found: RepeatsFound, at: Moment): string {
  const made = testWords(found, at);
  if (found.recurring.length === 0) return `${made}.`;
  const told = found.recurring.map(
    ({ category, members }) =>
      `${category} (${someOf(
        members.map(({ id }) => id),
        6,
      )})`,
  );
  return `${made}, ${someOf(told, 6)}. Whether they jointly meet the criteria of a major incident is for a person to judge.`;
}
