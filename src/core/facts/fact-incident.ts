import { withRepeats } from '../measure/clusters.ts';
import { type MeasuredIncident, measureIncident, type Questions } from '../measure/incident.ts';
import { isCount, isDuration, metricsOf } from '../measure/index.ts';
import { type Moments, momentsOf } from '../measure/moments.ts';
import { formatInstant, parseDay, parseInstant } from '../time.ts';
import type { GivenFacts, GivenIncident } from './given-facts.ts';

/** An incident as the tables need it. */
export interface FactIncident extends GivenIncident {
  id: string;
  day: string | null;
  /** Whether `pir metrics` counts it: not withdrawn, and of a countable type. */
  isCounted: boolean;
  measured: MeasuredIncident;
  moments: Moments;
  /** What was asked of it: its outcomes are in the order of these durations. */
  questions: Questions;
}

/** The incidents that are known as of the moment, in the order given: of one that is detected later nobody knew. */
export function factIncidents({ incidents, config, clock, since }: GivenFacts): readonly FactIncident[] {
  const all = metricsOf(config);
  const durations = all.filter(isDuration);
  const questions: Questions = { config, clock, durations, counts: all.filter(isCount), runs: 'calendar' };
  const known = incidents.flatMap((given) => {
    const measured = measureIncident(given.record, given.refused, questions, given.told);
    return measured.isLater ? [] : [{ ...given, measured }];
  });
  const related = withRepeats(
    known.map(({ measured }) => measured),
    { ...questions, since },
  );
  return known.map(({ record, refused, told, measured: alone }, index) => {
    const measured = related[index] ?? alone;
    const moments = momentsOf(record.data, refused, clock, told);
    const { id, day = null, isCounted } = measured;
    return { record, refused, told, id, day, isCounted, measured, moments, questions };
  });
}

/** An instant as every table writes it, from a record's text or UTC epoch seconds; null for none. */
export function instant(value: string | number | null | undefined): string | null {
  const at = typeof value === 'string' ? parseInstant(value) : value;
  return at === undefined || at === null ? null : formatInstant(at);
}

/** A calendar day as it is written; null for none, and for what is no day. */
export function dayOrNull(text: string | null | undefined): string | null {
  return typeof text === 'string' && parseDay(text) !== undefined ? text : null;
}
