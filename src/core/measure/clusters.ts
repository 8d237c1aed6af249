import type { MeasuredIncident } from './incident.ts';

/**
 * How many incidents there are when those that people declared to be the same thing again (`repeat_of`), directly or
 * through others, count once.
 */
export function countClusters(incidents: readonly MeasuredIncident[]): number {
  const leaders = new Map(incidents.map(({ id }) => [id, id]));
  const leaderOf = (id: string): string => {
    let leader = id;
    for (let above = leaders.get(leader) ?? leader; above !== leader; above = leaders.get(leader) ?? leader) {
      // Halves the way for who asks next.
      leaders.set(leader, leaders.get(above) ?? above);
      leader = above;
    }
    return leader;
  };
  let clusters = incidents.length;
  for (const { id, repeatOf } of incidents) {
    for (const earlier of repeatOf) {
      if (!leaders.has(earlier)) continue;
      const [own, other] = [leaderOf(id), leaderOf(earlier)];
      if (own === other) continue;
      leaders.set(own, other);
      clusters--;
    }
  }
  return clusters;
}
