import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ActionHistory, IncidentHistory } from '../history/incident-history.ts';
import type { Action, Incident } from '../record/shapes.ts';
import type { Moment, Moments } from './moments.ts';
import type { Standing } from './repeats.ts';

/** When the main line first had an action, and had it done; its first due day ever recorded, and its last. */
export type ActionMoment = 'recorded' | 'done' | 'first_due' | 'last_due';

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
  /** Only the main line of git knows it: without history it is null, `no_history`. */
  needs?: 'history';
  /**
   * One incident and what it gives: seconds (those of its actions added up) or a count. `told` is what git has of it, for
   * what needs that. Only the config's own milestones have none.
   */
  example?: {
    incident: Incident;
    told?: IncidentHistory;
    /** The one before it, for what an incident alone cannot have. */
    earlier?: Incident;
    asOf: string;
    value: number;
  };
}

interface Duration extends Described {
  kind: 'duration';
  unit: 'seconds';
  /** The end may lie before the start. */
  mayBeNegative?: true;
  /** Mostly zeros or negative: ratios of means would say nothing of it, so periods are not compared by it. */
  isNotCompared?: true;
}

/** The seconds between two moments of one incident; the values of many are summed up as mean, median and p90. */
export interface IncidentDuration extends Duration {
  of?: undefined;
  from: Moment;
  to: Moment;
  /** Near misses count for it too. */
  countsNearMisses?: true;
  /** Whether the pair can exist for such an incident at all; default always. */
  appliesTo?(incident: Incident, config: Config): boolean;
}

/** The seconds between two moments of one action: each action of an incident gives a value of its own. */
export interface ActionDuration extends Duration {
  needs: 'history';
  of: 'action';
  from: ActionMoment;
  to: ActionMoment;
  /** UTC epoch seconds, or days at midnight: undefined for what is not known. */
  span(action: Action, told: ActionHistory): { start: number | undefined; end: number | undefined };
  /** Days count as days, whatever the clock that was asked for. */
  runs?: 'calendar';
  /** Whether such an action can have it at all; default always. */
  appliesTo?(action: Action): boolean;
}

export type DurationMetric = IncidentDuration | ActionDuration;

/** How many of something an incident has; the values of many are added up. */
export interface PlainCount extends Described {
  kind: 'count';
  unit: 'count';
  isDated?: undefined;
  isOfRepeats?: undefined;
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

/** A share of things that have a day of their own, whatever the day of their incident: they count in that day's period. */
export interface DatedCount extends Described {
  kind: 'count';
  unit: 'count';
  isDated: true;
  isOfRepeats?: undefined;
  dated(incident: Incident, context: CountContext): Iterable<Dated>;
  compare: { better: 'higher' | 'lower' };
}

/** One of them: whether it counts, and in which period it is one of the whole. */
export interface Dated {
  day: string;
  counts: boolean;
}

/** A count of what incidents are to each other: known once all of them are. */
export interface RepeatCount extends Described {
  kind: 'count';
  isDated?: undefined;
  isOfRepeats: true;
  /** `ratio` where the value is the share itself and not the number of cases. */
  unit: 'count' | 'ratio';
  /** What an incident adds, and of how many. */
  part(standing: Pick<Standing, 'earlier' | 'reason'>): { value: number; of: number };
  compare?: { better: 'higher' | 'lower' };
}

export type CountMetric = PlainCount | DatedCount | RepeatCount;

export type Metric = DurationMetric | CountMetric;

/** What counting may know beside the incident. */
export interface CountContext {
  config: Config;
  clock: Clock;
  moments: Moments;
  /** Undefined without history; asked only by metrics that need it, and then never. */
  told: IncidentHistory | undefined;
}
