import { type Clock, clockAt } from '../../clock.ts';
import { type Config, resolveConfig } from '../../config.ts';
import type { Event } from '../../history/event.ts';
import { type IncidentHistory, incidentHistory } from '../../history/incident-history.ts';
import { measureIncident } from '../../measure/incident.ts';
import { isCount, isDuration, metricsOf } from '../../measure/index.ts';
import { measure } from '../../measure/measure.ts';
import { type Occurrence, occurrenceFacts, occurrenceOf } from '../../measure/repeats/occurrence.ts';
import { repeatsTables } from '../../measure/repeats/tables.ts';
import { findRepeats } from '../../measure/repeats.ts';
import { type People, peopleOf } from '../../people.ts';
import { parseRecord, parseYaml } from '../../record/parse.ts';
import { actionsOf, type IncidentRecord } from '../../record/record.ts';
import type { ConfigFile, Person } from '../../record/shapes.ts';
import type { Table } from '../../report.ts';
import { parseInstant } from '../../time.ts';
import { zoneClock } from '../../zone.ts';
import { coverageColumns, coverageRows } from '../coverage.ts';
import { readEvents } from '../package/events-file.ts';
import type { ReadManifest } from './read-manifest.ts';

/** The texts of a package, by path. */
export type Texts = ReadonlyMap<string, string>;

/** The figures of a package, computed from nothing but its records, settings and events. */
export interface Recomputed {
  metrics: readonly Table[];
  coverage: readonly Table[];
  /** Without how actions stood before a repeat, which only the history itself can tell. */
  repeats: readonly Table[];
}

/** Computes the figures again; or why that cannot be done. */
export function recompute(
  manifest: ReadManifest,
  texts: Texts,
  sha256: (text: string) => string,
): Recomputed | { why: string } {
  const asOf = parseInstant(manifest.as_of);
  const events = readEvents(texts.get('history/events.json') ?? '');
  if (asOf === undefined || events === undefined) return { why: 'history/events.json cannot be read' };
  const config = configOf(texts);
  if ('why' in config) return config;
  const clock = clockAt(asOf, zoneClock(config.timezone));
  const people = peopleIn(texts);
  if (people !== undefined && 'why' in people) return people;
  const read = incidentsIn(texts);
  const records = read.map(({ record }) => record);
  const told = toldBy(events, clock, people);
  const { from, to } = manifest.period;
  const known = metricsOf(config);
  const epoch = manifest.repository.epoch_at;
  const since = epoch === null ? undefined : parseInstant(epoch);
  const asked = {
    config,
    clock,
    asOf,
    durations: known.filter(isDuration),
    counts: known.filter(isCount),
    runs: 'calendar' as const,
    by: undefined,
    from,
    to,
    compare: undefined,
    hasHistory: true,
    since,
  };
  const measured = read.map(({ record, refused }) => measureIncident(record, refused, asked, told(record)));
  return {
    metrics: measure(measured, asked).tables,
    coverage: [
      {
        name: 'coverage',
        title: '',
        columns: coverageColumns,
        rows: coverageRows(records, { config, people, clock, asOf, sha256, period: { from, to } }),
      },
    ],
    repeats: repeatsOf(records, { config, clock, period: { from, to }, since }),
  };
}

function configOf(texts: Texts): Config | { why: string } {
  const text = texts.get('excerpt/pir.config.yaml') ?? '';
  const { data, problems } = text.trim() === '' ? { data: null, problems: [] } : parseYaml(text, 'config');
  if (problems.length > 0) return { why: 'excerpt/pir.config.yaml cannot be read' };
  const config = resolveConfig((data ?? {}) as ConfigFile);
  try {
    zoneClock(config.timezone);
    return config;
  } catch {
    return { why: `excerpt/pir.config.yaml names a time zone that is none: ${config.timezone}` };
  }
}

function peopleIn(texts: Texts): People | undefined | { why: string } {
  const text = texts.get('excerpt/people.yaml');
  if (text === undefined) return undefined;
  const { data, problems } = parseYaml(text, 'people');
  if (problems.length > 0) return { why: 'excerpt/people.yaml cannot be read' };
  return peopleOf((data ?? []) as Person[]);
}

function incidentsIn(texts: Texts): { record: IncidentRecord; refused: readonly string[] }[] {
  return [...texts]
    .filter(([path]) => path.startsWith('incidents/'))
    .flatMap(([path, text]) => {
      const { record, refused } = parseRecord({ path, kind: 'incident', text });
      return record?.kind === 'incident' ? [{ record, refused }] : [];
    });
}

function toldBy(
  events: readonly Event[],
  { zone }: Clock,
  people: People | undefined,
): (record: IncidentRecord) => IncidentHistory {
  const byRecord = new Map<string, Event[]>();
  for (const event of events) {
    if (event.recordKind !== 'incident') continue;
    const own = byRecord.get(event.record);
    if (own === undefined) byRecord.set(event.record, [event]);
    else own.push(event);
  }
  return (record) =>
    incidentHistory(
      byRecord.get(record.data.id ?? '') ?? [],
      actionsOf(record).map(([, action]) => action),
      { zone, people },
    );
}

function repeatsOf(
  records: readonly IncidentRecord[],
  {
    config,
    clock,
    period,
    since,
  }: { config: Config; clock: Clock; period: { from: string; to: string }; since: number | undefined },
): Table[] {
  const recordsOf = new Map<Occurrence, IncidentRecord>();
  for (const record of records) {
    const id = record.data.id ?? record.path;
    const occurrence = occurrenceOf(id, occurrenceFacts(record.data), config, clock);
    if (occurrence !== undefined) recordsOf.set(occurrence, record);
  }
  const repeats = findRepeats([...recordsOf.keys()], { config, zone: clock.zone, ...period, since });
  const tables = repeatsTables({
    ...repeats,
    preventable: [],
    recordOf: (incident) => recordsOf.get(incident),
    dayOf: ({ at }) => clock.zone.dayOf(at),
  });
  return tables.filter(({ name }) => name !== 'preventable');
}
