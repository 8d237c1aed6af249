import type { People } from '../people.ts';
import { isSamePerson } from '../people.ts';
import { addDays, parseDay } from '../time.ts';
import type { ZoneClock } from '../zone.ts';
import type { Event } from './event.ts';

/** How an action came to be done, as the main line tells it. */
export interface Closure {
  action: string;
  /** UTC epoch seconds: when the main line first said so since it was last open. */
  at: number;
  event: Event;
  /** `done.on` is more than three days earlier: the ledger's day counts. */
  isBackDated: boolean;
  /** Its owner says it is done, or brought the commit that says so. */
  isByOwner: boolean;
  isWithoutEvidence: boolean;
}

export interface ClosureSettings {
  zone: ZoneClock;
  people: People | undefined;
}

/** How far `done.on` may lie before the main line's day; a pull request over a weekend is no forgery. */
const GRACE_DAYS = 3;

/** What to hold against a step from work to done or verified; undefined for every other event. */
export function closureOf(event: Event, { zone, people }: ClosureSettings): Closure | undefined {
  const { closing, action, mark } = event;
  if (closing === undefined || action === null || isDone(event.from)) return undefined;
  const { on, by, owner, hasEvidence } = closing;
  const isBackDated =
    !event.isBeforeEpoch &&
    on !== null &&
    parseDay(on) !== undefined &&
    addDays(on, GRACE_DAYS) < zone.dayOf(mark.mergedAt);
  const isOwner = (name: string | null) => name !== null && owner !== null && isSamePerson(name, owner, people);
  return {
    action,
    at: mark.mergedAt,
    event,
    isBackDated,
    isByOwner: isOwner(by) || isOwner(mark.authorEmail),
    isWithoutEvidence: !hasEvidence,
  };
}

const isDone = (status: string | null): boolean => status === 'done' || status === 'verified';

/** The closings of one record's actions, oldest first. */
export function closures(events: readonly Event[], settings: ClosureSettings): Closure[] {
  return events.flatMap((event) => closureOf(event, settings) ?? []);
}

/** How often an action went back from done or verified to work. */
export function timesReopened(events: readonly Event[], action: string): number {
  return events.filter((event) => isReopening(event) && event.action === action).length;
}

function isReopening({ kind, from, to }: Event): boolean {
  return kind === 'action-status' && isDone(from) && !isDone(to);
}
