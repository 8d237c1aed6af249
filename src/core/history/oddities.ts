import { DAY } from '../time.ts';
import type { Mark } from './event.ts';

export type Oddity = 'authored_after_commit' | 'committed_before_parent' | 'in_the_future';

/**
 * What is odd about the dates of the commits behind an event: authored over a day after it was committed, put on the main
 * line over a day before what came before it, or later than as-of (UTC epoch seconds). Clocks are wrong more often than
 * people lie: odd dates are shown, nothing is reordered by them.
 */
export function odditiesOf(mark: Mark, asOf: number): Oddity[] {
  const { at, committedAt, mergedAt, previousAt } = mark;
  return [
    ...(at - committedAt > DAY ? (['authored_after_commit'] as const) : []),
    ...(previousAt !== null && previousAt - mergedAt > DAY ? (['committed_before_parent'] as const) : []),
    ...(at > asOf || mergedAt > asOf ? (['in_the_future'] as const) : []),
  ];
}
