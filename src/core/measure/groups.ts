import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { MeasuredIncident } from './incident.ts';
import { type Period, periodKey, periodKeys } from './period.ts';

export const groupings = ['severity', 'service', 'type', 'cause', 'month', 'quarter', 'year'] as const;
export type Grouping = (typeof groupings)[number];

/** Incidents that are summed up together. */
export interface Group {
  /** `all`, or a value of what the groups are by. */
  key: string;
  incidents: readonly MeasuredIncident[];
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
): Group[] {
  const all: Group = { key: 'all', incidents };
  if (by === undefined) return [all];
  const members = new Map<string, MeasuredIncident[]>();
  for (const key of emptyKeys(by, period)) members.set(key, []);
  for (const incident of incidents) {
    for (const key of keysOf(incident, by)) {
      const list = members.get(key);
      if (list === undefined) members.set(key, [incident]);
      else list.push(incident);
    }
  }
  const order = orderOf(by, config);
  const keys = [...members.keys()].sort((a, b) => rank(a, order) - rank(b, order) || compareText(a, b));
  return [all, ...keys.map((key) => ({ key, incidents: members.get(key) ?? [] }))];
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
