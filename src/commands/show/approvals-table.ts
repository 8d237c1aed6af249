import { type Attested, attest } from '../../core/history/attestation.ts';
import { bringerOfClaim } from '../../core/history/bringer-of-claim.ts';
import type { Event } from '../../core/history/event.ts';
import type { People } from '../../core/people.ts';
import { each, type IncidentRecord, type PolicyRecord } from '../../core/record/record.ts';
import type { Approval } from '../../core/record/shapes.ts';
import type { Column, Table } from '../../core/report.ts';
import { idOf } from '../edit-record.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });

const columns: readonly Column[] = [
  text('by', 'By'),
  text('role', 'Role'),
  { key: 'on', title: 'On', unit: 'date' },
  text('state', 'State'),
  text('attested', 'Attested'),
];

/** The sign-offs of a record, by the fingerprint that it has now and the events that git has of it. */
export function approvalsTable(
  record: IncidentRecord,
  fingerprint: string,
  events: readonly Event[],
  people: People | undefined,
): Table {
  return {
    name: 'approvals',
    title: 'Sign-offs',
    columns,
    rows: [...each(record.data.approvals)].map(([, approval]) => ({
      by: approval.by ?? null,
      role: approval.role ?? null,
      on: approval.on ?? null,
      state: approval.fingerprint === fingerprint ? 'holds' : 'stale: the record changed since',
      attested: attestedApproval(record, approval, events, people),
    })),
  };
}

/** Whether who committed an approval is who it names; null where git has nothing of it. Signatures are not looked at. */
export function attestedApproval(
  record: IncidentRecord | PolicyRecord,
  { by, role, on }: Approval,
  events: readonly Event[],
  people: People | undefined,
): Attested | null {
  if (by === undefined) return null;
  const claim = {
    kind: record.kind,
    record: idOf(record),
    what: 'approved',
    by,
    of: role ?? null,
    on: on ?? null,
  } as const;
  const event = bringerOfClaim(claim, events);
  return event === undefined ? null : attest(by, { ...event.mark, signer: null }, people);
}
