import { actionThen } from '../../core/history/action-then.ts';
import { itemOf } from '../../core/history/facts.ts';
import type { Period } from '../../core/measure/period.ts';
import type { Basis } from '../../core/measure/repeats/earlier.ts';
import type { RepeatsFound } from '../../core/measure/repeats/found.ts';
import { type Occurrence, occurrenceFacts, occurrenceOf } from '../../core/measure/repeats/occurrence.ts';
import { mostEarlier, preventableOf, type TellAction } from '../../core/measure/repeats/preventable.ts';
import { findRepeats } from '../../core/measure/repeats.ts';
import type { IncidentRecord } from '../../core/record/record.ts';
import { countOf, someOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { epochMoment } from '../epoch-moment.ts';
import type { Repository } from '../repository.ts';
import { readToldIfAny, type ToldRecords } from '../told-records.ts';

/** Which repeats: everything that is not said is as the config has it. */
export interface RepeatsAsked {
  basis?: Basis | undefined;
  window?: string | undefined;
  period?: Period | undefined;
}

/** The repeats among those incidents, with how actions stood before them as the main line tells it, and what to say of that. */
export async function readRepeats(
  records: readonly IncidentRecord[],
  asked: RepeatsAsked,
  request: Request,
  repository: Repository,
  world: World,
): Promise<{ found: RepeatsFound; occurrences: readonly Occurrence[]; notes: readonly string[] }> {
  const { config, zone } = repository;
  const epoch = epochMoment(repository, world);
  const { occurrences, recordOf, undated } = occurrencesOf(records, repository);
  const { basis, window, period } = asked;
  const repeats = findRepeats(occurrences, { config, zone, basis, window, ...period, since: epoch.at });
  // Without a repeat there is nothing to ask the main line.
  const told = repeats.clusters.length === 0 ? undefined : await readToldIfAny(request, repository, world);
  const tell = told === undefined || 'why' in told ? () => undefined : tellBy(told);
  const most = mostEarlier(repeats);
  const preventable = preventableOf(repeats, recordOf, tell, zone);
  const found = { ...repeats, preventable, recordOf, dayOf: ({ at }: Occurrence) => zone.dayOf(at) };
  return {
    found,
    occurrences,
    notes: [
      ...(epoch.note === undefined ? [] : [epoch.note]),
      ...(undated.length === 0
        ? []
        : [`${countOf(undated.length, 'incident')} without a time of start or detection left out: ${someOf(undated)}`]),
      ...toldNotes(found, told),
      ...(repeats.clusters.some(({ members }) => members.length > most + 1)
        ? [`of over ${most} earlier incidents of a repeat only the latest ${most} were asked for their actions`]
        : []),
    ],
  };
}

function occurrencesOf(records: readonly IncidentRecord[], { config, clock }: Repository) {
  const recordsOf = new Map<Occurrence, IncidentRecord>();
  const undated: string[] = [];
  for (const record of records) {
    const { data, path } = record;
    const facts = occurrenceFacts(data);
    if (facts === undefined && data.status !== 'withdrawn') undated.push(data.id ?? path);
    const occurrence = occurrenceOf(data.id ?? path, facts, config, clock);
    if (occurrence !== undefined) recordsOf.set(occurrence, record);
  }
  return {
    occurrences: [...recordsOf.keys()],
    recordOf: (incident: Occurrence) => recordsOf.get(incident),
    undated,
  };
}

/** Where the main line had not begun yet, and for what came by an import later, only the record itself can tell. */
function tellBy(told: ToldRecords): TellAction {
  const { beganAt } = told;
  return (record, { id }, at) => {
    if (id === undefined) return undefined;
    const then = actionThen(told.eventsOf(record), id, itemOf(told.lastOf(record), 'actions', id), at);
    if (then === 'unknown' || (then === 'absent' && at < beganAt)) return undefined;
    return then;
  };
}

function toldNotes({ preventable }: RepeatsFound, told: ToldRecords | { why: string } | undefined): string[] {
  const asked = preventable.filter(({ action }) => action !== undefined);
  const own = asked.filter(({ toldBy }) => toldBy === 'record');
  if (told === undefined || own.length === 0) return told === undefined || 'why' in told ? [] : [...told.notes];
  const why = 'why' in told ? told.why : 'The main line of git does not reach back to when the repeats began.';
  return [
    ...('why' in told ? [] : told.notes),
    `how ${own.length} of ${countOf(asked.length, 'action')} stood is told by the dates in their own records, which say nothing of when they were written: ${why}`,
  ];
}
