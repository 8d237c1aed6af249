import type { Clock } from '../clock.ts';
import type { IncidentHistory } from '../history/incident-history.ts';
import { heldMoment } from '../record/needed-reviews.ts';
import { each } from '../record/record.ts';
import type { Incident } from '../record/shapes.ts';
import { impossibleTimes, type TimeName, timesOf } from '../record/times.ts';
import { parseSpan, type Span } from '../time.ts';

/** A time of the record, the moment its full review was held, or when its main line first had it. */
export type Moment = TimeName | 'reviewed' | 'recorded';

/** When things happened in one incident, as far as they have by the as-of moment. */
export interface Moments {
  /** UTC epoch seconds. */
  at: { readonly [moment in Moment]?: number };
  /** Times with an error of their own: refused by the schema, or wrong by the rule `time-order`. */
  isWrong(moment: Moment): boolean;
  isRefused(moment: Moment): boolean;
  isNotApplicable(moment: Moment): boolean;
  /** The stated uncertainty, plus or minus. */
  margin(moment: Moment): Span | undefined;
  /** Without a resolution so far, though there could be one. */
  isUnresolved: boolean;
}

/**
 * The moments of an incident. `refused` are the pointers of values that reading refused (see `parseRecord`): such a time
 * is not missing, it is wrong. A time after as-of has not happened. `told` is what git has of it, if it was asked.
 */
export function momentsOf(
  incident: Incident,
  refused: readonly string[],
  clock: Clock,
  told?: IncidentHistory,
): Moments {
  const times = timesOf(incident);
  const impossible = impossibleTimes(incident, times, clock);
  const at: { [moment in Moment]?: number } = { ...times };
  for (const { wrong, against } of impossible) if (against === 'future') delete at[wrong];
  const reviewed = reviewedAt(incident, clock);
  if (reviewed !== undefined) at.reviewed = reviewed;
  if (typeof told?.recordedAt === 'number') at.recorded = told.recordedAt;
  const isRefused = (moment: Moment) => refused.length > 0 && refused.some((pointer) => concerns(pointer, moment));
  const isNotApplicable = (moment: Moment) => isTime(moment) && typeof incident.not_applicable?.[moment] === 'string';
  return {
    at,
    isRefused,
    isNotApplicable,
    isWrong: (moment) =>
      isRefused(moment) || impossible.some(({ wrong, against }) => wrong === moment && against !== 'future'),
    margin: (moment) => {
      const text = isTime(moment) ? incident.within?.[moment] : undefined;
      return text === undefined ? undefined : parseSpan(text);
    },
    isUnresolved: at.resolved === undefined && !isRefused('resolved') && !isNotApplicable('resolved'),
  };
}

/** Whether it is one of the times that the record states. */
export function isTime(moment: Moment): moment is TimeName {
  return moment !== 'reviewed' && moment !== 'recorded';
}

function concerns(pointer: string, moment: Moment): boolean {
  if (moment === 'recorded') return false;
  if (moment === 'reviewed') return /^\/reviews(\/\d+(\/(held|stage))?)?$/.test(pointer);
  return (
    pointer === '/times' || pointer === `/times/${moment}` || pointer === '/within' || pointer === `/within/${moment}`
  );
}

/** When the first full review was held (UTC epoch seconds), if it was by as-of. */
function reviewedAt({ reviews }: Incident, { zone, hasReached }: Clock): number | undefined {
  let first: number | undefined;
  for (const [, { stage, held }] of each(reviews)) {
    const at = stage === 'full' ? heldMoment(held, zone) : undefined;
    if (at !== undefined && hasReached(at) && (first === undefined || at < first)) first = at;
  }
  return first;
}

/** Whether the rule `time-order` says that the first can never be later than the second. */
export function mustPrecede(first: Moment, second: Moment): boolean {
  return (
    (first === 'started' && second !== 'started' && isTime(second)) ||
    (first === 'detected' && second === 'acknowledged') ||
    (first === 'resolved' && second === 'closed')
  );
}
