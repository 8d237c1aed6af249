import { policyChangeColumns, policyChanges } from '../../policy/changes.ts';
import { outstandingColumns, outstandingRows } from '../../policy/outstanding.ts';
import { policyColumns, policyRows } from '../../policy/register.ts';
import type { Row } from '../../report.ts';
import { countOf } from '../../words.ts';
import { listed, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** Which policies changed and why, and who has accepted what is in force. */
export const policies: Section = {
  id: 'policies',
  title: 'Policies',
  items: ['9.3.2g'],
  say,
};

function say(at: LookedAt): Said {
  const { policies: records, acknowledgements, people, today, period, config } = at;
  if (records.length === 0) return { blocks: [{ block: 'text', text: 'No policies are on record.' }] };
  const changed = policyChanges(records, period).filter(({ on }) => String(on) <= today);
  const rows = policyRows(records, acknowledgements, people, today).filter(({ status }) => status !== 'retired');
  const waiting = outstandingRows(records, acknowledgements, people, today, config);
  const late = waiting.filter(({ overdue }) => overdue === true);
  const unseen = rows.filter(({ review_overdue }) => review_overdue === true);
  const changes = tableOf('policy_changes', 'Released in the period', policyChangeColumns, changed, [
    'policy',
    'before',
    'version',
    'on',
    'by',
    'incident',
    'summary',
  ]);
  const register = tableOf(
    'policies',
    `Policies on ${today}, and how many have accepted the version in force`,
    policyColumns,
    rows,
    ['id', 'title', 'version', 'status', 'acknowledged', 'audience', 'review_by'],
  );
  const outstanding = tableOf('outstanding', 'Not accepted yet', outstandingColumns, waiting, [
    'policy',
    'version',
    'person',
    'team',
    'since',
    'days_overdue',
  ]);
  const acceptances = (count: number) => countOf(count, 'acceptance');
  return {
    blocks: [
      {
        block: 'text',
        text: `${releasedWords(changed.length)} in the period. ${acceptedWords(rows, waiting, late, today)}`,
      },
      ...listed(changes, 'pir log --kind policy'),
      ...listed(register, 'pir policy list'),
      ...(waiting.length === 0 ? [] : listed(outstanding, 'pir policy outstanding')),
    ],
    tables: [changes, register, outstanding],
    inShort:
      changed.length + late.length === 0
        ? []
        : [`${releasedWords(changed.length)} in the period. ${acceptedWords(rows, waiting, late, today)}`],
    questions: [
      ...(late.length === 0
        ? []
        : [
            {
              urgency: 3 as const,
              question: 'What keeps people from accepting the policies in force?',
              because: `${acceptances(late.length)} ${late.length === 1 ? 'is' : 'are'} overdue`,
              records: [...new Set(late.map(({ policy }) => String(policy)))],
            },
          ]),
      ...(unseen.length === 0
        ? []
        : [
            {
              urgency: 3 as const,
              question: 'Who reviews these policies, or retires them?',
              because: `the day of review of ${countOf(unseen.length, 'policy', 'policies')} has passed`,
              records: unseen.map(({ id }) => String(id)),
            },
          ]),
    ],
  };
}

function releasedWords(count: number): string {
  if (count === 0) return 'No version of a policy was released';
  return count === 1 ? '1 version of a policy was released' : `${count} versions of policies were released`;
}

function acceptedWords(rows: readonly Row[], waiting: readonly Row[], late: readonly Row[], today: string): string {
  if (rows.every(({ audience }) => audience === 0)) return 'No policy in force names people who have to accept it.';
  if (waiting.length === 0) return 'All that have to have accepted what is in force.';
  const open = `${countOf(waiting.length, 'acceptance')} ${waiting.length === 1 ? 'is' : 'are'} outstanding on ${today}`;
  return `${open}, ${late.length === 0 ? 'none' : late.length} of them overdue.`;
}
