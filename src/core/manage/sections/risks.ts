import type { Row } from '../../report.ts';
import { riskChangeColumns, riskChanges } from '../../risk/changes.ts';
import { heatMapOf } from '../../risk/heat-map.ts';
import { riskColumns, riskRows } from '../../risk/register.ts';
import { countOf, partOf } from '../../words.ts';
import { listed, tableOf } from '../figures.ts';
import { type LookedAt, withActions } from '../looked-at.ts';
import type { Question, Said, Section } from '../section.ts';

/** What was assessed, where risks stand, and whether their treatment keeps its word. */
export const risks: Section = {
  id: 'risks',
  title: 'Risks',
  items: ['9.3.2f'],
  say,
};

function say(at: LookedAt): Said {
  const { config, clock, today, period, risks: records } = at;
  if (records.length === 0)
    return {
      blocks: [{ block: 'text', text: 'The register of risks is empty: pir risk new begins it.' }],
      questions: [],
    };
  const open = riskRows(records, { config, clock, today, records: withActions(at) }).filter(
    ({ status }) => status === 'open',
  );
  const changed = riskChanges(records, period, config).filter(({ on }) => String(on) <= today);
  const serious = open.filter(isSerious);
  const changes = tableOf('risk_changes', 'Assessed in the period', riskChangeColumns, changed, [
    'risk',
    'title',
    'before',
    'after',
    'level_after',
    'effect',
    'incident',
    'on',
    'reason',
  ]);
  const register = tableOf('risks', `Open risks on ${today}`, riskColumns, open, [
    'id',
    'title',
    'owner',
    'score',
    'level',
    'treatment',
    'target_level',
    'plan_open',
    'plan_overdue',
    'accepted_until',
    'review_by',
  ]);
  const raised = changed.filter(({ effect }) => effect === 'raised').length;
  const lowered = changed.filter(({ effect }) => effect === 'lowered').length;
  const moved =
    raised + lowered === 0
      ? 'none was raised or lowered in the period'
      : `${raised === 0 ? 'none' : raised} raised and ${lowered === 0 ? 'none' : lowered} lowered in the period`;
  return {
    blocks: [
      {
        block: 'text',
        text: `${countOf(open.length, 'risk')} ${open.length === 1 ? 'is' : 'are'} open on ${today}, ${serious.length} of them high or critical; ${moved}. In the picture, what is struck through or in brackets stood there before the period.`,
      },
      { block: 'heat-map', map: heatMapOf(records, config, { since: period.from, to: today }) },
      ...listed(changes, 'pir log --kind risk'),
      ...listed(register, 'pir risk list'),
    ],
    tables: [changes, register],
    highlights: [
      {
        label: 'Risks high or critical',
        value: `${serious.length} of ${open.length}`,
        note: `open on ${today}; ${moved}`,
      },
    ],
    inShort: [`${partOf(serious.length, open.length, 'open risk', ['is', 'are'])} high or critical; ${moved}.`],
    questions: questionsOf(open, today),
  };
}

const isSerious = ({ level }: Row): boolean => level === 'high' || level === 'critical';
const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => String(id));

function questionsOf(open: readonly Row[], today: string): Question[] {
  const late = open.filter(({ overdue }) => overdue === true);
  const unplanned = open.filter((row) => isSerious(row) && row.treatment === 'mitigate' && row.plan_open === 0);
  const ended = open.filter(({ accepted_until }) => typeof accepted_until === 'string' && accepted_until < today);
  const unseen = open.filter(({ review_overdue }) => review_overdue === true);
  const asked: readonly (readonly [rows: readonly Row[], urgency: 1 | 3, question: string, because: string])[] = [
    [
      late,
      1,
      'Is the treatment of these risks still credible, and who helps it along?',
      'with an overdue action in the treatment plan',
    ],
    [
      unplanned,
      1,
      'Are these risks to be brought down, and by what?',
      'high or critical, to be mitigated, and nothing is under way',
    ],
    [ended, 1, 'Are these risks accepted any longer, and by whom?', 'whose acceptance has ended'],
    [unseen, 3, 'Who looks at these risks again?', 'whose day of review has passed'],
  ];
  return asked
    .filter(([rows]) => rows.length > 0)
    .map(([rows, urgency, question, because]) => ({
      urgency,
      question,
      because: `${countOf(rows.length, 'open risk')} ${because}`,
      records: ids(rows),
    }));
}
