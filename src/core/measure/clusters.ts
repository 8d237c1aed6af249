import type { Asked } from './asked.ts';
import { ColumnIncident, type CountColumn, columnsBehind } from './columns.ts';
import type { MeasuredIncident } from './incident.ts';
import type { RepeatCount } from './metric.ts';
import type { Occurrence } from './repeats/occurrence.ts';
import { findRepeats, type Repeated, repeatsAmong } from './repeats.ts';

/**
 * The incidents with what they are to each other: their part in counts of repeats and, where periods are compared, the
 * cluster of repeats that they belong to. Incidents of other periods count as earlier ones.
 */
export function withRepeats(
  incidents: readonly MeasuredIncident[],
  {
    counts,
    config,
    clock,
    since,
    compare,
  }: Pick<Asked, 'counts' | 'config' | 'clock' | 'since'> & Partial<Pick<Asked, 'compare'>>,
): MeasuredIncident[] {
  const { columns, rows } = columnsBehind(incidents);
  const occurrences: Occurrence[] = [];
  /** Of each incident the place of its occurrence, where it has one. */
  const placeOf = new Int32Array(incidents.length).fill(-1);
  incidents.forEach(({ occurrence }, i) => {
    if (occurrence !== undefined) placeOf[i] = occurrences.push(occurrence) - 1;
  });
  const settings = { config, zone: clock.zone, since };
  const repeated = repeatsAmong(occurrences, settings);
  // Periods are compared by clusters too; nothing else asks for them.
  const clusters = compare === undefined ? [] : findRepeats(occurrences, settings).clusters;
  const clusterOf = new Map(clusters.flatMap(({ members }, cluster) => members.map((member) => [member, cluster])));
  const standings = incidents.map((_, i) => repeated[placeOf[i] as number]);
  const known = {
    ...columns,
    counts: columns.counts.map((column, index) => {
      const metric = counts[index];
      return metric?.isOfRepeats ? partsIn(column, rows, standings, metric) : column;
    }),
  };
  return incidents.map((_, i) => {
    const incident = new ColumnIncident(known, rows[i] as number);
    const standing = standings[i];
    const occurrence = occurrences[placeOf[i] as number];
    const cluster = occurrence && clusterOf.get(occurrence);
    if (standing?.earlier !== undefined) incident.repeats = standing.earlier.id;
    if (standing?.reason !== undefined) incident.unevaluable = standing.reason;
    if (cluster !== undefined) incident.cluster = cluster;
    return incident;
  });
}

/** What incidents add to a count of repeats. */
function partsIn(
  { value, of }: CountColumn,
  rows: Uint32Array,
  standings: readonly (Repeated | undefined)[],
  metric: RepeatCount,
): CountColumn {
  const parts = { value: value.slice(), of: of.slice() };
  for (let i = 0; i < rows.length; i++) {
    const standing = standings[i];
    const part = standing === undefined ? none : metric.part(standing);
    parts.value[rows[i] as number] = part.value;
    parts.of[rows[i] as number] = part.of;
  }
  return parts;
}

const none = { value: 0, of: 0 };

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
