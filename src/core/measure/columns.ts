// Over 200 lines: what incidents gave is written, read and looked up here, and nowhere else are rows and places known.

import type { Counted, MeasuredIncident } from './incident.ts';
import type { Dated } from './metric.ts';
import { type Outcome, reasons } from './outcome.ts';
import type { Occurrence } from './repeats/occurrence.ts';

/**
 * What many incidents gave, column by column, so that ten thousand are added up without an object for each of their
 * hundred values. Texts and lists are named by their place in `words` and `lists`, of which the first stand for none.
 */
export interface IncidentColumns {
  rows: number;
  words: readonly string[];
  lists: readonly (readonly string[])[];
  ids: readonly string[];
  days: Uint32Array;
  severities: Uint32Array;
  types: Uint32Array;
  flags: Uint8Array;
  services: Uint32Array;
  causes: Uint32Array;
  repeatOf: Uint32Array;
  /** Of the occurrence, where there is one: UTC epoch seconds. */
  at: Float64Array;
  began: Float64Array;
  ended: Float64Array;
  durations: readonly DurationColumn[];
  counts: readonly CountColumn[];
  /** By the place of their count. */
  dated: ReadonlyMap<number, DatedColumn>;
}

/** The values of one duration, row after row; those of a row stand from its place in `from` to that of the next. */
export interface DurationColumn {
  from: Uint32Array;
  /** 0 where there is a reason. */
  seconds: Float64Array;
  /** 0 for a value, else one more than the place of the reason. */
  reasons: Uint8Array;
  /** Least and most of those that are estimated. */
  estimates: ReadonlyMap<number, readonly [low: number, high: number]>;
  /** By row, the list of the actions that its values are of. */
  actions: Uint32Array;
}

export interface CountColumn {
  value: Float64Array;
  of: Float64Array;
}

export interface DatedColumn {
  from: Uint32Array;
  days: Uint32Array;
  counts: Uint8Array;
}

/** Bits of `flags`. */
const LATER = 1;
const COUNTED = 2;
const UNRESOLVED = 4;
const OCCURS = 8;
const NEAR_MISS = 16;

/** An incident as its columns have it. What it gave is made when it is asked for. */
export class ColumnIncident implements MeasuredIncident {
  readonly columns: IncidentColumns;
  readonly row: number;
  readonly id: string;
  readonly day: string | undefined;
  readonly isLater: boolean;
  readonly isCounted: boolean;
  readonly isUnresolved: boolean;
  readonly severity: string | undefined;
  readonly type: string | undefined;
  readonly services: readonly string[];
  readonly causes: readonly string[];
  readonly repeatOf: readonly string[];
  private made: Occurrence | undefined;
  cluster?: number;
  repeats?: string;
  unevaluable?: NonNullable<MeasuredIncident['unevaluable']>;

  constructor(columns: IncidentColumns, row: number) {
    const flags = columns.flags[row] as number;
    this.columns = columns;
    this.row = row;
    this.id = columns.ids[row] as string;
    this.day = wordAt(columns, columns.days, row);
    this.isLater = (flags & LATER) !== 0;
    this.isCounted = (flags & COUNTED) !== 0;
    this.isUnresolved = (flags & UNRESOLVED) !== 0;
    this.severity = wordAt(columns, columns.severities, row);
    this.type = wordAt(columns, columns.types, row);
    this.services = listAt(columns, columns.services, row);
    this.causes = listAt(columns, columns.causes, row);
    this.repeatOf = listAt(columns, columns.repeatOf, row);
  }

  get occurrence(): Occurrence | undefined {
    const { columns, row, id, services, causes, repeatOf } = this;
    const flags = columns.flags[row] as number;
    if ((flags & OCCURS) === 0) return undefined;
    this.made ??= {
      id,
      at: columns.at[row] as number,
      began: columns.began[row] as number,
      ended: columns.ended[row] as number,
      isNearMiss: (flags & NEAR_MISS) !== 0,
      services,
      causes,
      repeatOf,
    };
    return this.made;
  }

  get outcomes(): readonly (readonly Outcome[])[] {
    return this.columns.durations.map((column) => outcomesAt(this.columns, column, this.row));
  }

  get counted(): readonly Counted[] {
    return this.columns.counts.map(({ value, of }) => ({
      value: value[this.row] as number,
      of: of[this.row] as number,
    }));
  }

  get dated(): { readonly [count: number]: readonly Dated[] } {
    return Object.fromEntries([...this.columns.dated].map(([count, column]) => [count, this.datedIn(column)]));
  }

  private datedIn({ from, days, counts }: DatedColumn): Dated[] {
    const all: Dated[] = [];
    for (let i = from[this.row] as number; i < (from[this.row + 1] as number); i++)
      all.push({ day: this.columns.words[days[i] as number] as string, counts: counts[i] === 1 });
    return all;
  }
}

const wordAt = ({ words }: IncidentColumns, column: Uint32Array, row: number): string | undefined =>
  column[row] === 0 ? undefined : words[column[row] as number];

const listAt = ({ lists }: IncidentColumns, column: Uint32Array, row: number): readonly string[] =>
  lists[column[row] as number] as readonly string[];

function outcomesAt(columns: IncidentColumns, column: DurationColumn, row: number): Outcome[] {
  const { from, seconds: all, reasons: why, estimates } = column;
  const names = listAt(columns, column.actions, row);
  const first = from[row] as number;
  const found: Outcome[] = [];
  for (let i = first; i < (from[row + 1] as number); i++) {
    const [seconds, reason, estimate] = [all[i] as number, reasons[(why[i] as number) - 1], estimates.get(i)];
    const [low, high] = estimate ?? [seconds, seconds];
    found.push({
      ...(reason === undefined ? { seconds, low, high, isEstimated: estimate !== undefined } : { reason }),
      ...(names.length > 0 && { action: names[i - first] as string }),
    });
  }
  return found;
}

/** The same incidents, in columns that they share: for those that are added up many times. */
export function inColumns(incidents: readonly MeasuredIncident[]): MeasuredIncident[] {
  const columns = withMore(undefined, incidents);
  return incidents.map((_, row) => new ColumnIncident(columns, row));
}

/** The columns behind incidents, and the row of each in its turn; those of plain ones are made. */
export function columnsBehind(incidents: readonly MeasuredIncident[]): { columns: IncidentColumns; rows: Uint32Array } {
  const rows = new Uint32Array(incidents.length);
  const [first] = incidents;
  const columns = first instanceof ColumnIncident ? first.columns : undefined;
  for (let i = 0; i < rows.length; i++) {
    const incident = incidents[i];
    if (!(incident instanceof ColumnIncident) || incident.columns !== columns)
      return { columns: withMore(undefined, incidents), rows: rows.map((_, row) => row) };
    rows[i] = incident.row;
  }
  return { columns: columns ?? withMore(undefined, []), rows };
}

/** Columns with more incidents behind those that they have; all were asked the same. */
export function withMore(known: IncidentColumns | undefined, more: readonly MeasuredIncident[]): IncidentColumns {
  const before = known?.rows ?? 0;
  const rows = before + more.length;
  const words = namer(known?.words ?? [''], (word: string) => word);
  const lists = namer(known?.lists ?? [[]], (list: readonly string[]) => list.join('\0'));
  const wordOf = (word: string | undefined): number => (word === undefined ? 0 : words.placeOf(word));
  const listOf = (list: readonly string[]): number => (list.length === 0 ? 0 : lists.placeOf(list));
  const coded = (column: Uint32Array | undefined, of: (incident: MeasuredIncident) => number) =>
    extended(new Uint32Array(rows), column, before, more, of);
  const timed = (column: Float64Array | undefined, of: (occurrence: Occurrence) => number) =>
    extended(new Float64Array(rows), column, before, more, ({ occurrence }) =>
      occurrence === undefined ? 0 : of(occurrence),
    );
  const [first] = more;
  const durations = known?.durations.length ?? first?.outcomes.length ?? 0;
  const counts = known?.counts.length ?? first?.counted.length ?? 0;
  const outcomes = more.map((incident) => incident.outcomes);
  const counted = more.map((incident) => incident.counted);
  const dated = more.map((incident) => incident.dated);
  const ofDates = new Set([...(known?.dated.keys() ?? []), ...dated.flatMap((all) => Object.keys(all).map(Number))]);
  return {
    rows,
    ids: [...(known?.ids ?? []), ...more.map(({ id }) => id)],
    days: coded(known?.days, ({ day }) => wordOf(day)),
    severities: coded(known?.severities, ({ severity }) => wordOf(severity)),
    types: coded(known?.types, ({ type }) => wordOf(type)),
    flags: extended(new Uint8Array(rows), known?.flags, before, more, flagsOf),
    services: coded(known?.services, ({ services }) => listOf(services)),
    causes: coded(known?.causes, ({ causes }) => listOf(causes)),
    repeatOf: coded(known?.repeatOf, ({ repeatOf }) => listOf(repeatOf)),
    at: timed(known?.at, ({ at }) => at),
    began: timed(known?.began, ({ began }) => began),
    ended: timed(known?.ended, ({ ended }) => ended),
    durations: Array.from({ length: durations }, (_, index) =>
      withOutcomes(
        known?.durations[index],
        before,
        outcomes.map((all) => all[index] ?? []),
        listOf,
      ),
    ),
    counts: Array.from({ length: counts }, (_, index) => ({
      value: extended(
        new Float64Array(rows),
        known?.counts[index]?.value,
        before,
        counted,
        (all) => all[index]?.value ?? 0,
      ),
      of: extended(new Float64Array(rows), known?.counts[index]?.of, before, counted, (all) => all[index]?.of ?? 0),
    })),
    dated: new Map(
      [...ofDates]
        .sort((a, b) => a - b)
        .map((count) => [
          count,
          withDated(
            known?.dated.get(count),
            before,
            dated.map((all) => all[count] ?? []),
            wordOf,
          ),
        ]),
    ),
    words: words.all,
    lists: lists.all,
  };
}

/** Gives each thing its place, in the order in which they come. */
function namer<T>(known: readonly T[], keyOf: (thing: T) => string): { all: T[]; placeOf(thing: T): number } {
  const all = [...known];
  let places: Map<string, number> | undefined;
  return {
    all,
    placeOf(thing) {
      // What stands first is none, and never given.
      places ??= new Map(all.slice(1).map((each, i) => [keyOf(each), i + 1]));
      const key = keyOf(thing);
      const place = places.get(key) ?? all.push(thing) - 1;
      places.set(key, place);
      return place;
    },
  };
}

function extended<C extends Uint8Array | Uint32Array | Float64Array, T>(
  column: C,
  known: C | undefined,
  before: number,
  more: readonly T[],
  of: (each: T) => number,
): C {
  if (known !== undefined) column.set(known);
  for (let i = 0; i < more.length; i++) column[before + i] = of(more[i] as T);
  return column;
}

function flagsOf({ isLater, isCounted, isUnresolved, occurrence }: MeasuredIncident): number {
  return (
    (isLater ? LATER : 0) +
    (isCounted ? COUNTED : 0) +
    (isUnresolved ? UNRESOLVED : 0) +
    (occurrence === undefined ? 0 : OCCURS + (occurrence.isNearMiss ? NEAR_MISS : 0))
  );
}

/** Where each row's items begin, and past the last of them. */
function startsOf(known: Uint32Array | undefined, before: number, more: readonly { length: number }[]): Uint32Array {
  const from = new Uint32Array(before + more.length + 1);
  if (known !== undefined) from.set(known);
  for (let i = 0; i < more.length; i++)
    from[before + i + 1] = (from[before + i] as number) + (more[i] as { length: number }).length;
  return from;
}

function withOutcomes(
  known: DurationColumn | undefined,
  before: number,
  more: readonly (readonly Outcome[])[],
  listOf: (list: readonly string[]) => number,
): DurationColumn {
  const from = startsOf(known?.from, before, more);
  const all = more.flat();
  const values = from[before] as number;
  const total = values + all.length;
  const estimates = new Map(known?.estimates);
  all.forEach((outcome, i) => {
    if ('reason' in outcome) return;
    const { low, high, isEstimated } = outcome;
    if (isEstimated) estimates.set(values + i, [low, high]);
  });
  return {
    from,
    seconds: extended(new Float64Array(total), known?.seconds, values, all, (outcome) =>
      'reason' in outcome ? 0 : outcome.seconds,
    ),
    reasons: extended(new Uint8Array(total), known?.reasons, values, all, (outcome) =>
      'reason' in outcome ? reasons.indexOf(outcome.reason) + 1 : 0,
    ),
    estimates,
    actions: extended(new Uint32Array(before + more.length), known?.actions, before, more, (own) =>
      own[0]?.action === undefined ? 0 : listOf(own.map(({ action = '' }) => action)),
    ),
  };
}

function withDated(
  known: DatedColumn | undefined,
  before: number,
  more: readonly (readonly Dated[])[],
  wordOf: (word: string) => number,
): DatedColumn {
  const from =
    known === undefined ? startsOf(new Uint32Array(before + 1), before, more) : startsOf(known.from, before, more);
  const all = more.flat();
  const values = from[before] as number;
  const total = values + all.length;
  return {
    from,
    days: extended(new Uint32Array(total), known?.days, values, all, ({ day }) => wordOf(day)),
    counts: extended(new Uint8Array(total), known?.counts, values, all, ({ counts }) => (counts ? 1 : 0)),
  };
}
