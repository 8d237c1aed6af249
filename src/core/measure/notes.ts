import { countOf, durationWords, someOf } from '../words.ts';
import type { Figure } from './durations.ts';
import type { Exclusions } from './excluded.ts';
import type { Grouping } from './groups.ts';
import type { MeasuredIncident } from './incident.ts';
import type { CountMetric } from './metric.ts';

/** What has to be known beside the figures to read them right. */
export function figureNotes(figures: readonly Figure[]): string[] {
  return figures.flatMap((figure) => [...openNote(figure), ...boundsNote(figure), ...outlierNote(figure)]);
}

function named({ metric, group }: Figure): string {
  return group === 'all' ? metric.title : `${metric.title}, ${group}`;
}

function openNote(figure: Figure): string[] {
  const { open, inScope, summary, group, metric } = figure;
  if (open === 0 || group !== 'all') return [];
  const words = `${named(figure)}: ${open} of ${countOf(inScope, metric.of ?? 'incident')} ${open === 1 ? 'is' : 'are'} still open`;
  return [summary.median === null ? words : `${words}, which would raise the median of ${signedWords(summary.median)}`];
}

function boundsNote(figure: Figure): string[] {
  const { used, summary } = figure;
  const { estimated, bounds, seconds } = used;
  if (bounds === undefined || summary.mean === null) return [];
  const { low, high } = bounds;
  const times = `${estimated} of ${countOf(seconds.length, 'value')} ${estimated === 1 ? 'rests' : 'rest'} on uncertain times`;
  const range = `between ${signedWords(low)} and ${signedWords(high)}`;
  return [`${named(figure)}: ${times}, so the mean of ${signedWords(summary.mean)} lies ${range}`];
}

/** A duration may be negative only where it says that something was written down before it was over. */
function signedWords(seconds: number): string {
  return seconds < 0 ? `−${durationWords(-seconds)}` : durationWords(seconds);
}

const FEWEST = 3;
const SHARE = 1 / 3;

/** Names incidents without which the mean would move by a third or more; they stay in it all the same. */
function outlierNote(figure: Figure): string[] {
  const { used, summary } = figure;
  const whole = summary.mean;
  const { seconds, idAt } = used;
  if (seconds.length < FEWEST || whole === null || whole === 0) return [];
  // A third is a third, whatever the last bit of a double says.
  const least = SHARE * Math.abs(whole) * (1 - 1e-12);
  const moved: { id: string; without: number; move: number }[] = [];
  for (let i = 0; i < seconds.length; i++) {
    const without = (whole * seconds.length - (seconds[i] as number)) / (seconds.length - 1);
    const move = Math.abs(without - whole);
    if (move >= least) moved.push({ id: idAt(i), without, move });
  }
  moved.sort((a, b) => b.move - a.move || (a.id < b.id ? -1 : 1));
  if (moved.length === 0) return [];
  const each = moved.map(({ id, without }) => `${signedWords(Math.abs(without) < 1e-6 ? 0 : without)} without ${id}`);
  return [`${named(figure)}: the mean of ${signedWords(whole)} hangs on single incidents: ${someOf(each, 3)}`];
}

/** Of what git told before the epoch nothing is taken: of a history that is there, nothing else is left out as not told. */
export function epochNotes(exclusions: Exclusions, hasHistory: boolean): string[] {
  if (!hasHistory) return [];
  const untold = new Set<string>();
  exclusions.visit('no_history', (record) => untold.add(record));
  const records = untold.size;
  if (records === 0) return [];
  const words = `${countOf(records, 'incident')} ${records === 1 ? 'has' : 'have'} something from before the epoch`;
  return [`${words} of the config: nobody knows when it was first written down`];
}

/** Closings whose own day is not believed: what was done in time goes by the day of the main line instead. */
export function backDatedNotes(
  counts: readonly CountMetric[],
  totalOf: (index: number) => { value: number },
): string[] {
  const index = counts.findIndex(({ name }) => name === 'closed_back_dated');
  const { value } = index < 0 ? { value: 0 } : totalOf(index);
  if (value === 0) return [];
  const words = `${countOf(value, 'action')} said to be done over three days before the main line said so`;
  return [`${words}: the day of that commit is used (pir log names ${value === 1 ? 'it' : 'them'})`];
}

/** What the grouping does to the sums. */
export function groupingNotes(incidents: readonly MeasuredIncident[], by: Grouping | undefined): string[] {
  if (by !== 'service' && by !== 'cause') return [];
  const word = by === 'service' ? 'service' : 'root cause';
  const valuesOf = (incident: MeasuredIncident) => (by === 'service' ? incident.services : incident.causes);
  const several = incidents.filter((incident) => valuesOf(incident).length > 1).length;
  const none = incidents.filter((incident) => valuesOf(incident).length === 0).length;
  const notes: string[] = [];
  if (several > 0) {
    const words = `${countOf(several, 'incident')} ${several === 1 ? 'counts' : 'count'}`;
    notes.push(`the groups do not add up: ${words} under several ${word}s`);
  }
  if (none > 0) notes.push(`${countOf(none, 'incident')} without a ${word} ${none === 1 ? 'is' : 'are'} in no group`);
  return notes;
}

/** Incidents that have no place in the period, or a doubtful one. */
export function placeNotes(incidents: readonly MeasuredIncident[], isBounded: boolean): string[] {
  const notes: string[] = [];
  const undated = incidents.filter(({ day }) => day === undefined).map(({ id }) => id);
  if (undated.length > 0) {
    const where = isBounded ? 'in no period and left out' : 'in no month, quarter or year';
    notes.push(
      `${countOf(undated.length, 'incident')} without a time of start or detection, ${where}: ${someOf(undated)}`,
    );
  }
  const twice = repeated(incidents.map(({ id }) => id));
  if (twice.length > 0)
    notes.push(`several records have the same id and each of them counts: ${someOf(twice)} (pir check says where)`);
  return notes;
}

/** Incidents that nobody can know of yet: where as-of is the present, their times are wrong. */
export function futureNotes(incidents: readonly MeasuredIncident[]): string[] {
  const later = incidents.filter(({ isLater }) => isLater).map(({ id }) => id);
  return later.length === 0 ? [] : [`${countOf(later.length, 'incident')} in the future left out: ${someOf(later)}`];
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return [...twice];
}
