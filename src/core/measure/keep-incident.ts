import type { Counted, MeasuredIncident } from './incident.ts';
import type { Dated, DurationMetric } from './metric.ts';
import { type Outcome, reasons } from './outcome.ts';
import type { Occurrence } from './repeats/occurrence.ts';

/** Seconds, with the least and the most where they are estimated; or the place of a reason, as text. */
type KeptOutcome = number | readonly [seconds: number, low: number, high: number] | string;

/** What an occurrence has beside what its incident says; the end is text where it is infinite. */
type KeptOccurrence = readonly [at: number, began: number, ended: number | '+' | '-', isNearMiss: 0 | 1];

/**
 * A measured incident in lists without names, as JSON holds them: names in each of ten thousand would be most of it.
 * An outcome stands by itself, of what is about actions one an action.
 */
export type KeptIncident = readonly [
  id: string,
  day: string | null,
  flags: number,
  severity: string | null,
  type: string | null,
  services: readonly string[],
  causes: readonly string[],
  repeatOf: readonly string[],
  occurrence: KeptOccurrence | null,
  actions: readonly string[],
  outcomes: readonly (KeptOutcome | readonly KeptOutcome[])[],
  counted: readonly number[],
  /** Days with `+` before them where they count, else `-`. */
  dated: readonly (readonly [count: number, ...days: string[]])[],
];

const LATER = 1;
const COUNTED = 2;
const UNRESOLVED = 4;

/** An incident for keeping, as measured by those durations; undefined for one that would come back as another. */
export function keptIncident(
  incident: MeasuredIncident,
  durations: readonly DurationMetric[],
): KeptIncident | undefined {
  const { id, day, isLater, isCounted, isUnresolved, severity, type, services, causes, repeatOf } = incident;
  const { occurrence, outcomes, counted, dated } = incident;
  const numbers = counted.flatMap(({ value, of }) => [value, of]);
  const ofActions = outcomes.find((_, i) => durations[i]?.of === 'action');
  const actions = ofActions?.map(({ action = '' }) => action) ?? [];
  const kept = outcomes.map((own, i) => {
    const row = own.map(keptOutcome);
    if (durations[i]?.of !== 'action') return own.length === 1 && own[0]?.action === undefined ? row[0] : undefined;
    return isSame(
      own.map(({ action = '' }) => action),
      actions,
    )
      ? row
      : undefined;
  });
  if (!numbers.every(isPlain) || !kept.flat().every((each) => each !== undefined)) return undefined;
  const repeated = occurrence === undefined ? null : keptOccurrence(occurrence, incident);
  if (repeated === undefined) return undefined;
  return [
    id,
    day ?? null,
    (isLater ? LATER : 0) + (isCounted ? COUNTED : 0) + (isUnresolved ? UNRESOLVED : 0),
    severity ?? null,
    type ?? null,
    services,
    causes,
    repeatOf,
    repeated,
    actions,
    kept as KeptIncident[10],
    numbers,
    Object.entries(dated).map(([count, all]) => [
      Number(count),
      ...all.map((each) => `${each.counts ? '+' : '-'}${each.day}`),
    ]),
  ];
}

/** The incident that was kept. */
export function incidentFrom(kept: KeptIncident, durations: readonly DurationMetric[]): MeasuredIncident {
  const [id, day, flags, severity, type, services, causes, repeatOf, occurrence] = kept;
  const [, , , , , , , , , actions, outcomes, counted, dated] = kept;
  return {
    id,
    day: day ?? undefined,
    isLater: (flags & LATER) !== 0,
    isCounted: (flags & COUNTED) !== 0,
    isUnresolved: (flags & UNRESOLVED) !== 0,
    severity: severity ?? undefined,
    type: type ?? undefined,
    services,
    causes,
    repeatOf,
    occurrence: occurrence === null ? undefined : occurrenceFrom(occurrence, { id, services, causes, repeatOf }),
    outcomes: outcomes.map((own, i) =>
      durations[i]?.of === 'action'
        ? (own as readonly KeptOutcome[]).map((each, action) => actionOutcomeFrom(each, actions[action] as string))
        : [outcomeFrom(own as KeptOutcome)],
    ),
    counted: countedFrom(counted),
    dated: datedFrom(dated),
  };
}

/** What JSON gives back as it was. */
const isPlain = (number: number): boolean => Number.isFinite(number) && !Object.is(number, -0);

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

function keptOutcome(outcome: Outcome): KeptOutcome | undefined {
  if ('reason' in outcome) return String(reasons.indexOf(outcome.reason));
  const { seconds, low, high, isEstimated } = outcome;
  if (![seconds, low, high].every(isPlain)) return undefined;
  if (isEstimated) return [seconds, low, high];
  return low === seconds && high === seconds ? seconds : undefined;
}

/** One of each is enough. */
const leftOut = new Map<string, Outcome>(reasons.map((reason, i) => [String(i), { reason }]));

function outcomeFrom(kept: KeptOutcome): Outcome {
  if (typeof kept === 'number') return { seconds: kept, low: kept, high: kept, isEstimated: false };
  if (typeof kept === 'string') return leftOut.get(kept) as Outcome;
  const [seconds, low, high] = kept;
  return { seconds, low, high, isEstimated: true };
}

function actionOutcomeFrom(kept: KeptOutcome, action: string): Outcome {
  if (typeof kept === 'number') return { seconds: kept, low: kept, high: kept, isEstimated: false, action };
  return { ...outcomeFrom(kept), action };
}

function keptOccurrence(
  { id, at, began, ended, isNearMiss, services, causes, repeatOf }: Occurrence,
  incident: MeasuredIncident,
): KeptOccurrence | undefined {
  const isAlike =
    id === incident.id &&
    isSame(services, incident.services) &&
    isSame(causes, incident.causes) &&
    isSame(repeatOf, incident.repeatOf);
  if (!isAlike || !isPlain(at) || !isPlain(began) || Object.is(ended, -0) || Number.isNaN(ended)) return undefined;
  return [at, began, Number.isFinite(ended) ? ended : ended > 0 ? '+' : '-', isNearMiss ? 1 : 0];
}

function occurrenceFrom(
  [at, began, ended, isNearMiss]: KeptOccurrence,
  own: Pick<Occurrence, 'id' | 'services' | 'causes' | 'repeatOf'>,
): Occurrence {
  const { id, services, causes, repeatOf } = own;
  const end = typeof ended === 'number' ? ended : ended === '+' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return { id, at, began, ended: end, isNearMiss: isNearMiss === 1, services, causes, repeatOf };
}

const FEW = 8;
/** Most counts are so small that there are few pairs of them. */
const pairs: readonly Counted[] = Array.from({ length: FEW * FEW }, (_, i) => ({
  value: Math.floor(i / FEW),
  of: i % FEW,
}));

function countedFrom(numbers: readonly number[]): Counted[] {
  const counted: Counted[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [value = 0, of = 0] = [numbers[i], numbers[i + 1]];
    const known = value >= 0 && value < FEW && of >= 0 && of < FEW ? pairs[value * FEW + of] : undefined;
    counted.push(known ?? { value, of });
  }
  return counted;
}

function datedFrom(kept: KeptIncident[12]): { [count: number]: readonly Dated[] } {
  const dated: { [count: number]: readonly Dated[] } = {};
  for (const [count, ...days] of kept)
    dated[count] = days.map((each) => ({ day: each.slice(1), counts: each.startsWith('+') }));
  return dated;
}
