import { compareText } from '../finding.ts';
import type { People } from '../people.ts';
import type { AcknowledgementRecord, PolicyRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { nameOf } from './audience.ts';
import { releaseOf } from './text.ts';

/** The columns of who accepted what. */
export const acknowledgementColumns: readonly Column[] = [
  { key: 'policy', title: 'Policy', unit: 'text' },
  { key: 'version', title: 'Version', unit: 'text' },
  { key: 'person', title: 'Person', unit: 'text' },
  { key: 'team', title: 'Team', unit: 'text' },
  { key: 'on', title: 'On', unit: 'date' },
  { key: 'method', title: 'Method', unit: 'text' },
  { key: 'holds', title: 'Of the released text', unit: 'boolean' },
  { key: 'fingerprint', title: 'Fingerprint', unit: 'text' },
];

/**
 * One row an acknowledgement up to that day, by policy, version and person. `holds` says whether it is of the text that was
 * released under that version; null where no release says what text that was.
 */
export function acknowledgementRows(
  acknowledgements: readonly AcknowledgementRecord[],
  policies: readonly PolicyRecord[],
  people: People | undefined,
  asOfDay: string,
): Row[] {
  const byId = new Map(policies.map(({ data }) => [data.id, data]));
  const rows = acknowledgements.flatMap(({ data }): Row[] => {
    const { policy, version, by, on, fingerprint, method } = data;
    if (by === undefined || (on !== undefined && on > asOfDay)) return [];
    const released = releaseOf(byId.get(policy) ?? {}, version)?.change.fingerprint;
    return [
      {
        policy: policy ?? null,
        version: version ?? null,
        person: nameOf(by, people),
        team: people?.find(by)?.team ?? null,
        on: on ?? null,
        method: method ?? null,
        holds: released === undefined ? null : released === fingerprint,
        fingerprint: fingerprint ?? null,
      },
    ];
  });
  return rows.sort(
    (a, b) =>
      compareText(String(a.policy), String(b.policy)) ||
      compareText(String(a.version), String(b.version)) ||
      compareText(String(a.person), String(b.person)),
  );
}
