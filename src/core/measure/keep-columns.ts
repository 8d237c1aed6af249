import { type Columns, doublesOf as doubles, type PackedColumns } from '../columns.ts';
import type { CountColumn, DatedColumn, DurationColumn, IncidentColumns } from './columns.ts';

const coded = ['days', 'severities', 'types', 'services', 'causes', 'repeatOf'] as const;
const timed = ['at', 'began', 'ended'] as const;

/** Columns for keeping, of those rows and in that order. */
export function keptIncidents(columns: IncidentColumns, rows: readonly number[]): Columns {
  const own = Uint32Array.from(rows);
  return {
    words: columns.words,
    lists: columns.lists.map((list) => JSON.stringify(list)),
    ids: rows.map((row) => columns.ids[row] as string),
    flags: Uint8Array.from(own, (row) => columns.flags[row] as number),
    ...Object.fromEntries(coded.map((name) => [name, Uint32Array.from(own, (row) => columns[name][row] as number)])),
    ...Object.fromEntries(timed.map((name) => [name, Float64Array.from(own, (row) => columns[name][row] as number)])),
    ...Object.assign({}, ...columns.durations.map((column, index) => keptDuration(column, own, `duration ${index}`))),
    ...Object.assign(
      {},
      ...columns.counts.map(({ value, of }, index) => ({
        [`count ${index} value`]: Float64Array.from(own, (row) => value[row] as number),
        [`count ${index} of`]: Float64Array.from(own, (row) => of[row] as number),
      })),
    ),
    dated: Uint32Array.from(columns.dated.keys()),
    ...Object.assign({}, ...[...columns.dated].map(([count, column]) => keptDated(column, own, `dated ${count}`))),
  };
}

/** The columns that were kept, of so many durations and counts. */
export function incidentsFrom(
  kept: PackedColumns,
  { durations, counts }: { durations: number; counts: number },
): IncidentColumns {
  const flags = bytes(kept, 'flags');
  return {
    rows: flags.length,
    words: kept.texts('words'),
    lists: kept.texts('lists').map((list) => JSON.parse(list) as string[]),
    ids: kept.texts('ids'),
    flags,
    ...(Object.fromEntries(coded.map((name) => [name, places(kept, name)])) as Record<
      (typeof coded)[number],
      Uint32Array
    >),
    ...(Object.fromEntries(timed.map((name) => [name, doubles(kept, name)])) as Record<
      (typeof timed)[number],
      Float64Array
    >),
    durations: Array.from({ length: durations }, (_, index): DurationColumn => {
      const name = `duration ${index}`;
      const estimated = places(kept, `${name} estimated`);
      const [low, high] = [doubles(kept, `${name} low`), doubles(kept, `${name} high`)];
      return {
        from: startsOf(kept, name),
        seconds: doubles(kept, `${name} seconds`),
        reasons: bytes(kept, `${name} reasons`),
        estimates: new Map(Array.from(estimated, (place, i) => [place, [low[i] as number, high[i] as number]])),
        actions: places(kept, `${name} actions`),
      };
    }),
    counts: Array.from(
      { length: counts },
      (_, index): CountColumn => ({
        value: doubles(kept, `count ${index} value`),
        of: doubles(kept, `count ${index} of`),
      }),
    ),
    dated: new Map(
      Array.from(places(kept, 'dated'), (count): [number, DatedColumn] => {
        const name = `dated ${count}`;
        return [
          count,
          { from: startsOf(kept, name), days: places(kept, `${name} days`), counts: bytes(kept, `${name} counts`) },
        ];
      }),
    ),
  };
}

function keptDuration(column: DurationColumn, rows: Uint32Array, name: string): Columns {
  const { sizes, places } = valuesIn(column.from, rows);
  const estimated = [...places.keys()].filter((i) => column.estimates.has(places[i] as number));
  const boundsOf = (bound: 0 | 1) =>
    Float64Array.from(estimated, (i) => column.estimates.get(places[i] as number)?.[bound] ?? Number.NaN);
  return {
    [`${name} sizes`]: sizes,
    [`${name} seconds`]: Float64Array.from(places, (place) => column.seconds[place] as number),
    [`${name} reasons`]: Uint8Array.from(places, (place) => column.reasons[place] as number),
    [`${name} actions`]: Uint32Array.from(rows, (row) => column.actions[row] as number),
    ...(estimated.length > 0 && {
      [`${name} estimated`]: Uint32Array.from(estimated),
      [`${name} low`]: boundsOf(0),
      [`${name} high`]: boundsOf(1),
    }),
  };
}

function keptDated(column: DatedColumn, rows: Uint32Array, name: string): Columns {
  const { sizes, places } = valuesIn(column.from, rows);
  return {
    [`${name} sizes`]: sizes,
    [`${name} days`]: Uint32Array.from(places, (place) => column.days[place] as number),
    [`${name} counts`]: Uint8Array.from(places, (place) => column.counts[place] as number),
  };
}

/** How many values each of the rows has, and where they stand. */
function valuesIn(from: Uint32Array, rows: Uint32Array): { sizes: Uint32Array; places: Uint32Array } {
  const places: number[] = [];
  const sizes = Uint32Array.from(rows, (row) => {
    const [start, end] = [from[row] as number, from[row + 1] as number];
    for (let place = start; place < end; place++) places.push(place);
    return end - start;
  });
  return { sizes, places: Uint32Array.from(places) };
}

function startsOf(kept: PackedColumns, name: string): Uint32Array {
  const sizes = kept.numbers(`${name} sizes`);
  const from = new Uint32Array(sizes.length + 1);
  for (let row = 0; row < sizes.length; row++) from[row + 1] = (from[row] as number) + (sizes[row] as number);
  return from;
}

const bytes = (kept: PackedColumns, name: string): Uint8Array => {
  const numbers = kept.numbers(name);
  return numbers instanceof Uint8Array ? numbers : new Uint8Array(numbers);
};

function places(kept: PackedColumns, name: string): Uint32Array {
  const numbers = kept.numbers(name);
  return numbers instanceof Uint32Array ? numbers : new Uint32Array(numbers);
}
