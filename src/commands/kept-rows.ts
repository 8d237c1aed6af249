import type { Columns, PackedColumns } from '../core/columns.ts';

/** What a row was made from, and for how long it holds. */
export interface Row {
  path: string;
  blob: string;
  /** `kind:id`, '' for one without an id. */
  record: string;
  stand: string;
  from: number;
  until: number;
}

/** The same of all rows that were kept; moments are UTC epoch seconds. */
export interface Rows {
  paths: readonly string[];
  blobs: readonly string[];
  records: readonly string[];
  stands: readonly string[];
  from: ArrayLike<number>;
  until: ArrayLike<number>;
}

/** The row of a path. Paths are mostly asked for in the order in which they were kept. */
export function finder(paths: readonly string[]): (path: string) => number | undefined {
  let next = 0;
  let byPath: Map<string, number> | undefined;
  return (path) => {
    if (paths[next] !== path) {
      byPath ??= new Map(paths.map((each, row) => [each, row]));
      const row = byPath.get(path);
      if (row === undefined) return undefined;
      next = row;
    }
    return next++;
  };
}

const ofRows = ['paths', 'blobs', 'records', 'stands'] as const;

/** The rows of kept columns. */
export function rowsOf(kept: PackedColumns): Rows {
  const [paths, blobs, records, stands] = ofRows.map((name) => kept.texts(`row ${name}`)) as [
    Rows['paths'],
    Rows['blobs'],
    Rows['records'],
    Rows['stands'],
  ];
  return { paths, blobs, records, stands, from: kept.numbers('row from'), until: kept.numbers('row until') };
}

/** One of them. */
export function rowAt({ paths, blobs, records, stands, from, until }: Rows, row: number): Row {
  const textAt = (all: readonly string[]) => all[row] as string;
  const [path, blob, record, stand] = [textAt(paths), textAt(blobs), textAt(records), textAt(stands)];
  return { path, blob, record, stand, from: from[row] as number, until: until[row] as number };
}

/** Rows as columns for keeping. */
export function keptRows(rows: readonly Row[]): Columns {
  return {
    'row paths': rows.map(({ path }) => path),
    'row blobs': rows.map(({ blob }) => blob),
    'row records': rows.map(({ record }) => record),
    'row stands': rows.map(({ stand }) => stand),
    'row from': Float64Array.from(rows, ({ from }) => from),
    'row until': Float64Array.from(rows, ({ until }) => until),
  };
}
