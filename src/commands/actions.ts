import { compareText } from '../core/finding.ts';
import { actionColumns } from '../core/measure/action-rows.ts';
import { type ActionGrouping, actionGroupings, actionsBy } from '../core/measure/actions-by.ts';
import { registerColumns } from '../core/measure/corrective-action.ts';
import { actionStatuses, isOpen } from '../core/record/action.ts';
import type { Report, Row } from '../core/report.ts';
import { countOf, someOf } from '../core/words.ts';
import type { World } from '../world/world.ts';
import { type ReadActions, readActions } from './actions/read-actions.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { readDay, readDays } from './days.ts';
import { findRecord, idOf } from './edit-record.ts';
import { lookAhead } from './kept-records.ts';
import { laterNotes } from './known-incidents.ts';
import { startReport } from './repository.ts';
import { historyNotes, readToldIfAny } from './told-records.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'open', about: 'open and in progress' },
    { name: 'overdue', about: 'open or in progress, and due before the as-of day' },
    { name: 'unowned', about: 'proposed, open or in progress, and nobody’s' },
    { name: 'owner', value: 'O', about: 'of that person' },
    { name: 'due-before', value: 'D', about: 'due before that day' },
    { name: 'from', value: 'D', about: 'of incidents detected (else started) on that day or later' },
    { name: 'to', value: 'D', about: 'of incidents detected (else started) on that day or earlier' },
    { name: 'checks-due', about: 'done, and the day to check their effect is here' },
    { name: 'status', value: 'S', about: 'of that status', choices: actionStatuses },
    { name: 'record', value: 'ID', about: 'of that record' },
    { name: 'by', value: 'WHAT', about: 'how many there are, for each value of this', choices: actionGroupings },
  ],
  examples: [
    ['pir actions --overdue', 'what is late, the latest first'],
    ['pir actions --open --owner @bob --format csv', 'one person’s list for a spreadsheet'],
    ['pir actions --by owner', 'who has how many, how many are late, and how long they have been open'],
    ['pir actions --checks-due', 'what is done and waits for somebody to say whether it worked'],
    ['pir actions --format markdown --output register.md', 'the whole register, in the columns that auditors know'],
  ],
  about:
    'Every action of every incident, risk and management review: the corrective action register. The due day itself is not late. ' +
    'With --from and --to, an action of a risk belongs to the day of its first assessment, of a management review to the day it was held. ' +
    'The first due date is the first that the main line of git ever had, and slips are how often it was moved later since; without history, the one before any deferral that is written down. ' +
    'Markdown has the columns of a corrective action register; csv and json have all there are. A correction acts on what went wrong, a corrective action on why. ' +
    'Effectiveness is the result of the check; before it, awaited, or due once its day is here. ' +
    'With --by, people get the counts alone; open for is the median of the days since the main line first had those that are open.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const before = readDay('due-before', request);
  const { from, to } = readDays(request, repository.zone.dayOf(repository.asOf));
  const asked = request.text('record');
  const only =
    asked === undefined ? undefined : idOf(findRecord(['incident', 'risk', 'management-review'], asked, repository));
  const ahead = lookAhead('actions', repository, world);
  const told = await readToldIfAny(request, repository, world);
  await ahead;
  const all = readActions(repository, 'why' in told ? undefined : told, world);
  const isConcerned = ({ overdue, checks }: { overdue: number; checks: number }) =>
    (overdue > 0 || !request.isOn('overdue')) && (checks > 0 || !request.isOn('checks-due'));
  const wanted = all.rows(isConcerned).filter(([row]) => isWanted(row, request, only, before));
  const rows = wanted
    .filter(([, day]) => (from === undefined || day >= from) && (to === undefined || (day !== '' && day <= to)))
    .map(([row]) => row)
    .sort(byUrgency);
  const undated = (from ?? to) === undefined ? [] : wanted.filter(([, day]) => day === '').map(([row]) => row);
  const by = request.text('by') as ActionGrouping | undefined;
  const counts = by === undefined ? [] : [actionsBy(rows, by, repository.config)];
  const late = rows.filter((row) => row.overdue === true).length;
  return {
    ...startReport('actions', repository, request),
    tables: [
      ...counts,
      {
        name: 'actions',
        title: titleOf(rows.length, all.count, late),
        columns: actionColumns,
        rows,
        shown: shownOf(request, all),
        wide: registerColumns,
      },
    ],
    ...(counts.length > 0 && { page: counts.map((table) => ({ block: 'table' as const, table })) }),
    notes: [
      ...repository.notes,
      ...all.notes,
      ...historyNotes(told, repository, world),
      ...laterNotes(all.later, request, repository),
      ...undatedNotes(undated),
      ...(all.count === 0 ? ['no actions are recorded'] : []),
      ...effectNotes(rows, request.isOn('checks-due')),
    ],
    summary: { errors: 0, warnings: 0, records: all.records, actions: rows.length, overdue: late },
  };
}

function shownOf(request: Request, { hasSlips }: ReadActions): string[] {
  if (request.isOn('checks-due')) return ['ref', 'check_on', 'owner', 'criterion', 'title', 'closed'];
  const isLate = request.isOn('overdue');
  return [
    ...['ref', 'title', 'owner', 'due'],
    ...(isLate ? ['days_overdue'] : ['status', 'days_overdue']),
    ...(hasSlips ? ['first_due', 'slips'] : []),
  ];
}

/** What no period can have. */
function undatedNotes(rows: readonly Row[]): string[] {
  const records = [...new Set(rows.map(({ record }) => String(record)))];
  return rows.length === 0
    ? []
    : [`${countOf(rows.length, 'action')} of records without a day left out: ${someOf(records)}`];
}

/** What was done and waits for a look, and what was looked at and did not work. */
function effectNotes(rows: readonly Row[], isAsked: boolean): string[] {
  const due = rows.filter((row) => row.effectiveness === 'due');
  const failed = rows.filter((row) => row.needs_follow_up === true).map((row) => String(row.ref));
  const record = failed[0]?.slice(0, failed[0].lastIndexOf('/'));
  return [
    ...(due.length > 0
      ? [
          `${countOf(due.length, 'effectiveness check')} due: ${isAsked ? 'pir action verify REF --result effective|partly|ineffective --by @handle' : 'pir actions --checks-due'}`,
        ]
      : []),
    ...(failed.length > 0
      ? [`did not work, and nothing follows: ${someOf(failed)}. pir action add ${record} --follows ${failed[0]} …`]
      : []),
  ];
}

function titleOf(count: number, all: number, late: number): string {
  const of = count === all ? '' : ` of ${all}`;
  return `${count}${of} ${all === 1 ? 'action' : 'actions'}, ${late} overdue`;
}

function isWanted(row: Row, request: Request, only: string | undefined, before: string | undefined): boolean {
  const owner = request.text('owner');
  return (
    (!request.isOn('open') || isOpen(row)) &&
    (!request.isOn('overdue') || row.overdue === true) &&
    (!request.isOn('unowned') || row.unowned === true) &&
    (!request.isOn('checks-due') || row.effectiveness === 'due') &&
    (owner === undefined || String(row.owner).toLowerCase() === owner.toLowerCase()) &&
    (before === undefined || (typeof row.due === 'string' && row.due < before)) &&
    (request.text('status') === undefined || row.status === request.text('status')) &&
    (only === undefined || row.record === only)
  );
}

/** The latest first; then by due day, those without one last; then by name. */
function byUrgency(a: Row, b: Row): number {
  return (
    Number(b.days_overdue) - Number(a.days_overdue) ||
    compareText(String(a.due ?? '9999-99-99'), String(b.due ?? '9999-99-99')) ||
    compareText(String(a.ref), String(b.ref))
  );
}
