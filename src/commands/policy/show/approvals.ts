import type { Event } from '../../../core/history/event.ts';
import type { People } from '../../../core/people.ts';
import { releaseOf } from '../../../core/policy/text.ts';
import { each, type PolicyRecord } from '../../../core/record/record.ts';
import type { PolicyApproval } from '../../../core/record/shapes.ts';
import type { Column, Table } from '../../../core/report.ts';
import { attestedApproval } from '../../show/approvals-table.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });

const columns: readonly Column[] = [
  text('version', 'Version'),
  text('by', 'By'),
  text('role', 'Role'),
  { key: 'on', title: 'On', unit: 'date' },
  text('state', 'State'),
  text('attested', 'Attested'),
];

/** The sign-offs of a policy's versions, newest first: whether each is of the text that was released, and still stands there. */
export function policyApprovals(
  record: PolicyRecord,
  fingerprint: string,
  events: readonly Event[],
  people: People | undefined,
): Table {
  const rows = [...each(record.data.approvals)].map(([, approval]) => ({
    version: approval.version ?? null,
    by: approval.by ?? null,
    role: approval.role ?? null,
    on: approval.on ?? null,
    state: stateOf(approval, record, fingerprint),
    attested: attestedApproval(record, approval, events, people),
  }));
  return { name: 'approvals', title: 'Approvals', columns, rows: rows.reverse() };
}

function stateOf({ version, fingerprint }: PolicyApproval, { data }: PolicyRecord, present: string): string {
  if (version === data.version) return fingerprint === present ? 'holds' : 'of another text';
  const released = releaseOf(data, version)?.change.fingerprint;
  return released === undefined || released === fingerprint ? 'of an earlier version' : 'of another text';
}
