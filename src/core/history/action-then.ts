import type { Event } from './event.ts';
import type { Fields } from './facts.ts';

/** What the main line had of an action at a moment. */
export interface ActionThen {
  status: string | null;
  /** As written. */
  due: string | null;
}

/**
 * An action as the main line had it at an instant (UTC epoch seconds), from its record's events in order and its fields
 * as they stand there last. `absent` where it did not have it yet, or not any more; `unknown` where it came by the import
 * that the epoch marks, and after that instant: nobody knows since when it was there.
 */
export function actionThen(
  events: readonly Event[],
  action: string,
  last: Fields | undefined,
  at: number,
): ActionThen | 'absent' | 'unknown' {
  const own = events.filter((event) => event.action === action);
  const isThere = own.findLast(({ kind, mark }) => isPresence(kind) && mark.holdsFrom <= at)?.kind === 'action-added';
  if (!isThere) {
    const added = own.find(({ kind }) => kind === 'action-added');
    return added?.isBeforeEpoch === true && added.mark.holdsFrom > at ? 'unknown' : 'absent';
  }
  // What stood there is what the next change changed; what nobody changed stands there still.
  const before = (kind: Event['kind'], now: string | undefined) => {
    const next = own.find((event) => event.kind === kind && event.mark.holdsFrom > at);
    return next === undefined ? (now ?? null) : next.from;
  };
  return { status: before('action-status', last?.status), due: before('action-due', last?.due) };
}

const isPresence = (kind: string): boolean => kind === 'action-added' || kind === 'action-removed';
