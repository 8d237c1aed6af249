import { compareText } from '../../finding.ts';
import type { Span } from '../../time.ts';
import type { ZoneClock } from '../../zone.ts';
import { firstFrom } from './first-from.ts';
import type { Occurrence } from './occurrence.ts';
import { windowStart } from './window.ts';

export const bases = ['cause', 'service', 'declared'] as const;
/** What two incidents must share for the later one to be a repeat. */
export type Basis = (typeof bases)[number];

/** What two incidents share: a category and the service, where the basis has them. */
export interface Shared {
  category?: string;
  service?: string;
}

export interface LinkSettings {
  basis: Basis;
  window: Span;
  /** The config's zone, and its name. */
  zone: ZoneClock;
  timezone: string;
}

/** Incidents by their rank: their place in the order of moment and id. */
export interface Earlier {
  inOrder: readonly Occurrence[];
  /** Where each of them was given. */
  order: readonly number[];
  /** Where the window of an incident begins, UTC epoch seconds. */
  startOf(rank: number): number;
  /**
   * Visits every earlier incident in the window that shares the basis, of each shared key the latest first; one that was
   * not over when the later began `isOverlapping`. Nothing for a near miss. Leaves a key where `visit` returns true.
   */
  visit(rank: number, visit: Visit): void;
}

type Visit = (earlier: number, isOverlapping: boolean, shared: Shared) => boolean | undefined;

/** Those that share a key, by rank. */
interface Row {
  shared: Shared;
  ranks: number[];
}

/** What a declaration shares: its word alone. */
const NOTHING: Shared = {};

/** Puts incidents in rows of those that share a key, so that each is compared with its like in the window alone. */
export function earlierAmong(occurrences: readonly Occurrence[], settings: LinkSettings): Earlier {
  const { basis, window, timezone, zone } = settings;
  const order = orderOf(occurrences);
  const inOrder = order.map((index) => occurrences[index] as Occurrence);
  const starts: (number | undefined)[] = [];
  const startOf = (rank: number): number => {
    const start = starts[rank] ?? windowStart((inOrder[rank] as Occurrence).at, window, timezone, zone);
    starts[rank] = start;
    return start;
  };
  const places = basis === 'declared' ? [] : placesOf(inOrder, basis);
  const byId = basis === 'declared' ? ranksById(inOrder) : undefined;
  const at = new Float64Array(inOrder.map((occurrence) => occurrence.at));
  const ended = new Float64Array(inOrder.map((occurrence) => occurrence.ended));
  return {
    inOrder,
    order,
    startOf,
    visit(rank, visit) {
      const { isNearMiss, repeatOf, began } = inOrder[rank] as Occurrence;
      if (isNearMiss) return;
      const start = startOf(rank);
      const look = (earlier: number, shared: Shared) => visit(earlier, began < (ended[earlier] as number), shared);
      for (const id of byId === undefined ? [] : repeatOf)
        for (const earlier of byId?.get(id) ?? [])
          if (earlier < rank && (at[earlier] as number) >= start) look(earlier, NOTHING);
      for (const { ranks, shared } of places[rank] ?? []) {
        for (let i = firstFrom(ranks, rank) - 1; i >= 0; i--) {
          const earlier = ranks[i] as number;
          if ((at[earlier] as number) < start || look(earlier, shared) === true) break;
        }
      }
    },
  };
}

/** Whether the earlier one was not over when the later began: then it is no repeat. */
export function isOverlapping(earlier: Occurrence, later: Occurrence): boolean {
  return later.began < earlier.ended;
}

/** By moment and id, as places in what was given: mostly that is their order already. */
function orderOf(occurrences: readonly Occurrence[]): number[] {
  const isAfter = (a: Occurrence, b: Occurrence): number => a.at - b.at || compareText(a.id, b.id);
  const order = occurrences.map((_, index) => index);
  const isSorted = occurrences.every((each, i) => i === 0 || isAfter(occurrences[i - 1] as Occurrence, each) <= 0);
  return isSorted ? order : order.sort((a, b) => isAfter(occurrences[a] as Occurrence, occurrences[b] as Occurrence));
}

/** The rows of every incident, each with all that are in it. */
function placesOf(inOrder: readonly Occurrence[], basis: Basis): (readonly Row[])[] {
  const rows = new Map<string, Map<string, Row>>();
  const rowOf = (shared: Shared): Row => {
    const { category = '', service = '' } = shared;
    const ofCategory = rows.get(category) ?? new Map<string, Row>();
    rows.set(category, ofCategory);
    const row = ofCategory.get(service) ?? { shared, ranks: [] };
    ofCategory.set(service, row);
    return row;
  };
  // Of many incidents most have the same causes and services, and in columns they have the same lists of them.
  const known = new Map<readonly string[], Map<readonly string[], readonly Row[]>>();
  const rowsOf = (occurrence: Occurrence): readonly Row[] => {
    const { causes, services } = occurrence;
    const ofCauses = known.get(causes) ?? new Map<readonly string[], readonly Row[]>();
    known.set(causes, ofCauses);
    const all = ofCauses.get(services) ?? keysOf(occurrence, basis).map(rowOf);
    ofCauses.set(services, all);
    return all;
  };
  return inOrder.map((occurrence, rank) => {
    const all = rowsOf(occurrence);
    for (const { ranks } of all) ranks.push(rank);
    return all;
  });
}

function keysOf({ causes, services }: Occurrence, basis: Basis): Shared[] {
  if (basis === 'service') return services.map((service) => ({ service }));
  // Those without a service are like each other by the category alone.
  return causes.flatMap((category): Shared[] =>
    services.length === 0 ? [{ category }] : services.map((service) => ({ category, service })),
  );
}

function ranksById(inOrder: readonly Occurrence[]): Map<string, number[]> {
  const ranks = new Map<string, number[]>();
  inOrder.forEach(({ id }, rank) => {
    const same = ranks.get(id);
    if (same === undefined) ranks.set(id, [rank]);
    else same.push(rank);
  });
  return ranks;
}
