import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { MeasuredIncident } from './incident.ts';
import type { Dated } from './metric.ts';
import { type Period, periodKey, periodKeys } from './period.ts';

export const groupings = ['severity', 'service', 'type', 'cause', 'month', 'quarter', 'year'] as const;
export type Grouping = (typeof groupings)[number];

/** Incidents that are summed up together. */
export interface Group {
  /** `all`, or a value of what the groups are by. */
  key: string;
  incidents: readonly MeasuredIncident[];
  /** What has a day of its own in the period, whatever that of its incident. */
  dated: readonly DatedIn[];
}

/** One such thing of one incident, with the place of the count that it belongs to. */
export interface DatedIn extends Dated {
  incident: MeasuredIncident;
  count: number;
}

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
  dated: readonly DatedIn[] = [],
): Group[] {
  const all: Group = { key: 'all', incidents, dated };
  if (by === undefined) return [all];
  const members = new Map<string, { incidents: MeasuredIncident[]; dated: DatedIn[] }>();
  const memberOf = (key: string) => {
    const known = members.get(key) ?? { incidents: [], dated: [] };
    members.set(key, known);
    return known;
  };
  for (const key of emptyKeys(by, period)) memberOf(key);
  for (const incident of incidents) for (const key of keysOf(incident, by)) memberOf(key).incidents.push(incident);
  for (const each of dated)
    for (const key of keysOf({ ...each.incident, day: each.day }, by)) memberOf(key).dated.push(each);
  const order = orderOf(by, config);
  const keys = [...members.keys()].sort((a, b) => rank(a, order) - rank(b, order) || compareText(a, b));
  return [all, ...keys.map((key) => ({ key, ...memberOf(key) }))];
}

function emptyKeys(by: Grouping, period: Period | undefined): string[] {
  if (period === undefined || (by !== 'month' && by !== 'quarter' && by !== 'year')) return [];
  return periodKeys(period, by, MOST_PERIODS + 1);
}

function keysOf({ severity, services, type, causes, day }: MeasuredIncident, by: Grouping): readonly string[] {
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
