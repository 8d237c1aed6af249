import type { Config } from '../../config.ts';
import { compareText } from '../../finding.ts';
import type { Event } from '../../history/event.ts';
import type { ActionHistory } from '../../history/incident-history.ts';
import type { Ledger } from '../../history/ledger.ts';
import { recordOfKey } from '../../history/record-history.ts';
import { incidentMoment } from '../../measure/incident-moment.ts';
import { countsType } from '../../measure/outcome.ts';
import { isWithin, type Period } from '../../measure/period.ts';
import { isDone, refOf } from '../../record/action.ts';
import { actionsOf, type IncidentRecord, type ParsedRecord } from '../../record/record.ts';
import type { Action } from '../../record/shapes.ts';
import { formatInstant } from '../../time.ts';
import type { ZoneClock } from '../../zone.ts';

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

export interface Absent {
  record: string;
  kind: string;
  /** The id that its file holds since; null where the file is gone. */
  became: string | null;
  removed_at: string | null;
  commit: string | null;
  author: string | null;
}

export interface Uncountable {
  record: string;
  /** `withdrawn`, or the type. */
  as: string;
  counts_now: boolean;
  at: string | null;
  commit: string | null;
  by: string | null;
}

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

/** A record's id as written, else where it stands. */
export function idOf({ data, path }: ParsedRecord): string {
  return ('id' in data ? data.id : undefined) ?? path;
}

/** How often each value is there, in their order. */
export function countBy(values: readonly (string | undefined)[]): Counts {
  const counts: { [value: string]: number } = {};
  for (const value of values.map((each) => each ?? 'unknown').sort(compareText))
    counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function absentOf({ ledger }: PopulationFacts): Absent[] {
  const gone: Absent[] = [];
  for (const { kind, id, present, events } of ledger.histories.values()) {
    if (present !== undefined) continue;
    const removal = events.findLast(({ kind: what }) => what === 'removed');
    gone.push({
      record: id,
      kind,
      became: removal?.field === 'id' ? removal.to : null,
      removed_at: removal === undefined ? null : formatInstant(removal.mark.mergedAt),
      commit: removal?.mark.commit ?? null,
      author: removal?.mark.author ?? null,
    });
  }
  return gone.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.record, b.record));
}

function uncountableOf({ records, ledger, config }: PopulationFacts): Uncountable[] {
  const all: Uncountable[] = [];
  const told = new Set<string>();
  const now = new Map(records.flatMap((record) => (record.kind === 'incident' ? [[idOf(record), record.data]] : [])));
  const counts = (id: string): boolean => {
    const data = now.get(id);
    return data !== undefined && data.status !== 'withdrawn' && countsType(data.type, config);
  };
  for (const key of ledger.histories.keys()) {
    if (!key.startsWith('incident:')) continue;
    const id = recordOfKey(key);
    for (const event of ledger.histories.get(key)?.events ?? []) {
      const as = madeUncountable(event, config);
      if (as === undefined) continue;
      told.add(`${id} ${as}`);
      all.push({
        record: id,
        as,
        counts_now: counts(id),
        at: formatInstant(event.mark.mergedAt),
        commit: event.mark.commit,
        by: event.by ?? event.mark.author,
      });
    }
  }
  // What never counted since it was first written down.
  for (const [id, { status, type }] of now) {
    const as = status === 'withdrawn' ? 'withdrawn' : type;
    if (!counts(id) && as !== undefined && !told.has(`${id} ${as}`))
      all.push({ record: id, as, counts_now: false, at: null, commit: null, by: null });
  }
  return all.sort((a, b) => compareText(a.record, b.record) || compareText(a.at ?? '', b.at ?? ''));
}

function madeUncountable({ kind, field, to }: Event, config: Config): string | undefined {
  if (kind === 'withdrawn') return 'withdrawn';
  const isOtherType = kind === 'field' && field === 'type' && to !== null && !countsType(to, config);
  return isOtherType || (kind === 'field' && field === 'type' && to === 'near_miss') ? (to ?? undefined) : undefined;
}
