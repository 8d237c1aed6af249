import { clockAt } from '../clock.ts';
import { compareText } from '../finding.ts';
import type { Asked } from './asked.ts';
import { shownTotal, totalOf } from './counts.ts';
import { exact } from './durations.ts';
import { groupsOf } from './groups.ts';
import { type MeasuredIncident, measureIncident } from './incident.ts';
import { measure } from './measure.ts';
import type { CountMetric, Metric } from './metric.ts';
import { isWithin } from './period.ts';
import { changedAspects, type Entered, type RestatedReason, withFacts } from './restate/entered.ts';
import { type MeasuredAmong, repeatCauses } from './restate/repeats.ts';

/** The records of one moment, and what is asked of them by the config and the clock of that moment. */
export interface Edition {
  incidents: readonly Entered[];
  asked: Asked;
}

/** What stands for a figure: the mean of a duration in seconds, or a count; and of how many. */
export interface Stated {
  value: number | null;
  size: number;
  median: number | null;
}

/** A figure that is not what it was, and the records that moved it, each with why. */
export interface Restated {
  group: string;
  metric: Metric;
  before: Stated;
  after: Stated;
  /** `record` is null for what is of no single record. */
  causes: readonly { record: string | null; reason: RestatedReason }[];
}

/**
 * Every figure of `then` that `now` gives otherwise, with the records that moved it. A fact is a reason when it alone, put
 * into the record of then, gives that record another part in the figure; so are the commits since, the config and the clock.
 */
export function restate(then: Edition, now: Edition): Restated[] {
  const [before, after] = [sideOf(then), sideOf(now)];
  const groups = [...new Set([...after.groups.keys(), ...before.groups.keys()])];
  const metrics = new Map([...before.metrics, ...after.metrics]);
  const inOrder = [...new Set([...after.metrics.keys(), ...before.metrics.keys()])];
  const keys = [...new Set([...before.entered.keys(), ...after.entered.keys()])].sort(compareText);
  return groups.flatMap((group) =>
    inOrder.flatMap((name): Restated[] => {
      const [was, is] = [before.figureOf(group, name), after.figureOf(group, name)];
      if (was.all === is.all) return [];
      const found = keys.flatMap((key) => {
        const [part, now] = [before.repeatPart(key, group, name), after.repeatPart(key, group, name)];
        if (part === undefined && now === undefined)
          return reasonsFor(key, group, name, before, after).map((reason) => ({ record: key, reason }));
        return part === now ? [] : repeatCauses(key, group, before, after);
      });
      const causes = found.length > 0 ? unique(found) : [{ record: null, reason: 'definition_changed' as const }];
      return [{ group, metric: metrics.get(name) as Metric, before: was.stated, after: is.stated, causes }];
    }),
  );
}

interface Side extends MeasuredAmong {
  asked: Asked;
  metrics: ReadonlyMap<string, Metric>;
  groups: ReadonlySet<string>;
  /** What is said, and all of it as a text that tells whether the figure moved; the same of fewer incidents is no move. */
  figureOf(group: string, metric: string): { stated: Stated; all: string };
  /** What a record adds to a count of repeats, as a text; undefined for every other metric. */
  repeatPart(record: string, group: string, metric: string): string | undefined;
}

function sideOf({ incidents, asked }: Edition): Side {
  const entered = new Map<string, Entered>();
  for (const each of incidents) {
    const id = each.record.data.id ?? each.record.path;
    entered.set(entered.has(id) ? `${id} (${each.record.path})` : id, each);
  }
  const measures = measure(
    incidents.map(({ record, refused, told }) => measureIncident(record, refused, asked, told)),
    asked,
  );
  const groups = new Map(measures.groups.map((group) => [group.key, group]));
  const partsIn = new Map<string, ReadonlyMap<string, MeasuredIncident>>();
  const membersOf = (group: string) => {
    const known = partsIn.get(group) ?? new Map(groups.get(group)?.incidents.map((each) => [each.id, each]));
    partsIn.set(group, known);
    return known;
  };
  return {
    asked,
    entered,
    measured: membersOf('all'),
    metrics: new Map([...asked.durations, ...asked.counts].map((metric) => [metric.name, metric])),
    groups: new Set(groups.keys()),
    figureOf(group, name) {
      const figure = measures.figures.find((each) => each.group === group && each.metric.name === name);
      if (figure !== undefined) {
        const { mean, median, used } = figure.summary;
        const stated = { value: exact(mean), size: used, median: exact(median) };
        return { stated, all: JSON.stringify({ ...figure.summary, used: 0, p90: null }) };
      }
      const index = asked.counts.findIndex((count) => count.name === name);
      const held = groups.get(group);
      if (index < 0 || held === undefined)
        return { stated: { value: null, size: 0, median: null }, all: JSON.stringify(empty) };
      const { value, of } = totalOf(held, index);
      const shown = shownTotal(asked.counts[index] as CountMetric, held, index, true).value;
      return { stated: { value: shown, size: held.incidents.length, median: null }, all: JSON.stringify([value, of]) };
    },
    repeatPart(record, group, name) {
      const index = asked.counts.findIndex((count) => count.name === name);
      if (asked.counts[index]?.isOfRepeats !== true) return undefined;
      return JSON.stringify(membersOf(group).get(record)?.counted[index] ?? { value: 0, of: 0 });
    },
  };
}

/** Each record and reason once. */
function unique(causes: Restated['causes']): Restated['causes'] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}

const empty = { used: 0, mean: null, median: null, p90: null, min: null, max: null };

/** Why that record has another part in the figure than it had; [] where it has not. */
function reasonsFor(key: string, group: string, name: string, before: Side, after: Side): RestatedReason[] {
  const [old, now] = [before.entered.get(key), after.entered.get(key)];
  const partOf = (entered: Entered | undefined, asked: Asked) =>
    entered === undefined ? 'none' : partIn(entered, group, name, asked);
  const was = partOf(old, before.asked);
  if (was === partOf(now, after.asked)) return [];
  if (old === undefined) return ['recorded_late'];
  if (now === undefined) return ['removed'];
  const isWithdrawn = ({ record }: Entered) => record.data.status === 'withdrawn';
  if (isWithdrawn(now) !== isWithdrawn(old)) return [isWithdrawn(now) ? 'withdrawn' : 'reinstated'];
  const changed = changedAspects(old, now);
  const alone = changed.filter(([, keys]) => partOf(withFacts(old, now, keys), before.asked) !== was);
  const { asked: then } = before;
  const { config, durations, counts, clock, asOf } = after.asked;
  const byDefinition = { ...then, config, durations, counts, clock: clockAt(then.asOf, clock.zone) };
  const byClock = { ...then, asOf, clock: clockAt(asOf, then.clock.zone) };
  const reasons = [
    ...alone.map(([reason]) => reason),
    ...(now.told === undefined || partOf({ ...old, told: now.told }, then) === was
      ? []
      : (['committed_since'] as const)),
    ...(partOf(old, byDefinition) === was ? [] : (['definition_changed'] as const)),
    ...(partOf(old, byClock) === was ? [] : (['time_passed'] as const)),
  ];
  // Facts that only together make the difference.
  if (reasons.length === 0) return changed.length === 0 ? ['definition_changed'] : changed.map(([reason]) => reason);
  return reasons;
}

/** What one record adds to a figure, as a text: `none` for one that is not in the group or the period. */
function partIn({ record, refused, told }: Entered, group: string, name: string, asked: Asked): string {
  const durations = asked.durations.filter((metric) => metric.name === name);
  const counts = asked.counts.filter((metric) => metric.name === name);
  const measured = measureIncident(record, refused, { ...asked, durations, counts }, told);
  const { day, isLater, isCounted, outcomes, counted } = measured;
  const period = { from: asked.from ?? '0000-01-01', to: asked.to ?? asked.clock.zone.dayOf(asked.asOf) };
  const isIn = day === undefined ? asked.from === undefined && asked.to === undefined : isWithin(day, period);
  if (isLater || !isCounted || !isIn) return 'none';
  const groups = groupsOf([measured], asked.by, undefined, asked.config);
  if (!groups.some(({ key, incidents }) => key === group && incidents.length > 0)) return 'none';
  const values = outcomes.flat().flatMap((outcome) => ('seconds' in outcome ? [outcome.seconds] : []));
  const added = counted.filter(({ value, of }) => value !== 0 || of !== 0);
  return values.length === 0 && added.length === 0 ? 'none' : JSON.stringify([values, added]);
}
