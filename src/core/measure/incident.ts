import type { IncidentHistory } from '../history/incident-history.ts';
import { each, type IncidentRecord } from '../record/record.ts';
import { incidentMoment } from './incident-moment.ts';
import type { CountContext, CountMetric, Dated, DurationMetric } from './metric.ts';
import { momentsOf } from './moments.ts';
import { countsType, type Outcome, outcomesOf, type Stopwatch } from './outcome.ts';

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
  outcomes: readonly (readonly Outcome[])[];
  counted: readonly Counted[];
  /** What has a day of its own, by the place of its count; sparse. */
  dated: { readonly [count: number]: readonly Dated[] };
}

/**
 * Everything that metrics need to know of one record. `refused` as `parseRecord` gives it; `told` is what git has of it,
 * undefined without history.
 */
export function measureIncident(
  record: IncidentRecord,
  refused: readonly string[],
  questions: Questions,
  told?: IncidentHistory,
): MeasuredIncident {
  const { data } = record;
  const { config, clock } = questions;
  const moments = momentsOf(data, refused, clock, told);
  const context: CountContext = { config, clock, moments, told };
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
    outcomes: questions.durations.map((metric) => outcomesOf(metric, data, moments, told, questions)),
    counted: questions.counts.map((metric) => {
      if (!isCounted || metric.isDated || isUntold(metric, told)) return { value: 0, of: 0 };
      const value = metric.count(data, context);
      return { value, of: typeof metric.compare === 'object' ? metric.compare.of(data, context) : 0 };
    }),
    dated: Object.fromEntries(
      questions.counts.flatMap((metric, index) =>
        isCounted && metric.isDated && !isUntold(metric, told) ? [[index, [...metric.dated(data, context)]]] : [],
      ),
    ),
  };
}

function isUntold({ needs }: CountMetric, told: IncidentHistory | undefined): boolean {
  return needs === 'history' && told === undefined;
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
