import type { Action } from '../record/shapes.ts';
import { type Closure, type ClosureSettings, closures, timesReopened } from './closure.ts';
import type { Event } from './event.ts';
import { recordedAt, type Slip, slipOf } from './slips.ts';

/** What the main line tells of one action. */
export interface ActionHistory {
  /** When it was first there, UTC epoch seconds; null where it never was. */
  recordedAt: number | null;
  /** It was there by the commit that the epoch marks: nobody knows since when. */
  isBeforeEpoch: boolean;
  /** When it was first done; null where it never was. */
  doneAt: number | null;
  /** How it came to be done the last time; null for one that the main line does not have as done or verified. */
  closing: Closure | null;
  /** How often it went back from done to work. */
  reopened: number;
  slip: Slip;
}

/** What the main line tells of one incident. What was before the epoch proves nothing and is not counted. */
export interface IncidentHistory {
  /** When its record was first there, UTC epoch seconds; null where it is not there yet. */
  recordedAt: number | null;
  /** It came by the import that the epoch marks, or before: nobody knows when it was first written down. */
  isBeforeEpoch: boolean;
  /** By id, of those that stand in the record now. */
  actions: ReadonlyMap<string, ActionHistory>;
  /** How often things happened to any action it ever had: closings, due days moved later, actions back at work. */
  closingsBackDated: number;
  closingsWithoutEvidence: number;
  slips: number;
  actionsReopened: number;
  /** How often the review was taken up again after it had been approved or closed. */
  reviewsReopened: number;
}

/** What one record's events, in order, tell of it and of the actions that it has now. */
export function incidentHistory(
  events: readonly Event[],
  actions: Iterable<Action>,
  settings: ClosureSettings,
): IncidentHistory {
  const created = events.find(({ kind }) => kind === 'created');
  const closings = closures(events, settings);
  const counted = events.filter(({ isBeforeEpoch }) => !isBeforeEpoch);
  const proven = closings.filter(({ event }) => !event.isBeforeEpoch);
  const ids = new Set(events.flatMap(({ action }) => action ?? []));
  const firstRecorded = recordedAt(events);
  const known = new Map<string, ActionHistory>();
  for (const { id, due } of actions) {
    if (id === undefined) continue;
    const own = events.filter(({ action }) => action === id);
    known.set(id, {
      recordedAt: firstRecorded.get(id) ?? null,
      isBeforeEpoch: own.find(({ kind }) => kind === 'action-added')?.isBeforeEpoch === true,
      doneAt: closings.find(({ action }) => action === id)?.at ?? null,
      closing: isDoneNow(own) ? (closings.findLast(({ action }) => action === id) ?? null) : null,
      reopened: timesReopened(own, id),
      slip: slipOf(own, id, due ?? null),
    });
  }
  return {
    recordedAt: created?.mark.mergedAt ?? null,
    isBeforeEpoch: created?.isBeforeEpoch === true,
    actions: known,
    closingsBackDated: proven.filter(({ isBackDated }) => isBackDated).length,
    closingsWithoutEvidence: proven.filter(({ isWithoutEvidence }) => isWithoutEvidence).length,
    slips: sum([...ids].map((id) => slipOf(counted, id, null).times)),
    actionsReopened: sum([...ids].map((id) => timesReopened(counted, id))),
    reviewsReopened: counted.filter(isReviewReopened).length,
  };
}

function isDoneNow(own: readonly Event[]): boolean {
  const now = own.findLast(({ kind }) => kind === 'action-status')?.to;
  return now === 'done' || now === 'verified';
}

function isReviewReopened({ kind, from, to }: Event): boolean {
  return kind === 'status' && (from === 'approved' || from === 'closed') && (to === 'draft' || to === 'in_review');
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
