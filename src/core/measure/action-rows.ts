import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ActionHistory, IncidentHistory } from '../history/incident-history.ts';
import { type People, whyUnowned } from '../people.ts';
import { isOpen, isOverdue, isUnfinished, refOf } from '../record/action.ts';
import { actionsOf, each, type ParsedRecord } from '../record/record.ts';
import type { Action } from '../record/shapes.ts';
import type { Column, Row } from '../report.ts';
import { daysBetween, parseDay } from '../time.ts';
import { correctiveCells, correctiveColumns, type FollowUps } from './corrective-action.ts';

/** The columns of the corrective action register; the first ones are promised, others may come after them. */
export const actionColumns: readonly Column[] = [
  { key: 'ref', title: 'Action', unit: 'text' },
  { key: 'record', title: 'Record', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'owner', title: 'Owner', unit: 'text' },
  { key: 'due', title: 'Due', unit: 'date' },
  { key: 'first_due', title: 'First due', unit: 'date' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'kind', title: 'Kind', unit: 'text' },
  { key: 'priority', title: 'Priority', unit: 'text' },
  { key: 'overdue', title: 'Overdue', unit: 'boolean' },
  { key: 'days_overdue', title: 'Days late', unit: 'count' },
  { key: 'unowned', title: 'Unowned', unit: 'boolean' },
  { key: 'causes', title: 'Causes', unit: 'list' },
  { key: 'deferrals', title: 'Deferrals', unit: 'count' },
  { key: 'ticket', title: 'Ticket', unit: 'text' },
  { key: 'slips', title: 'Slips', unit: 'count' },
  { key: 'slip_days', title: 'Slipped', unit: 'days' },
  ...correctiveColumns,
  { key: 'class', title: 'Class', unit: 'text' },
  { key: 'recorded', title: 'On record since', unit: 'date' },
  { key: 'age_days', title: 'Open for', unit: 'days' },
];

export interface Around {
  config: Config;
  people: People | undefined;
  clock: Clock;
  /** The as-of day in the config's zone. */
  today: string;
  /** What git has of a record; undefined without history. */
  told?: ((record: ParsedRecord) => IncidentHistory) | undefined;
  /** What follows what in all records; undefined where not all were read. */
  followUps?: FollowUps;
}

/** One row an action, of every record but the withdrawn, whose actions count nowhere. */
export function* actionRows(records: Iterable<ParsedRecord>, around: Around): Generator<Row> {
  for (const record of records) {
    if ('status' in record.data && record.data.status === 'withdrawn') continue;
    const told = around.told?.(record);
    for (const [, action] of actionsOf(record))
      yield actionRow(record, action, around, action.id === undefined ? undefined : told?.actions.get(action.id));
  }
}

function actionRow(
  record: ParsedRecord,
  action: Action,
  { config, people, clock, today, followUps }: Around,
  told: ActionHistory | undefined,
): Row {
  const isLate = isOverdue(action, clock);
  const due = action.due ?? null;
  // What the main line does not have yet, it cannot tell of.
  const slip = told === undefined || told.recordedAt === null ? undefined : told.slip;
  // What came with the import that the epoch marks may be older.
  const recorded =
    told === undefined || told.recordedAt === null || told.isBeforeEpoch ? null : clock.zone.dayOf(told.recordedAt);
  return {
    ref: refOf(record, action),
    record: 'id' in record.data ? (record.data.id ?? null) : null,
    title: action.title ?? null,
    owner: action.owner ?? null,
    due,
    first_due: slip?.firstDue ?? firstDue(action),
    status: action.status ?? null,
    kind: action.kind ?? null,
    priority: action.priority ?? null,
    overdue: isLate,
    days_overdue: isLate ? daysLate(due, today) : 0,
    unowned:
      isUnfinished(action) &&
      whyUnowned(action.owner, { people, clock, allowsTeams: config.team_owners }) !== undefined,
    causes: [...each(action.causes)].map(([, cause]) => cause),
    deferrals: action.deferrals?.length ?? 0,
    ticket: action.ticket || null,
    slips: slip?.times ?? null,
    slip_days: slip?.days ?? null,
    ...correctiveCells(record, action, clock, followUps),
    class: action.class ?? null,
    recorded,
    age_days: ageOf(action, recorded, today),
  };
}

/** Days since it was due; none where that is no day. */
export function daysLate(due: string | null, today: string): number {
  return due !== null && parseDay(due) !== undefined ? daysBetween(due, today) : 0;
}

/** Days since the main line first had an action that is open; null for others, and where it does not tell. */
export function ageOf(action: { readonly status?: unknown }, recorded: string | null, today: string): number | null {
  return isOpen(action) && recorded !== null ? Math.max(0, daysBetween(recorded, today)) : null;
}

/** Without history: the due date before any deferral that is written down. */
function firstDue(action: Action): string | null {
  for (const [, deferral] of each(action.deferrals)) return deferral.from ?? action.due ?? null;
  return action.due ?? null;
}
