import type { Row } from '../core/report.ts';

/** How Hive, and every engine that reads its folders, writes "no value". */
export const NO_YEAR = '__HIVE_DEFAULT_PARTITION__';

/** Rows by the year of their day, in order of year, those without one last. */
export function byYear(rows: readonly Row[]): Map<string, Row[]> {
  const years = new Map<string, Row[]>();
  for (const row of rows) {
    const year = typeof row.day === 'string' ? row.day.slice(0, 4) : NO_YEAR;
    const known = years.get(year);
    if (known === undefined) years.set(year, [row]);
    else known.push(row);
  }
  return new Map([...years].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The year of such a path, undefined for any other: a list of files may say anything. */
export function yearOfPath(path: string, table: string, part: string): string | undefined {
  const [, year] = /\/year=(\d{4}|__HIVE_DEFAULT_PARTITION__)\//.exec(path) ?? [];
  return year !== undefined && path === partitionPath(table, year, part) ? year : undefined;
}

/** `incidents/year=2026/part-payments.parquet` */
export function partitionPath(table: string, year: string, part: string): string {
  return `${table}/year=${year}/part-${part}.parquet`;
}
