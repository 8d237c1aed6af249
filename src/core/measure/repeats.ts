// Over 200 lines: what a repeat is stands here once, for those who list repeats and for those who only count them.

import type { Config } from '../config.ts';
import { parseSpan } from '../time.ts';
import type { ZoneClock } from '../zone.ts';
import { type Basis, type Earlier, earlierAmong, type Shared } from './repeats/earlier.ts';
import type { Occurrence } from './repeats/occurrence.ts';
import { type Recurring, recurringAmong } from './repeats/recurring.ts';

const HALF_A_YEAR = { months: 6, seconds: 0 };

export interface RepeatSettings {
  config: Config;
  /** The config's zone. */
  zone: ZoneClock;
  /** Default: the config's. The window is a span as written, `6mo`. */
  basis?: Basis | undefined;
  window?: string | undefined;
  /** Days in the zone, both inclusive; what is later than `to` is not known of. */
  from?: string | undefined;
  to?: string | undefined;
  /** When the records begin, UTC epoch seconds; default with the first of the incidents. */
  since?: number | undefined;
}

/** Why nobody can say whether an incident is a repeat. */
export type Unevaluable = 'no_cause' | 'no_service' | 'window_incomplete';

/** One incident of the period, no near miss, and what it is to those before it. */
export interface Standing {
  incident: Occurrence;
  /** The day it belongs to. */
  day: string;
  /** The latest that it repeats; undefined for no repeat. */
  earlier: Occurrence | undefined;
  /** What it shares with any that it repeats. */
  shared: readonly Shared[];
  /** The latest that would make it a repeat, had it been over by then. */
  overlapping: Occurrence | undefined;
  /** Undefined for one that the repeat rate counts. */
  reason: Unevaluable | undefined;
}

/** Incidents that are connected by repeats, with at least one repeat in the period. */
export interface Cluster {
  /** By moment and id; some may lie before the period, and near misses may be among them. */
  members: readonly Occurrence[];
  /** Those in the period. */
  repeats: readonly Standing[];
  /** What its repeats share. */
  shared: readonly Shared[];
}

export interface Repeats {
  basis: Basis;
  /** As written. */
  window: string;
  /** By moment and id. */
  standings: readonly Standing[];
  /** The largest first, then the latest. */
  clusters: readonly Cluster[];
  /** With at least one incident in the period. */
  recurring: readonly Recurring[];
}

/**
 * Which incidents are repeats: share the basis with an earlier one that was detected within the window before them and
 * was over when they began. Time grows with the number of incidents times that of their like in a window.
 */
export function findRepeats(incidents: readonly Occurrence[], settings: RepeatSettings): Repeats {
  const { config, zone, basis = config.repeat.basis as Basis, window = config.repeat.window, from, to } = settings;
  const { timezone } = config;
  const dayOf = ({ at }: Occurrence) => zone.dayOf(at);
  const known = to === undefined ? incidents : incidents.filter((incident) => dayOf(incident) <= to);
  const span = parseSpan(window) ?? HALF_A_YEAR;
  const among = earlierAmong(known, { basis, window: span, zone, timezone });
  const { inOrder } = among;
  const since = settings.since ?? inOrder[0]?.at ?? 0;
  const union = unionOf(inOrder.length);
  const days = inOrder.map(dayOf);
  const all = inOrder.flatMap((incident, rank) =>
    incident.isNearMiss ? [] : [standingOf(rank, days[rank] as string, since, basis, among, union)],
  );
  const isAsked = (rank: number) => (from ?? '') <= (days[rank] as string);
  return {
    basis,
    window,
    standings: all.filter(({ day }) => day >= (from ?? '')),
    clusters: clustersOf(inOrder, all, isAsked, union),
    recurring: recurringAmong(inOrder, timezone, zone).filter(({ members }) =>
      members.some((member) => dayOf(member) >= (from ?? '')),
    ),
  };
}

/** What a count of repeats goes by. */
export type Repeated = Pick<Standing, 'earlier' | 'reason'>;

/**
 * Of each of them, in the order given, what it repeats and whether that can be said, undefined for near misses: what
 * `findRepeats` says of a standing, without what only a list of repeats shows.
 */
export function repeatsAmong(
  incidents: readonly Occurrence[],
  { config, zone, since: asked }: Pick<RepeatSettings, 'config' | 'zone' | 'since'>,
): readonly (Repeated | undefined)[] {
  const basis = config.repeat.basis as Basis;
  const window = parseSpan(config.repeat.window) ?? HALF_A_YEAR;
  const among = earlierAmong(incidents, { basis, window, zone, timezone: config.timezone });
  const { inOrder, order, visit } = among;
  const since = asked ?? inOrder[0]?.at ?? 0;
  const found: (Repeated | undefined)[] = incidents.map(() => undefined);
  let latest = -1;
  const look = (earlier: number, isOverlapping: boolean): boolean => {
    if (isOverlapping) return false;
    latest = Math.max(latest, earlier);
    // Of each key they are seen from the latest back.
    return basis !== 'declared';
  };
  for (let rank = 0; rank < inOrder.length; rank++) {
    const incident = inOrder[rank] as Occurrence;
    if (incident.isNearMiss) continue;
    latest = -1;
    visit(rank, look);
    const reason = unevaluableFor(incident, rank, basis, since, among);
    found[order[rank] as number] = { earlier: inOrder[latest], reason };
  }
  return found;
}

/** How many of those that can be judged are repeats. */
export function repeatRate(standings: readonly Standing[]): { repeats: number; of: number } {
  const evaluable = standings.filter(({ reason }) => reason === undefined);
  return { repeats: evaluable.filter(({ earlier }) => earlier !== undefined).length, of: evaluable.length };
}

function standingOf(rank: number, day: string, since: number, basis: Basis, among: Earlier, union: Union): Standing {
  const { inOrder, visit } = among;
  const incident = inOrder[rank] as Occurrence;
  let [latest, overlapping] = [-1, -1];
  const shared: Shared[] = [];
  visit(rank, (earlier, isOverlapping, by) => {
    if (isOverlapping) overlapping = Math.max(overlapping, earlier);
    else {
      latest = Math.max(latest, earlier);
      if (shared.at(-1) !== by) shared.push(by);
      union.join(rank, earlier);
    }
    return undefined;
  });
  const reason = unevaluableFor(incident, rank, basis, since, among);
  return { incident, day, earlier: inOrder[latest], shared, overlapping: inOrder[overlapping], reason };
}

function unevaluableFor(
  { services, causes }: Occurrence,
  rank: number,
  basis: Basis,
  since: number,
  { startOf }: Earlier,
): Unevaluable | undefined {
  if (basis === 'service' ? services.length === 0 : causes.length === 0)
    return basis === 'service' ? 'no_service' : 'no_cause';
  return startOf(rank) < since ? 'window_incomplete' : undefined;
}

/** Which of so many are connected, by rank. */
interface Union {
  join(a: number, b: number): void;
  /** The same number for all that are connected. */
  rootOf(rank: number): number;
}

function unionOf(size: number): Union {
  const parents = Array.from({ length: size }, (_, rank) => rank);
  const rootOf = (rank: number): number => {
    let root = rank;
    for (let above = parents[root] as number; above !== root; above = parents[root] as number) {
      // Halves the way for who asks next.
      parents[root] = parents[above] as number;
      root = above;
    }
    return root;
  };
  return {
    rootOf,
    join(a, b) {
      const [first, second] = [rootOf(a), rootOf(b)];
      if (first !== second) parents[Math.max(first, second)] = Math.min(first, second);
    },
  };
}

function clustersOf(
  inOrder: readonly Occurrence[],
  standings: readonly Standing[],
  isAsked: (rank: number) => boolean,
  union: Union,
): Cluster[] {
  const standingOf = new Map(standings.map((standing) => [standing.incident, standing]));
  const found = new Map<number, { members: Occurrence[]; repeats: Standing[] }>();
  inOrder.forEach((incident, rank) => {
    const root = union.rootOf(rank);
    const { members, repeats } = found.get(root) ?? { members: [], repeats: [] };
    found.set(root, { members, repeats });
    members.push(incident);
    const standing = standingOf.get(incident);
    if (standing?.earlier !== undefined && isAsked(rank)) repeats.push(standing);
  });
  return [...found.values()]
    .filter(({ repeats }) => repeats.length > 0)
    .map((cluster) => ({ ...cluster, shared: [...new Set(cluster.repeats.flatMap(({ shared }) => shared))] }))
    .sort((a, b) => b.members.length - a.members.length || lastOf(b) - lastOf(a));
}

const lastOf = ({ members }: Cluster): number => members.at(-1)?.at ?? 0;
