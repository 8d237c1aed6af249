import type { TimeName } from '../check/times.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Incident } from '../record/shapes.ts';
import type { Moments } from './moments.ts';

/** A time of the record, or the moment at which its full review was held. */
export type Moment = TimeName | 'reviewed';

/** What every metric says of itself: feeds `pir explain`, the reference and the tests. */
interface Described {
  /** Snake case; the file's name with hyphens. */
  name: string;
  /** What stands above or before its figures. */
  title: string;
  /** What people type for it, any case. */
  abbreviation?: string;
  /** One or two sentences. */
  definition: string;
  /** Where the definition or the formula comes from, if not from pir itself. */
  source?: string;
  /** One incident and the value that it gives: seconds or a count. Only the config's own milestones have none. */
  example?: { incident: Incident; asOf: string; value: number };
}

/** The seconds between two moments of one incident; the values of many are summed up as mean, median and p90. */
export interface DurationMetric extends Described {
  kind: 'duration';
  unit: 'seconds';
  from: Moment;
  to: Moment;
  /** Near misses count for it too. */
  countsNearMisses?: true;
  /** Whether the pair can exist for such an incident at all; default always. */
  appliesTo?(incident: Incident, config: Config): boolean;
}

/** How many of something an incident has; the values of many are added up. */
export interface CountMetric extends Described {
  kind: 'count';
  unit: 'count';
  count(incident: Incident, context: CountContext): number;
  /** What periods are compared by; without it they are not compared. */
  compare?: 'count' | Rate;
}

/** Makes a count a share: of how many it is, and which way is better. */
export interface Rate {
  /** How many the incident adds to the whole. */
  of(incident: Incident, context: CountContext): number;
  better: 'higher' | 'lower';
}

export type Metric = DurationMetric | CountMetric;

/** What counting may know beside the incident. */
export interface CountContext {
  config: Config;
  clock: Clock;
  moments: Moments;
}
