import type { Config } from '../../config.ts';
import { compareText } from '../../finding.ts';
import type { ActionHistory } from '../../history/incident-history.ts';
import type { Ledger } from '../../history/ledger.ts';
import { incidentMoment } from '../../measure/incident-moment.ts';
import { isWithin, type Period } from '../../measure/period.ts';
import { isDone, refOf } from '../../record/action.ts';
import { idOf } from '../../record/id-of.ts';
import { actionsOf, type IncidentRecord, type ParsedRecord } from '../../record/record.ts';
import type { Action } from '../../record/shapes.ts';
import type { ZoneClock } from '../../zone.ts';
import { type Absent, absentOf, type Uncountable, uncountableOf } from './uncounted.ts';

/** What the figures of a package are about, so that nothing can be left out without a word. */
export interface Population {
  /** Every incident that was detected (else started) in the period, whatever its status and type. */
  incidents: { total: number; by_status: Counts; by_type: Counts; ids: readonly string[] };
  /** Incidents of which nobody can say the day. */
  undated: readonly string[];
  /** Every action that was open on a day of the period, or was closed in it, whatever its incident's date. */
  actions: { total: number; by_status: Counts; refs: readonly string[] };
  /** Ids that were ever on the main line and are not there now. */
  absent: readonly Absent[];
  /** Incidents that count in no figure, and every time that one was made so. */
  uncountable: readonly Uncountable[];
}

export type Counts = Readonly<{ [value: string]: number }>;

/** An action with the record that it stands in, and what the main line tells of it. */
export interface PlacedAction {
  ref: string;
  record: ParsedRecord;
  action: Action;
  told: ActionHistory | undefined;
}

/** What a population is drawn from. */
export interface PopulationFacts {
  records: readonly ParsedRecord[];
  /** Of all records. */
  actions: readonly PlacedAction[];
  ledger: Ledger;
  period: Period;
  config: Config;
  zone: ZoneClock;
}

/** Every action of the records that count, in order of record and place. */
export function placedActions({
  records,
  told,
}: {
  records: readonly ParsedRecord[];
  /** What the main line tells of a record's action. */
  told(record: ParsedRecord, action: Action): ActionHistory | undefined;
}): PlacedAction[] {
  return records.flatMap((record) =>
    'status' in record.data && record.data.status === 'withdrawn'
      ? []
      : actionsOf(record).map(([, action]) => ({
          ref: refOf(record, action),
          record,
          action,
          told: told(record, action),
        })),
  );
}

/** The days between which an action was somebody's work; undefined where nothing says since when, or it is not closed. */
export function lifeOf({ action, told }: Pick<PlacedAction, 'action' | 'told'>, zone: ZoneClock) {
  const recorded = told?.recordedAt ?? undefined;
  const doneAt = told?.closing?.at;
  const said = isDone(action)
    ? action.done?.on
    : action.status === 'cancelled'
      ? action.cancelled?.on
      : action.status === 'accepted'
        ? action.accepted?.on
        : undefined;
  const onLine = isDone(action) && doneAt !== undefined ? zone.dayOf(doneAt) : undefined;
  // What is back-dated was closed, too, when the main line first said so.
  const closed = said === undefined ? onLine : onLine === undefined || said > onLine ? said : onLine;
  return { opened: recorded === undefined ? undefined : zone.dayOf(recorded), closed };
}

/** Whether an action was open on a day of the period or was closed in it. One that was closed nobody knows when is. */
export function isInPopulation(placed: PlacedAction, { from, to }: Period, zone: ZoneClock): boolean {
  const { opened, closed } = lifeOf(placed, zone);
  return (opened === undefined || opened <= to) && (closed === undefined || closed >= from);
}

/** The incidents of the period, in the order given; withdrawn ones and exercises too. */
export function incidentsOf({ records, period, zone }: Pick<PopulationFacts, 'records' | 'period' | 'zone'>) {
  return records.filter((record): record is IncidentRecord => {
    if (record.kind !== 'incident') return false;
    const at = incidentMoment(record.data);
    return at !== undefined && isWithin(zone.dayOf(at), period);
  });
}

/** The population statement. */
export function populationOf(facts: PopulationFacts): Population {
  const { records, period, zone } = facts;
  const incidents = incidentsOf(facts);
  const actions = facts.actions.filter((placed) => isInPopulation(placed, period, zone));
  return {
    incidents: {
      total: incidents.length,
      by_status: countBy(incidents.map(({ data }) => data.status)),
      by_type: countBy(incidents.map(({ data }) => data.type)),
      ids: incidents.map(idOf).sort(compareText),
    },
    undated: records
      .filter((record) => record.kind === 'incident' && incidentMoment(record.data) === undefined)
      .map(idOf)
      .sort(compareText),
    actions: {
      total: actions.length,
      by_status: countBy(actions.map(({ action }) => action.status)),
      refs: actions.map(({ ref }) => ref).sort(compareText),
    },
    absent: absentOf(facts),
    uncountable: uncountableOf(facts),
  };
}

/** How often each value is there, in their order. */
export function countBy(values: readonly (string | undefined)[]): Counts {
  const counts: { [value: string]: number } = {};
  for (const value of values.map((each) => each ?? 'unknown').sort(compareText))
    counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
