import type { IncidentHistory } from '../history/incident-history.ts';
import type { IncidentRecord } from '../record/record.ts';
import { countsType } from './counts-type.ts';
import { incidentMoment } from './incident-moment.ts';
import type { CountContext, CountMetric, Dated, DurationMetric } from './metric.ts';
import { momentsOf } from './moments.ts';
import { type Outcome, outcomesOf, type Stopwatch } from './outcome.ts';
import { type Occurrence, occurrenceFacts, occurrenceOf, rootCategories } from './repeats/occurrence.ts';
import type { Unevaluable } from './repeats.ts';
import { unique } from './unique.ts';

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
  /** What repeats go by; undefined for one that never counts as any. */
  occurrence: Occurrence | undefined;
  /** Known once all incidents are: the cluster of repeats it belongs to, and why nobody can say whether it is a repeat. */
  cluster?: number;
  /** The id of the latest that it repeats. */
  repeats?: string;
  unevaluable?: Unevaluable;
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
  const id = data.id ?? record.path;
  const isCounted = data.status !== 'withdrawn' && countsType(data.type, config);
  return {
    id,
    ...dayOf(record, questions),
    isCounted,
    isUnresolved: moments.isUnresolved,
    severity: data.severity,
    type: data.type,
    services: unique(data.services),
    causes: rootCategories(data),
    repeatOf: unique(data.repeat_of),
    occurrence: isCounted ? occurrenceOf(id, occurrenceFacts(data), config, clock) : undefined,
    outcomes: questions.durations.map((metric) => outcomesOf(metric, data, moments, told, questions)),
    counted: questions.counts.map((metric) => {
      if (!isCounted || metric.isDated || metric.isOfRepeats || isUntold(metric, told)) return { value: 0, of: 0 };
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
