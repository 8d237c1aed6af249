import { columnsOf, factsOf, factTables } from '../../core/facts/index.ts';
import { filePart } from '../../core/repository-name.ts';
import { parquetBytes } from '../../interop/parquet.ts';
import { byYear, partitionPath, yearOfPath } from '../../interop/year-partitions.ts';
import type { ExportedFile, ExportFormat } from './format.ts';

export const parquet: ExportFormat = {
  name: 'parquet',
  about: 'the same facts as columns, a folder a table and year, for DuckDB, Spark and other engines',
  hasPeriod: true,
  needsFolder: true,
  async write({ facts, name, period, repository }, { earlier }) {
    const tables = factsOf(facts, name, period);
    const part = filePart(name);
    const thisYear = repository.zone.dayOf(repository.asOf).slice(0, 4);
    const files: ExportedFile[] = [];
    for (const { name: table, columns, rows } of tables) {
      const years = byYear(rows);
      // A table without rows is one all the same: a query over all repositories must find it.
      if (years.size === 0) years.set(thisYear, []);
      for (const [year, own] of years)
        files.push({ path: partitionPath(table, year, part), data: await parquetBytes(columns, own) });
    }
    return { files: [...files, ...(await emptied(earlier, files, part))], tables, notes: [], needsHistory: true };
  },
};

/** What moved to another year would be counted twice if the files of the year that it left kept it. */
async function emptied(
  earlier: readonly string[],
  now: readonly ExportedFile[],
  part: string,
): Promise<ExportedFile[]> {
  const paths = new Set(now.map(({ path }) => path));
  const left = earlier.filter((path) => !paths.has(path));
  const files = left.flatMap((path) => {
    const table = factTables.find(({ name }) => yearOfPath(path, name, part) !== undefined);
    return table === undefined ? [] : [{ path, table }];
  });
  return Promise.all(files.map(async ({ path, table }) => ({ path, data: await parquetBytes(columnsOf(table), []) })));
}
