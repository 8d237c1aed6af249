import { compareText } from '../finding.ts';
import { each, type PolicyRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';

/** The columns of what was released in a period. */
export const policyChangeColumns: readonly Column[] = [
  { key: 'policy', title: 'Policy', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'before', title: 'Before', unit: 'text' },
  { key: 'version', title: 'Version', unit: 'text' },
  { key: 'on', title: 'On', unit: 'date' },
  { key: 'by', title: 'By', unit: 'text' },
  { key: 'incident', title: 'Incident', unit: 'text' },
  { key: 'summary', title: 'What changed', unit: 'text' },
  { key: 'in_force', title: 'In force', unit: 'boolean' },
];

/**
 * One row a version released from one day to another (both inclusive), in order of day and policy: what stood before it,
 * which incident led to it, and whether it is in force now.
 */
export function policyChanges(policies: readonly PolicyRecord[], { from, to }: { from: string; to: string }): Row[] {
  const rows = policies.flatMap(({ data }): Row[] => {
    let before: string | null = null;
    const found: Row[] = [];
    for (const [, { version, on, by, incident, summary }] of each(data.changes)) {
      if (on !== undefined && on >= from && on <= to)
        found.push({
          policy: data.id ?? null,
          title: data.title ?? null,
          before,
          version: version ?? null,
          on,
          by: by ?? null,
          incident: incident || null,
          summary: summary || null,
          in_force: data.status === 'in_force' && data.version === version,
        });
      before = version ?? before;
    }
    return found;
  });
  return rows.sort(
    (a, b) => compareText(String(a.on), String(b.on)) || compareText(String(a.policy), String(b.policy)),
  );
}
