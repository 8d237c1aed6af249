import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { IncidentHistory } from '../history/incident-history.ts';
import { isDone } from '../record/action.ts';
import { each } from '../record/record.ts';
import type { Incident } from '../record/shapes.ts';
import { addSpan, negated, type Span } from '../time.ts';
import { isSupported, supportSeconds } from './calendar.ts';
import { countsType } from './counts-type.ts';
import type { ActionDuration, DurationMetric, IncidentDuration } from './metric.ts';
import { type Moments, mustPrecede } from './moments.ts';

/** Why a duration of an incident is not used: a closed list, in the order in which they are asked. */
export const reasons = [
  'withdrawn',
  'not_countable',
  'no_history',
  'invalid_record',
  'not_applicable',
  'missing_start',
  'open',
  'missing_end',
  'impossible_order',
  'ended_before_detection',
  'outside_support_hours',
] as const;

export type Reason = (typeof reasons)[number];

/** Incidents left out for these are not in scope at all. */
export function isOutOfScope(reason: Reason): boolean {
  return reason === 'withdrawn' || reason === 'not_countable';
}

/** A duration in seconds with the least and the most that its times' uncertainty allows. */
export interface Used {
  seconds: number;
  low: number;
  high: number;
  isEstimated: boolean;
}

/** One value, or why there is none; `action` where it is that of one of the incident's actions. */
export type Outcome = (Used | { reason: Reason }) & { action?: string };

/** How durations are taken. */
export interface Stopwatch {
  config: Config;
  clock: Clock;
  /** `support` counts only the hours of the config's calendar. */
  runs: 'calendar' | 'support';
}

/** What one duration gives of one incident: one value or one reason, of what is about actions as many as it has actions. */
export function outcomesOf(
  metric: DurationMetric,
  incident: Incident,
  moments: Moments,
  told: IncidentHistory | undefined,
  watch: Stopwatch,
): Outcome[] {
  if (metric.of === undefined) return [outcomeOf(metric, incident, moments, told, watch)];
  return [...actionOutcomes(metric, incident, told, watch)];
}

function* actionOutcomes(
  metric: ActionDuration,
  incident: Incident,
  told: IncidentHistory | undefined,
  watch: Stopwatch,
): Generator<Outcome> {
  for (const [i, action] of each(incident.actions)) {
    const name = { action: action.id ?? `#${i + 1}` };
    const own = action.id === undefined ? undefined : told?.actions.get(action.id);
    if (incident.status === 'withdrawn') yield { ...name, reason: 'withdrawn' };
    else if (!countsType(incident.type, watch.config)) yield { ...name, reason: 'not_countable' };
    else if (told === undefined || own?.isBeforeEpoch) yield { ...name, reason: 'no_history' };
    else if (own === undefined || metric.appliesTo?.(action) === false) yield { ...name, reason: 'not_applicable' };
    else {
      const { start, end } = metric.span(action, own);
      if (start === undefined) yield { ...name, reason: 'missing_start' };
      else if (end === undefined)
        yield { ...name, reason: metric.to === 'done' && !isDone(action) ? 'open' : 'missing_end' };
      else if (end < start && !metric.mayBeNegative) yield { ...name, reason: 'impossible_order' };
      else yield { ...name, ...used(start, end, undefined, undefined, { ...watch, runs: metric.runs ?? watch.runs }) };
    }
  }
}

/** One duration of one incident, or the first reason why there is none. */
function outcomeOf(
  metric: IncidentDuration,
  incident: Incident,
  moments: Moments,
  told: IncidentHistory | undefined,
  watch: Stopwatch,
): Outcome {
  const { from, to } = metric;
  if (incident.status === 'withdrawn') return { reason: 'withdrawn' };
  if (!isCountable(metric, incident, watch.config)) return { reason: 'not_countable' };
  if (metric.needs === 'history' && (told === undefined || told.isBeforeEpoch)) return { reason: 'no_history' };
  const start = moments.at[from];
  const end = moments.at[to];
  const isReversed = start !== undefined && end !== undefined && end < start && !metric.mayBeNegative;
  // Where the pair itself cannot be, the rule's finding is about the pair and not about one more error.
  const isForbidden = isReversed && mustPrecede(from, to);
  const isWrong = isForbidden ? moments.isRefused : moments.isWrong;
  if (isWrong(from) || isWrong(to)) return { reason: 'invalid_record' };
  const applies = metric.appliesTo?.(incident, watch.config) !== false;
  if (!applies || moments.isNotApplicable(from) || moments.isNotApplicable(to)) return { reason: 'not_applicable' };
  if (start === undefined) return { reason: 'missing_start' };
  if (end === undefined) return { reason: moments.isUnresolved ? 'open' : 'missing_end' };
  if (isReversed)
    return { reason: !isForbidden && from === 'detected' ? 'ended_before_detection' : 'impossible_order' };
  if (watch.runs === 'support' && isOutside(start, end, watch)) return { reason: 'outside_support_hours' };
  return used(start, end, moments.margin(from), moments.margin(to), watch);
}

/** Whether incidents of that type count at all, and near misses for this metric. */
function isCountable(metric: IncidentDuration, { type }: Incident, config: Config): boolean {
  return countsType(type, config) && (type !== 'near_miss' || metric.countsNearMisses === true);
}

function isOutside(from: number, to: number, { config, clock }: Stopwatch): boolean {
  const [start, end] = [Math.min(from, to), Math.max(from, to)];
  if (supportSeconds(start, end, config.calendar, clock.zone) > 0) return false;
  // A duration of zero has no length to be within the hours, but it has a moment.
  return start !== end || !isSupported(start, config.calendar, clock.zone);
}

function used(start: number, end: number, before: Span | undefined, after: Span | undefined, watch: Stopwatch): Used {
  const seconds = take(start, end, watch);
  if (before === undefined && after === undefined) return { seconds, low: seconds, high: seconds, isEstimated: false };
  const low = take(shifted(start, before, 1), shifted(end, after, -1), watch);
  const high = take(shifted(start, before, -1), shifted(end, after, 1), watch);
  return { seconds, low: seconds < 0 ? low : Math.max(0, low), high, isEstimated: true };
}

function take(start: number, end: number, { runs, config, clock }: Stopwatch): number {
  const seconds = runs === 'support' ? supportSeconds(start, end, config.calendar, clock.zone) : end - start;
  // Times are exact to the microsecond, their difference as doubles is not; and no zero is negative.
  return Math.round(seconds * 1e6) / 1e6 || 0;
}

function shifted(at: number, span: Span | undefined, sign: 1 | -1): number {
  if (span === undefined) return at;
  return addSpan(at, sign === 1 ? span : negated(span));
}
