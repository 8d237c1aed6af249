import { daysBetween, parseDay } from '../time.ts';
import type { Event } from './event.ts';

/** What became of an action's due day. Days are as written. */
export interface Slip {
  /** The first due day ever recorded on the main line, and the last. */
  firstDue: string | null;
  lastDue: string | null;
  /** Days from the first to the last; null where either is missing or no day. */
  days: number | null;
  /** How often it was moved to a later day. */
  times: number;
}

/** The due days of one action, from its record's events in order and the day that stands there now. */
export function slipOf(events: readonly Event[], action: string, due: string | null): Slip {
  const moves = events.filter((event) => event.kind === 'action-due' && event.action === action);
  const firstDue = moves.reduceRight((known, { from, to }) => from ?? to ?? known, due);
  const times = moves.filter(({ from, to }) => days(from, to) > 0).length;
  const isKnown = firstDue !== null && due !== null && parseDay(firstDue) !== undefined && parseDay(due) !== undefined;
  return { firstDue, lastDue: due, days: isKnown ? daysBetween(firstDue, due) : null, times };
}

function days(from: string | null, to: string | null): number {
  if (from === null || to === null || parseDay(from) === undefined || parseDay(to) === undefined) return 0;
  return daysBetween(from, to);
}

/** When each action of a record was first recorded on the main line, UTC epoch seconds. */
export function recordedAt(events: readonly Event[]): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  for (const { kind, action, mark } of events)
    if (kind === 'action-added' && action !== null && !at.has(action)) at.set(action, mark.mergedAt);
  return at;
}
