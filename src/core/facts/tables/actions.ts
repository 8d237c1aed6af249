import type { ActionHistory, IncidentHistory } from '../../history/incident-history.ts';
import { actionRows } from '../../measure/action-rows.ts';
import { actionLeadTime } from '../../measure/metrics/action-lead-time.ts';
import type { RecordKind } from '../../record/kinds.ts';
import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import type { Action } from '../../record/shapes.ts';
import type { Cell, Row } from '../../report.ts';
import { dayOrNull, instant } from '../fact-incident.ts';
import { type FactRow, type FactTable, type KnownFacts, needed, optional } from '../fact-table.ts';
import { firstAssessed, reviewDay } from '../record-day.ts';

export const actions: FactTable = {
  name: 'actions',
  about:
    'One row an action of an incident, a risk or a management review. Those of withdrawn records count nowhere and are left out.',
  columns: [
    ...needed(
      ['ref', 'text', 'The action as commands name it: record/A1.'],
      ['record_kind', 'text', 'incident, risk or management-review.'],
    ),
    ...optional(
      ['record', 'text', 'The id of the record.'],
      ['id', 'text', 'The id of the action in its record.'],
      ['title', 'text', 'What is to be done.'],
      ['owner', 'text', 'Who is to do it.'],
      ['status', 'text', 'proposed, open, in_progress, done, verified, cancelled or accepted.'],
      ['kind', 'text', 'correct, mitigate, detect or prevent.'],
      ['class', 'text', 'What sort of change it is.'],
      ['priority', 'text', 'How urgent it is, as the config calls it.'],
      ['causes', 'list', 'The causes it acts on.'],
      ['due', 'date', 'The day it is due.'],
      [
        'first_due',
        'date',
        'The first due day that the main line of git ever had; without history, that before any deferral.',
      ],
    ),
    ...needed(
      ['overdue', 'boolean', 'Open or in progress, and due before the as-of day.'],
      ['days_overdue', 'count', 'By how many days; 0 where it is not.'],
      ['unowned', 'boolean', 'Not finished, and nobody’s.'],
      ['deferrals', 'count', 'Moves of the due day that are written down.'],
    ),
    ...optional(
      ['slips', 'count', 'How often the main line of git moved the due day later; null without history.'],
      ['slip_days', 'days', 'Days from the first due day to the present one; null without history.'],
      ['done_on', 'date', 'The day it was done, as it says itself.'],
      ['verified_on', 'date', 'The day it was looked at whether it worked.'],
      ['verified_result', 'text', 'effective, partly or ineffective.'],
      ['accepted_until', 'date', 'Until when the risk of not doing it is accepted.'],
    ),
    ...needed(['evidence', 'count', 'Pieces of evidence that it was done.']),
    ...optional(
      ['ticket', 'text', 'Where the work is tracked.'],
      ['recorded_at', 'instant', 'When the main line of git first had it.'],
      ['first_done_at', 'instant', 'When the main line of git first had it done.'],
      ['lead_time', 'seconds', 'Seconds between these two, as the metric action_lead_time has them.'],
    ),
    ...needed(['is_counted', 'boolean', 'Whether it is an action of an incident that metrics count.']),
  ],
  *rows(known) {
    for (const { record, day, isCounted, told } of known.incidents) yield* rowsOf(record, day, isCounted, told, known);
    for (const record of known.risks)
      yield* rowsOf(record, firstAssessed(record.data), false, known.toldOf?.(record), known);
    for (const record of known.managementReviews)
      yield* rowsOf(record, reviewDay(record.data), false, known.toldOf?.(record), known);
  },
};

function* rowsOf(
  record: ParsedRecord,
  day: string | null,
  isCounted: boolean,
  told: IncidentHistory | undefined,
  { config, people, clock, today }: KnownFacts,
): Generator<FactRow> {
  const all = actionsOf(record).map(([, action]) => action);
  const around = { config, people, clock, today, told: told === undefined ? undefined : () => told };
  let index = 0;
  // The rows of the list, so that nothing can be overdue here and not there.
  for (const row of actionRows([record], around)) {
    const action = all[index++] as Action;
    const own = action.id === undefined ? undefined : told?.actions.get(action.id);
    yield { day, ...cellsOf(row, record.kind, action, own), is_counted: isCounted };
  }
}

function cellsOf(row: Row, kind: RecordKind, action: Action, own: ActionHistory | undefined): Row {
  const { id, done, verified, accepted } = action;
  const listed = (key: string): Cell => row[key] ?? null;
  return {
    ref: listed('ref'),
    record_kind: kind,
    record: listed('record'),
    id: id ?? null,
    title: listed('title'),
    owner: listed('owner'),
    status: listed('status'),
    kind: listed('kind'),
    class: action.class ?? null,
    priority: listed('priority'),
    causes: listed('causes'),
    due: listed('due'),
    first_due: listed('first_due'),
    overdue: listed('overdue'),
    days_overdue: listed('days_overdue'),
    unowned: listed('unowned'),
    deferrals: listed('deferrals'),
    slips: listed('slips'),
    slip_days: listed('slip_days'),
    done_on: dayOrNull(done?.on),
    verified_on: dayOrNull(verified?.on),
    verified_result: verified?.result ?? null,
    accepted_until: dayOrNull(accepted?.until),
    evidence: done?.evidence?.length ?? 0,
    ticket: listed('ticket'),
    recorded_at: instant(own?.recordedAt),
    first_done_at: instant(own?.doneAt),
    lead_time: leadTime(action, own),
  };
}

/** As the metric of that name takes it. */
function leadTime(action: Action, own: ActionHistory | undefined): number | null {
  if (own === undefined || own.isBeforeEpoch || actionLeadTime.appliesTo?.(action) === false) return null;
  const { start, end } = actionLeadTime.span(action, own);
  return start === undefined || end === undefined || end < start ? null : end - start;
}
