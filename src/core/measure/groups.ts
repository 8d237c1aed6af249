import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { Counted, MeasuredIncident } from './incident.ts';
import type { Dated } from './metric.ts';
import { type Period, periodKey, periodKeys } from './period.ts';

export const groupings = ['severity', 'service', 'type', 'cause', 'month', 'quarter', 'year'] as const;
export type Grouping = (typeof groupings)[number];

/** Incidents that are summed up together. */
export interface Group {
  /** `all`, or a value of what the groups are by. */
  key: string;
  incidents: readonly MeasuredIncident[];
  /** What has a day of its own in the period, whatever that of its incident, added up by the place of its count. */
  dated: ReadonlyMap<number, Counted>;
}

/** Hands over each such thing, with its incident and the place of the count that it belongs to. */
export type EachDated = (visit: (incident: MeasuredIncident, dated: Dated, count: number) => void) => void;

/** More rows than these nobody reads, and a mistyped year makes thousands of them. */
export const MOST_PERIODS = 1_200;

/**
 * `all` first, then the groups in the order of the config or the calendar, else of the alphabet. An incident with several
 * services or root causes is in several groups, one without any in none. Periods without incidents are groups too; other
 * values are only those that occur.
 */
export function groupsOf(
  incidents: readonly MeasuredIncident[],
  by: Grouping | undefined,
  period: Period | undefined,
  config: Config,
  eachDated: EachDated = () => {},
): Group[] {
  const dated = new Map<number, Counted>();
  const all: Group = { key: 'all', incidents, dated };
  if (by === undefined) {
    eachDated((_, { counts }, count) => add(dated, count, counts));
    return [all];
  }
  const members = new Map<string, { incidents: MeasuredIncident[]; dated: Map<number, Counted> }>();
  const memberOf = (key: string) => {
    const known = members.get(key) ?? { incidents: [], dated: new Map<number, Counted>() };
    members.set(key, known);
    return known;
  };
  for (const key of emptyKeys(by, period)) memberOf(key);
  for (const incident of incidents) for (const key of keysOf(incident, by)) memberOf(key).incidents.push(incident);
  eachDated((incident, { day, counts }, count) => {
    add(dated, count, counts);
    for (const key of keysOf(incident, by, day)) add(memberOf(key).dated, count, counts);
  });
  const order = orderOf(by, config);
  const keys = [...members.keys()].sort((a, b) => rank(a, order) - rank(b, order) || compareText(a, b));
  return [all, ...keys.map((key) => ({ key, ...memberOf(key) }))];
}

function add(totals: Map<number, Counted>, count: number, counts: boolean): void {
  const total = totals.get(count) ?? { value: 0, of: 0 };
  if (total.of === 0) totals.set(count, total);
  if (counts) total.value++;
  total.of++;
}

function emptyKeys(by: Grouping, period: Period | undefined): string[] {
  if (period === undefined || (by !== 'month' && by !== 'quarter' && by !== 'year')) return [];
  return periodKeys(period, by, MOST_PERIODS + 1);
}

function keysOf(incident: MeasuredIncident, by: Grouping, day = incident.day): readonly string[] {
  const { severity, services, type, causes } = incident;
  if (by === 'service') return services;
  if (by === 'cause') return causes;
  const key = by === 'severity' ? severity : by === 'type' ? type : day === undefined ? undefined : periodKey(day, by);
  return key === undefined ? [] : [key];
}

function orderOf(by: Grouping, config: Config): readonly string[] {
  return by === 'severity' ? config.severities : by === 'type' ? config.countable : [];
}

function rank(key: string, order: readonly string[]): number {
  const index = order.indexOf(key);
  return index < 0 ? order.length : index;
}
