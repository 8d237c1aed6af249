import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { People } from '../people.ts';
import type { AcknowledgementRecord, PolicyRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { addSpanToDay, daysBetween, parseDay, parseSpan } from '../time.ts';
import { acceptancesOf, acceptedIn, type InForce, inForceOf } from './acceptance.ts';
import { audienceOf, isThere, type Member } from './audience.ts';

/** The columns of who has not accepted what. */
export const outstandingColumns: readonly Column[] = [
  { key: 'policy', title: 'Policy', unit: 'text' },
  { key: 'version', title: 'Version', unit: 'text' },
  { key: 'person', title: 'Person', unit: 'text' },
  { key: 'since', title: 'Since', unit: 'date' },
  { key: 'team', title: 'Team', unit: 'text' },
  { key: 'days', title: 'Days', unit: 'count' },
  { key: 'due', title: 'Due', unit: 'date' },
  { key: 'overdue', title: 'Overdue', unit: 'boolean' },
  { key: 'days_overdue', title: 'Days late', unit: 'count' },
  { key: 'accepted_another_text', title: 'Other text', unit: 'boolean' },
];

/**
 * One row a person of the audience who is there that day and has not accepted the version in force, by team, person and
 * policy. `since` is the later of the day from which the version holds and the person's first; `days` are those since,
 * `due` is the SLA later.
 */
export function outstandingRows(
  policies: readonly PolicyRecord[],
  acknowledgements: readonly AcknowledgementRecord[],
  people: People | undefined,
  asOfDay: string,
  config: Config,
): Row[] {
  const acceptances = acceptancesOf(acceptedIn(acknowledgements), people, asOfDay);
  const rows = policies.flatMap(({ data }): Row[] => {
    const version = inForceOf(data);
    const { id } = data;
    if (version === undefined || id === undefined) return [];
    const awaited = audienceOf(data.audience, people).members.filter((member) => isThere(member, asOfDay));
    return awaited.flatMap((member): Row[] => {
      const standing = acceptances.standing(id, version, member.person);
      if (standing === 'accepted') return [];
      const since = sinceOf(version, member) ?? null;
      const due = since === null ? null : (dueOf(since, config) ?? null);
      const late = due === null ? 0 : daysBetween(due, asOfDay);
      return [
        {
          policy: id,
          version: version.version,
          person: member.person,
          since,
          team: member.team,
          days: since === null ? null : Math.max(0, daysBetween(since, asOfDay)),
          due,
          overdue: late > 0,
          days_overdue: Math.max(0, late),
          accepted_another_text: standing === 'another_text',
        },
      ];
    });
  });
  return rows.sort(
    (a, b) =>
      Number(a.team === null) - Number(b.team === null) ||
      compareText(String(a.team), String(b.team)) ||
      compareText(String(a.person), String(b.person)) ||
      compareText(String(a.policy), String(b.policy)),
  );
}

/** From when somebody is asked to accept a version; undefined where no day is known. */
export function sinceOf({ effective }: InForce, { from }: Pick<Member, 'from'>): string | undefined {
  const days = [effective, from].filter((day): day is string => day !== undefined && parseDay(day) !== undefined);
  return days.sort(compareText).at(-1);
}

/** The last day on which an acceptance is in time. */
export function dueOf(since: string, { sla }: Config): string | undefined {
  const span = parseSpan(sla.acknowledgement);
  return span === undefined ? undefined : addSpanToDay(since, span);
}
