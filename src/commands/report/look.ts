import type { LookedAt } from '../../core/manage/looked-at.ts';
import { spanOf } from '../../core/manage/span.ts';
import type { Asked } from '../../core/measure/asked.ts';
import { inColumns } from '../../core/measure/columns.ts';
import { measureIncident } from '../../core/measure/incident.ts';
import { isCount, isDuration } from '../../core/measure/index.ts';
import { measure } from '../../core/measure/measure.ts';
import type { Period } from '../../core/measure/period.ts';
import type { RecordKind } from '../../core/record/kinds.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { ParsedRecord } from '../../core/record/record.ts';
import type { World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { epochMoment } from '../epoch-moment.ts';
import { loadBodyTreeFor } from '../judge-all.ts';
import { knownMetrics } from '../known-metrics.ts';
import { leftOut } from '../left-out.ts';
import { readRepeats } from '../repeats/read-repeats.ts';
import type { Repository } from '../repository.ts';
import { readToldIfAny } from '../told-records.ts';

/** A record as it was read, with the pointers of the values that reading refused. */
interface Read {
  record: ParsedRecord;
  refused: readonly string[];
}

/** Every record of every kind, and what could not be read. */
export async function readEverything({
  origin,
  places,
}: Repository): Promise<{ read: readonly Read[]; notes: readonly string[] }> {
  const read: Read[] = [];
  const notes: string[] = [];
  for (const file of origin.records(places)) {
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    await loadBodyTreeFor(file);
    const { record, refused, problems } = parseRecord(file);
    if (record !== undefined) read.push({ record, refused });
    else notes.push(leftOut(file, problems));
  }
  return { read, notes };
}

/** Measures and gathers what a report for management looks at; the figures are those of `pir metrics` for the period. */
export async function lookAt(
  read: readonly Read[],
  period: Period,
  request: Request,
  repository: Repository,
  world: World,
): Promise<{ at: LookedAt; notes: readonly string[] }> {
  const { config, people, clock, asOf, zone } = repository;
  const epoch = epochMoment(repository, world);
  const told = await readToldIfAny(request, repository, world);
  const of = 'why' in told ? undefined : onceEach(told.of);
  const known = knownMetrics(config);
  const asked: Asked = {
    config,
    clock,
    asOf,
    durations: known.filter(isDuration),
    counts: known.filter(isCount),
    runs: 'calendar',
    by: undefined,
    from: period.from,
    to: period.to,
    compare: period,
    hasHistory: of !== undefined,
    since: epoch.at,
  };
  const all = <K extends RecordKind>(kind: K) =>
    read.flatMap(({ record }) => (record.kind === kind ? [record as Extract<ParsedRecord, { kind: K }>] : []));
  const measured = inColumns(
    read.flatMap(({ record, refused }) =>
      record.kind === 'incident' ? [measureIncident(record, refused, asked, of?.(record))] : [],
    ),
  );
  const incidents = all('incident');
  const { found, notes } = await readRepeats(incidents, { period }, request, repository, world);
  return {
    at: {
      config,
      people,
      clock,
      asOf,
      today: zone.dayOf(asOf),
      period,
      span: spanOf(period),
      incidents,
      risks: all('risk'),
      policies: all('policy'),
      acknowledgements: all('acknowledgement'),
      reviews: all('management-review'),
      measured,
      asked,
      measures: measure(measured, asked),
      repeats: found,
      told: of,
      sha256: world.sha256,
    },
    notes: [
      ...new Set([...('why' in told ? [`what only history tells is not known. ${told.why}`] : told.notes), ...notes]),
    ],
  };
}

/** The same answers; several sections ask for those of the same records. */
function onceEach<T extends object, U>(of: (each: T) => U): (each: T) => U {
  const known = new Map<T, U>();
  return (each) => {
    const found = known.get(each) ?? of(each);
    known.set(each, found);
    return found;
  };
}
