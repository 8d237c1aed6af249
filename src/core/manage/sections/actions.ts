import { compareText } from '../../finding.ts';
import { actionColumns } from '../../measure/action-rows.ts';
import { isWithin } from '../../measure/period.ts';
import { isOpen } from '../../record/action.ts';
import { column, type Row, type Table } from '../../report.ts';
import { countOf } from '../../words.ts';
import { actionsIn } from '../actions-in.ts';
import { countNamed, listed, ofWords, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Question, Said, Section } from '../section.ts';

/** What was promised: by whom, how late, how often it was moved. */
export const actions: Section = {
  id: 'actions',
  title: 'Actions: open, late, moved',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const all = actionsIn(at);
  const open = all.filter(isOpen);
  const late = open.filter(({ overdue }) => overdue === true).sort(latestFirst);
  const done = all.filter(({ closed, status }) => (status === 'done' || status === 'verified') && isIn(closed, at));
  const moved = open
    .filter((row) => movesOf(row) > 0)
    .sort((a, b) => movesOf(b) - movesOf(a) || compareText(String(a.ref), String(b.ref)));
  const owners = ownersOf(open, done);
  const list = tableOf('actions_overdue', `Overdue on ${at.today}`, actionColumns, late, [
    'ref',
    'title',
    'owner',
    'due',
    'days_overdue',
    'first_due',
    'priority',
  ]);
  const slipped = tableOf(
    'actions_moved',
    'Open, and moved later at least once',
    [
      column('ref', 'Action'),
      column('title', 'Title'),
      column('owner', 'Owner'),
      column('first_due', 'First due', 'date'),
      column('due', 'Due now', 'date'),
      column('moves', 'Moved', 'count'),
    ],
    moved.map((row) => ({
      ref: row.ref as string,
      title: row.title ?? null,
      owner: row.owner ?? null,
      first_due: row.first_due ?? null,
      due: row.due ?? null,
      moves: movesOf(row),
    })),
  );
  const onTime = countNamed(at.measures, 'actions_on_time');
  return {
    blocks: [
      {
        block: 'text',
        text: `Of all ${countOf(all.length, 'action')} on record, of incidents, risks and reviews, ${open.length} ${open.length === 1 ? 'is' : 'are'} open on ${at.today} and ${late.length} of these overdue; ${done.length} ${done.length === 1 ? 'was' : 'were'} done in the period.${onTimeSentence(onTime)}`,
      },
      ...listed(owners, 'pir actions --open'),
      ...listed(list, 'pir actions --overdue'),
      ...listed(slipped, 'pir actions --open'),
    ],
    tables: [owners, list, slipped],
    highlights: [
      {
        label: 'Actions overdue',
        value: `${late.length} of ${open.length}`,
        note:
          late.length === 0
            ? `open on ${at.today}; none is late`
            : `open on ${at.today}; the oldest by ${countOf(Number(late[0]?.days_overdue), 'day')}`,
        tone: late.length === 0 ? 'good' : 'bad',
      },
    ],
    inShort: [
      `${countOf(open.length, 'action')} ${open.length === 1 ? 'is' : 'are'} open, ${late.length === 0 ? 'none of them overdue' : `${late.length} of them overdue`}${moved.length === 0 ? '' : `; ${moved.length} ${moved.length === 1 ? 'was' : 'were'} moved later since first promised`}.`,
    ],
    questions: questionsOf(open, late),
  };
}

function onTimeSentence(onTime: { value: number | null; of: number | null }): string {
  if (onTime.value === null)
    return ' How many were done by their first due date is known to git alone, and there is no history here.';
  if (onTime.of === 0) return ' No action of an incident first fell due in the period.';
  return ` Of those of incidents that first fell due in the period, ${ofWords(onTime)} were done by that day.`;
}

const isIn = (day: Row[string] | undefined, { period }: LookedAt): boolean =>
  typeof day === 'string' && isWithin(day, period);

/** How often it was moved: as git tells, else as the record says itself. */
const movesOf = ({ slips, deferrals }: Row): number => Math.max(Number(slips ?? 0), Number(deferrals ?? 0));

const latestFirst = (a: Row, b: Row): number =>
  Number(b.days_overdue) - Number(a.days_overdue) || compareText(String(a.ref), String(b.ref));

const NOBODY = 'nobody';

function ownersOf(open: readonly Row[], done: readonly Row[]): Table {
  const ownerOf = (row: Row) => (row.unowned === true ? NOBODY : String(row.owner ?? NOBODY));
  const owners = [...new Set([...open, ...done].map(ownerOf))];
  const rows = owners
    .map((owner): Row => {
      const own = open.filter((row) => ownerOf(row) === owner);
      const late = own.filter(({ overdue }) => overdue === true);
      return {
        owner,
        open: own.length,
        overdue: late.length,
        oldest_overdue: late.reduce((most, row) => Math.max(most, Number(row.days_overdue)), 0) || null,
        moved: own.filter((row) => movesOf(row) > 0).length,
        done: done.filter((row) => ownerOf(row) === owner).length,
      };
    })
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        Number(b.open) - Number(a.open) ||
        compareText(String(a.owner), String(b.owner)),
    );
  return tableOf(
    'actions_by_owner',
    'Actions by owner',
    [
      column('owner', 'Owner'),
      column('open', 'Open', 'count'),
      column('overdue', 'Overdue', 'count'),
      column('oldest_overdue', 'Oldest, days late', 'count'),
      column('moved', 'Moved later', 'count'),
      column('done', 'Done in the period', 'count'),
    ],
    rows,
  );
}

function questionsOf(open: readonly Row[], late: readonly Row[]): Question[] {
  const refs = (rows: readonly Row[]) => rows.map(({ ref }) => String(ref));
  const unowned = open.filter(({ unowned }) => unowned === true);
  const moved = open.filter((row) => movesOf(row) > 0);
  return [
    ...(late.length === 0
      ? []
      : [
          {
            urgency: 2 as const,
            question: `What do the overdue actions lack: time, people, money? Or is the risk of leaving them to be accepted, by name?`,
            because: `${countOf(late.length, 'action')} ${late.length === 1 ? 'is' : 'are'} overdue, the oldest by ${countOf(Number(late[0]?.days_overdue), 'day')}`,
            records: refs(late),
          },
        ]),
    ...(unowned.length === 0
      ? []
      : [
          {
            urgency: 2 as const,
            question: 'Who takes the actions that nobody owns?',
            because: `${countOf(unowned.length, 'open action')} ${unowned.length === 1 ? 'has' : 'have'} no person who answers for ${unowned.length === 1 ? 'it' : 'them'}`,
            records: refs(unowned),
          },
        ]),
    ...(moved.length === 0
      ? []
      : [
          {
            urgency: 3 as const,
            question: 'Are the actions that were moved later still wanted, and are their new days to be believed?',
            because: `${countOf(moved.length, 'open action')} ${moved.length === 1 ? 'was' : 'were'} moved later since first promised`,
            records: refs(moved),
          },
        ]),
  ];
}
