import type { Column, Row } from '../report.ts';
import { formatInstant } from '../time.ts';
import type { Attested } from './attestation.ts';
import type { Signature } from './commit.ts';
import type { Event } from './event.ts';
import type { Flag } from './flags.ts';

/** An event with what depends on who asks, and when. */
export interface SeenEvent {
  event: Event;
  flags: readonly Flag[];
  /** Of a claim; null where nobody is said to have done it. */
  attested: Attested | null;
  /** Null where nobody looked. */
  signature: Signature | null;
}

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });

/** The columns of the table `events`. */
export const eventColumns: readonly Column[] = [
  { key: 'at', title: 'Written', unit: 'instant' },
  text('commit', 'Commit'),
  text('author', 'Author'),
  text('author_email', 'E-mail'),
  { key: 'merged_at', title: 'On the main line', unit: 'instant' },
  text('merged_by', 'Merged by'),
  text('record', 'Record'),
  text('action', 'Action'),
  text('field', 'Field'),
  text('from', 'From'),
  text('to', 'To'),
  text('kind', 'Event'),
  text('signature', 'Signature'),
  text('attested', 'Attested'),
  { key: 'trailers', title: 'Trailers', unit: 'list' },
  text('by', 'Said to be by'),
  { key: 'flags', title: 'Flags', unit: 'list' },
  text('merge', 'Merged in'),
  text('signature_reason', 'What git says of it'),
];

/** Those that people are shown where the page is not. */
export const shownEvents = ['merged_at', 'record', 'kind', 'action', 'field', 'from', 'to', 'author'];

/** One row an event, in the order given. */
export function eventRow({ event, flags, attested, signature }: SeenEvent): Row {
  const { mark } = event;
  return {
    at: formatInstant(mark.at),
    commit: mark.commit,
    author: mark.author,
    author_email: mark.authorEmail,
    merged_at: formatInstant(mark.mergedAt),
    merged_by: mark.mergedBy,
    record: event.record,
    action: event.action,
    field: event.field,
    from: event.from,
    to: event.to,
    kind: event.kind,
    signature: signature?.state ?? null,
    attested,
    trailers: mark.trailers.map(({ key, value }) => `${key}: ${value}`),
    by: event.by ?? null,
    flags,
    merge: mark.merge,
    signature_reason: signature?.reason || null,
  };
}
