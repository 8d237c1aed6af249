import type { Asked } from './asked.ts';
import type { MeasuredIncident } from './incident.ts';
import { findRepeats, type Standing } from './repeats.ts';

/**
 * The incidents with what they are to each other: their part in counts of repeats, and the cluster of repeats that they
 * belong to. Incidents of other periods count as earlier ones.
 */
export function withRepeats(
  incidents: readonly MeasuredIncident[],
  { counts, config, clock, since }: Pick<Asked, 'counts' | 'config' | 'clock' | 'since'>,
): MeasuredIncident[] {
  const occurrences = incidents.flatMap(({ occurrence }) => occurrence ?? []);
  const { standings, clusters } = findRepeats(occurrences, { config, zone: clock.zone, since });
  const byOccurrence = new Map(standings.map((standing) => [standing.incident, standing]));
  const clusterOf = new Map(clusters.flatMap(({ members }, cluster) => members.map((member) => [member, cluster])));
  const none = { value: 0, of: 0 };
  const ofRepeats = counts.flatMap((metric, index) => (metric.isOfRepeats ? [{ metric, index }] : []));
  const partsOf = (standing: Standing | undefined, known: MeasuredIncident['counted']) => {
    if (ofRepeats.length === 0) return known;
    const parts = known.slice();
    for (const { metric, index } of ofRepeats) parts[index] = standing === undefined ? none : metric.part(standing);
    return parts;
  };
  return incidents.map((incident) => {
    const { occurrence } = incident;
    const standing = occurrence && byOccurrence.get(occurrence);
    const cluster = occurrence && clusterOf.get(occurrence);
    return {
      ...incident,
      counted: partsOf(standing, incident.counted),
      ...(standing?.earlier !== undefined && { repeats: standing.earlier.id }),
      ...(standing?.reason !== undefined && { unevaluable: standing.reason }),
      ...(cluster !== undefined && { cluster }),
    };
  });
}

/**
 * How many incidents there are when those of a cluster of repeats count once, and those that people declared to be the
 * same thing again (`repeat_of`), directly or through others, do too.
 */
export function countClusters(incidents: readonly MeasuredIncident[]): number {
  const leaders = new Map<string | number, string | number>(incidents.map(({ id }) => [id, id]));
  const leaderOf = (id: string | number): string | number => {
    let leader = id;
    for (let above = leaders.get(leader) ?? leader; above !== leader; above = leaders.get(leader) ?? leader) {
      // Halves the way for who asks next.
      leaders.set(leader, leaders.get(above) ?? above);
      leader = above;
    }
    return leader;
  };
  let clusters = incidents.length;
  const join = (a: string | number, b: string | number) => {
    const [own, other] = [leaderOf(a), leaderOf(b)];
    if (own === other) return;
    leaders.set(own, other);
    clusters--;
  };
  for (const { cluster } of incidents) {
    if (cluster === undefined || leaders.has(cluster)) continue;
    // The cluster itself is one more to be joined with, and so one more to be counted off.
    leaders.set(cluster, cluster);
    clusters++;
  }
  for (const { id, repeatOf, cluster } of incidents) {
    if (cluster !== undefined) join(id, cluster);
    for (const earlier of repeatOf) if (leaders.has(earlier)) join(id, earlier);
  }
  return clusters;
}
