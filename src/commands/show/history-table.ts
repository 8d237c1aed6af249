import type { ActionHistory, IncidentHistory } from '../../core/history/incident-history.ts';
import { each, type IncidentRecord } from '../../core/record/record.ts';
import type { Block, Cell, Column, Row, Table } from '../../core/report.ts';
import { formatInstant } from '../../core/time.ts';
import { idOf } from '../edit-record.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });

const columns: readonly Column[] = [
  text('ref', 'On the main line'),
  { key: 'recorded', title: 'Recorded', unit: 'instant' },
  { key: 'first_due', title: 'First due', unit: 'date' },
  { key: 'slips', title: 'Slips', unit: 'count' },
  { key: 'reopened', title: 'Reopened', unit: 'count' },
  { key: 'closed', title: 'Closed', unit: 'instant' },
  text('closed_by', 'Closed by'),
  text('closed_by_email', 'E-mail'),
  text('closed_commit', 'Commit'),
  { key: 'flags', title: 'Look at', unit: 'list' },
];

/** What the main line has of a record and its actions: since when, and how they came to be done. */
export function historyTable(record: IncidentRecord, told: IncidentHistory): Table {
  const nothing = Object.fromEntries(columns.map(({ key }) => [key, null as Cell]));
  const known = (at: number | null, isBeforeEpoch: boolean) =>
    at === null || isBeforeEpoch ? null : formatInstant(at);
  const rows: Row[] = [
    {
      ...nothing,
      ref: idOf(record),
      recorded: known(told.recordedAt, told.isBeforeEpoch),
      reopened: told.reviewsReopened,
      flags: told.isBeforeEpoch ? ['before the epoch'] : [],
    },
  ];
  for (const [, { id }] of each(record.data.actions)) {
    const action = id === undefined ? undefined : told.actions.get(id);
    if (action === undefined || action.recordedAt === null) continue;
    rows.push({
      ref: `${idOf(record)}/${id}`,
      recorded: known(action.recordedAt, action.isBeforeEpoch),
      first_due: action.slip.firstDue,
      slips: action.slip.times,
      reopened: action.reopened,
      ...closingOf(action),
    });
  }
  return {
    name: 'history',
    title: 'History',
    columns,
    rows,
    shown: ['ref', 'recorded', 'closed', 'closed_by', 'first_due', 'slips'],
  };
}

/** What to look at, a line a reason with whose it is: in the table there is not always room for it. */
export function historyFlags(record: IncidentRecord, { rows }: Table): Block[] {
  const found = new Map<string, string[]>();
  for (const { ref, flags } of rows)
    for (const flag of flags as readonly string[]) {
      const own = String(ref).slice(idOf(record).length + 1) || 'the record';
      found.set(flag, [...(found.get(flag) ?? []), own]);
    }
  if (found.size === 0) return [];
  return [
    { block: 'heading', level: 2, text: 'Look at' },
    { block: 'facts', rows: [...found].map(([flag, whose]) => [flag, whose.join(', ')] as const) },
  ];
}

function closingOf({ closing, isBeforeEpoch }: ActionHistory): Row {
  const early = isBeforeEpoch ? ['before the epoch'] : [];
  if (closing === null)
    return { closed: null, closed_by: null, closed_by_email: null, closed_commit: null, flags: early };
  const { event, isBackDated, isByOwner, isWithoutEvidence } = closing;
  return {
    closed: event.isBeforeEpoch ? null : formatInstant(closing.at),
    closed_by: event.mark.author,
    closed_by_email: event.mark.authorEmail,
    closed_commit: event.mark.commit,
    flags: [
      ...early,
      ...(isBackDated ? ['back-dated'] : []),
      ...(isByOwner ? ['by its own owner'] : []),
      ...(isWithoutEvidence ? ['without evidence'] : []),
    ],
  };
}
