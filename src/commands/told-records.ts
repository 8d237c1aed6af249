import type { Event } from '../core/history/event.ts';
import type { Facts } from '../core/history/facts.ts';
import { type IncidentHistory, incidentHistory } from '../core/history/incident-history.ts';
import { eventsOf as allEvents, historyKey } from '../core/history/ledger.ts';
import { lastCommit, type RecordHistory } from '../core/history/record-history.ts';
import type { Place } from '../core/record/places.ts';
import { actionsOf, type ParsedRecord } from '../core/record/record.ts';
import { CannotJudge, DamagedRepository, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import { readHistory } from './history.ts';
import type { Repository } from './repository.ts';

/** What git has of the records. */
export interface ToldRecords {
  /** Of one of them, [] where the main line does not have it. */
  eventsOf(record: ParsedRecord): readonly Event[];
  of(record: ParsedRecord): IncidentHistory;
  /** Everything that ever happened, to records that are gone too, in the order of the main line. */
  all(): readonly Event[];
  /** What the main line has of it last; undefined where it never had it. */
  lastOf(record: ParsedRecord): Facts | undefined;
  /**
   * The commit of the main line that last had an event of the record of that key, '' for none: while that and `former` stay the same,
   * so does all that is told of it.
   */
  standOf(key: string): string;
  /** Where records were looked for beside the config's places. */
  former: readonly Place[];
  /** When the main line first had a record, UTC epoch seconds. */
  beganAt: number;
  notes: readonly string[];
}

/**
 * Reads the main line for what records themselves do not tell. CannotJudge where there is no history: outside git, before
 * the first record is committed, in a shallow clone.
 */
export async function readTold(request: Request, repository: Repository, world: World): Promise<ToldRecords> {
  const { ledger, ref, notes } = await readHistory(request, repository, world);
  if (ledger.commits === 0)
    throw new CannotJudge(
      ref === undefined ? 'Nothing is committed yet, and so there is no history' : `No record was on ${ref} by then`,
      'Commit the records: git add and git commit.',
    );
  const { zone, people } = repository;
  const historyOf = (record: ParsedRecord): RecordHistory | undefined => {
    const id = 'id' in record.data ? record.data.id : undefined;
    return id === undefined ? undefined : ledger.histories.get(historyKey(record.kind, id));
  };
  const eventsOf = (record: ParsedRecord): readonly Event[] => historyOf(record)?.events ?? [];
  return {
    eventsOf,
    all: () => allEvents(ledger),
    lastOf: (record) => historyOf(record)?.last.facts,
    standOf: (key) => lastCommit(ledger.histories, key) ?? '',
    former: ledger.former,
    // Histories are in the order in which records first appeared.
    get beganAt() {
      for (const { events } of ledger.histories.values()) if (events[0] !== undefined) return events[0].mark.holdsFrom;
      return Number.POSITIVE_INFINITY;
    },
    of: (record) =>
      incidentHistory(
        eventsOf(record),
        actionsOf(record).map(([, action]) => action),
        { zone, people },
      ),
    notes,
  };
}

/**
 * The same, or a note that says why there is none: for commands that have more to say than that. DamagedRepository where it
 * is here and cannot be read.
 */
export async function readToldIfAny(
  request: Request,
  repository: Repository,
  world: World,
): Promise<ToldRecords | { why: string }> {
  try {
    return await readTold(request, repository, world);
  } catch (error) {
    if (!(error instanceof CannotJudge) || error instanceof DamagedRepository) throw error;
    return { why: `${error.message}. ${error.hint}` };
  }
}

/** What to say of it to who did not ask for history: where there could be one and it is not all here, that. */
export function historyNotes(
  told: ToldRecords | { why: string },
  { root }: Repository,
  world: World,
): readonly string[] {
  if (!('why' in told)) return told.notes;
  return root.isGit && world.git.isShallow(root.top) ? [`what git has was left out. ${told.why}`] : [];
}
