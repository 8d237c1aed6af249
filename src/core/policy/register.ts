import { compareText } from '../finding.ts';
import type { People } from '../people.ts';
import type { AcknowledgementRecord, PolicyRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { acceptancesOf, acceptedIn, inForceOf } from './acceptance.ts';
import { audienceOf, isThere } from './audience.ts';

/** The columns of the list of policies. */
export const policyColumns: readonly Column[] = [
  { key: 'id', title: 'Policy', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'version', title: 'Version', unit: 'text' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'review_by', title: 'Review by', unit: 'date' },
  { key: 'acknowledged', title: 'Accepted', unit: 'count' },
  { key: 'audience', title: 'Audience', unit: 'count' },
  { key: 'owner', title: 'Owner', unit: 'text' },
  { key: 'effective', title: 'Effective', unit: 'date' },
  { key: 'review_overdue', title: 'Review late', unit: 'boolean' },
  { key: 'controls', title: 'Controls', unit: 'list' },
];

/**
 * One row a policy, in order of id. `audience` is how many people have to accept it that day, `acknowledged` how many of
 * them accepted the version in force: null where none is.
 */
export function policyRows(
  policies: readonly PolicyRecord[],
  acknowledgements: readonly AcknowledgementRecord[],
  people: People | undefined,
  asOfDay: string,
): Row[] {
  const acceptances = acceptancesOf(acceptedIn(acknowledgements), people, asOfDay);
  const rows = policies.map(({ data }): Row => {
    const { id = null, status, review_by } = data;
    const version = inForceOf(data);
    const audience = audienceOf(data.audience, people).members.filter((member) => isThere(member, asOfDay));
    const isAccepted = (person: string) =>
      version !== undefined && id !== null && acceptances.standing(id, version, person) === 'accepted';
    return {
      id,
      title: data.title ?? null,
      version: data.version ?? null,
      status: status ?? null,
      review_by: review_by ?? null,
      acknowledged: version === undefined ? null : audience.filter(({ person }) => isAccepted(person)).length,
      audience: audience.length,
      owner: data.owner ?? null,
      effective: data.effective ?? null,
      review_overdue: status !== 'retired' && review_by !== undefined && review_by < asOfDay,
      controls: data.controls?.filter((control) => typeof control === 'string') ?? [],
    };
  });
  return rows.sort((a, b) => compareText(String(a.id), String(b.id)));
}
