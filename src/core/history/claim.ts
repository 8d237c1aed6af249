import type { RecordKind } from '../record/kinds.ts';
import { isClaim } from './attestation.ts';
import type { Event } from './event.ts';

/** That somebody approved, verified, accepted or acknowledged something, as a record says it. */
export interface Claim {
  kind: RecordKind;
  /** The record's id; an acknowledgement's is `<policy>/<version>/<by>`. */
  record: string;
  what: 'approved' | 'verified' | 'accepted' | 'acknowledged';
  by: string;
  /** The role of an approval, the id of an action or of a cause; null for what is about the record as a whole. */
  of: string | null;
  /** The day of an approval, as written. */
  on: string | null;
}

/** The event by which a claim came to the main line, from its record's events in order; undefined where git has none. */
export function bringerOfClaim(claim: Claim, events: readonly Event[]): Event | undefined {
  return events.findLast((event) => event.by === claim.by && isClaim(event) && isOf(claim, event));
}

function isOf({ kind, what, of, on }: Claim, { kind: event, action, field, to }: Event): boolean {
  if (what === 'approved') return event === 'approved' && field === of && (on === null || to === on);
  if (what === 'acknowledged') return event === 'acknowledged';
  if (of === null) return field === 'acceptance.by';
  if (action === of) return (event === 'action-status' && to === what) || field === `${what}.by`;
  return kind === 'incident' && event === 'cause-changed' && field === `${of}.${what}.by`;
}
