import type { Claim } from '../claim.ts';
import { isClaim } from './attestation.ts';
import type { Event } from './event.ts';

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
