import { each, type IncidentRecord } from '../record/record.ts';
import { incidentMoment } from './incident-moment.ts';
import type { CountContext, CountMetric, DurationMetric } from './metric.ts';
import { momentsOf } from './moments.ts';
import { countsType, type Outcome, outcomeOf, type Stopwatch } from './outcome.ts';

/** What is asked of every incident. */
export interface Questions extends Stopwatch {
  durations: readonly DurationMetric[];
  counts: readonly CountMetric[];
}

/** What one incident adds to a count, and of how many. */
export interface Counted {
  value: number;
  of: number;
}

/** One incident as far as metrics go; small, since all of them stay in memory. */
export interface MeasuredIncident {
  /** The id, or the path of a record without one. */
  id: string;
  /** The day it belongs to in the config's zone; undefined where it has no time that says so. */
  day: string | undefined;
  /** It was detected, or started, after as-of: as of then nobody knew of it. */
  isLater: boolean;
  /** Neither withdrawn nor of a type that does not count. */
  isCounted: boolean;
  isUnresolved: boolean;
  severity: string | undefined;
  type: string | undefined;
  services: readonly string[];
  /** Categories of its root causes, each once. */
  causes: readonly string[];
  repeatOf: readonly string[];
  /** In the order of the questions' durations and counts. */
  outcomes: readonly Outcome[];
  counted: readonly Counted[];
}

/** Everything that metrics need to know of one record. `refused` as `parseRecord` gives it. */
export function measureIncident(
  record: IncidentRecord,
  refused: readonly string[],
  questions: Questions,
): MeasuredIncident {
  const { data } = record;
  const { config, clock } = questions;
  const moments = momentsOf(data, refused, clock);
  const context: CountContext = { config, clock, moments };
  const isCounted = data.status !== 'withdrawn' && countsType(data.type, config);
  return {
    id: data.id ?? record.path,
    ...dayOf(record, questions),
    isCounted,
    isUnresolved: moments.isUnresolved,
    severity: data.severity,
    type: data.type,
    services: unique(data.services),
    causes: unique([...each(data.causes)].map(([, { role, category }]) => (role === 'root' ? category : undefined))),
    repeatOf: unique(data.repeat_of),
    outcomes: questions.durations.map((metric) => outcomeOf(metric, data, moments, questions)),
    counted: questions.counts.map((metric) => {
      if (!isCounted) return { value: 0, of: 0 };
      const value = metric.count(data, context);
      return { value, of: typeof metric.compare === 'object' ? metric.compare.of(data, context) : 0 };
    }),
  };
}

/** The day it was detected, or started, if there is no detection. */
function dayOf({ data }: IncidentRecord, { clock }: Questions): Pick<MeasuredIncident, 'day' | 'isLater'> {
  const at = incidentMoment(data);
  if (at === undefined) return { day: undefined, isLater: false };
  return { day: clock.zone.dayOf(at), isLater: !clock.hasReached(at) };
}

function unique(items: readonly (string | undefined)[] | undefined): string[] {
  const all = new Set<string>();
  for (const [, item] of each(items)) all.add(item);
  return [...all];
}
