import { compareText } from '../finding.ts';
import { incidentMoment } from '../measure/incident-moment.ts';
import { isWithin, type Period } from '../measure/period.ts';
import { idOf } from '../record/id-of.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { CoverageAround } from './coverage.ts';
import { isCovered } from './coverage.ts';
import { namesOf } from './names-of.ts';
import type { Theirs } from './theirs.ts';

/** One of theirs and the record that names it. */
export interface Match {
  theirs: Theirs;
  record: IncidentRecord;
  /** Where in the record it is named: `refs`, `id`, or an `x_` key. */
  by: string;
}

export interface Reconciliation {
  /** The days that are compared; undefined where their file has none and none were asked for. */
  period: Period | undefined;
  matched: readonly Match[];
  /** Theirs of the period without a record; `maybe` are records of the same day and severity that name none of theirs, 20 at most. */
  missingHere: readonly { theirs: Theirs; maybe: readonly string[] }[];
  /** Ours of the period that name none of theirs; `maybe` are theirs of the same day and severity. */
  unknownThere: readonly { record: IncidentRecord; maybe: readonly string[] }[];
  severityDiffers: readonly Match[];
  /** Theirs that more than one record names. */
  doubles: readonly { theirs: Theirs; records: readonly string[] }[];
  /** Theirs outside the days that were asked for. */
  outside: number;
  /** Ours of the period that nobody expects there: exercises and withdrawn ones that name none of theirs. */
  notExpected: number;
}

/**
 * Compares another system's list with the records. One of theirs belongs to a record that names it; a common day and
 * severity is a suggestion only and matches nothing. Without a period it is the days of their file: what they had not
 * opened by then, they cannot know.
 */
export function reconcile(
  theirs: readonly Theirs[],
  records: readonly IncidentRecord[],
  { clock, period: asked }: Pick<CoverageAround, 'clock' | 'period'>,
): Reconciliation {
  const period = asked ?? daysOf(theirs);
  const isOurs = (record: IncidentRecord) => isCovered(record, { clock, ...(period && { period }) });
  const inPeriod = asked === undefined ? theirs : theirs.filter(({ day }) => day === null || isWithin(day, asked));
  const named = namesOf(records);
  const all = inPeriod.map((one) => ({ theirs: one, found: named(one) }));
  const matched = all.flatMap(({ theirs, found }) => found.map((match): Match => ({ theirs, ...match })));
  const known = new Set(named.taken(theirs));
  const free = records.filter((record) => isOurs(record) && !known.has(record));
  const expected = free.filter(({ data }) => data.type !== 'exercise' && data.status !== 'withdrawn');
  const missing = all.flatMap(({ theirs, found }) => (found.length === 0 ? [theirs] : []));
  const dayOf = ({ data }: IncidentRecord) => {
    const at = incidentMoment(data);
    return at === undefined ? null : clock.zone.dayOf(at);
  };
  // By day, since both lists may be long; another's may be of one day throughout.
  const theirsOn = grouped(missing, ({ day }) => day);
  const oursOn = grouped(expected, dayOf);
  return {
    period,
    matched,
    missingHere: missing.map((one) => ({
      theirs: one,
      maybe: firstOf(oursOn.get(one.day), (record) => isAlike(one, record)).map(idOf),
    })),
    unknownThere: expected
      .map((record) => ({
        record,
        maybe: firstOf(theirsOn.get(dayOf(record)), (one) => isAlike(one, record)).map(({ id }) => id),
      }))
      .sort((a, b) => compareText(idOf(a.record), idOf(b.record))),
    severityDiffers: matched.filter(
      ({ theirs, record }) =>
        theirs.severity !== null && record.data.severity !== undefined && theirs.severity !== record.data.severity,
    ),
    doubles: all.flatMap(({ theirs, found }) =>
      found.length > 1 ? [{ theirs, records: found.map(({ record }) => idOf(record)) }] : [],
    ),
    outside: theirs.length - inPeriod.length,
    notExpected: free.length - expected.length,
  };
}

/** More guesses help nobody. */
const MOST_GUESSES = 20;

function firstOf<T>(items: readonly T[] | undefined, isOne: (item: T) => boolean): T[] {
  const found: T[] = [];
  for (const item of items ?? []) {
    if (isOne(item)) found.push(item);
    if (found.length === MOST_GUESSES) break;
  }
  return found;
}

/** By day; what has none is like nothing. */
function grouped<T>(items: readonly T[], dayOf: (item: T) => string | null): ReadonlyMap<string | null, readonly T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) {
    const day = dayOf(item);
    if (day === null) continue;
    const same = groups.get(day);
    if (same === undefined) groups.set(day, [item]);
    else same.push(item);
  }
  return groups;
}

/** Of one day. */
const isAlike = ({ severity }: Theirs, { data }: IncidentRecord): boolean =>
  severity === null || data.severity === undefined || severity === data.severity;

function daysOf(theirs: readonly Theirs[]): Period | undefined {
  const days = theirs.flatMap(({ day }) => day ?? []).sort(compareText);
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? undefined : { from, to };
}
