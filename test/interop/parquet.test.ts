import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { type FactColumn, needed, optional } from '../../src/core/facts/fact-table.ts';
import type { Row } from '../../src/core/report.ts';
import { parquetBytes } from '../../src/interop/parquet.ts';
import { byYear, NO_YEAR, partitionPath, yearOfPath } from '../../src/interop/year-partitions.ts';
import { makeFolder } from '../repository.ts';

const columns: readonly FactColumn[] = [
  ...needed(['id', 'text', 'Id.'], ['is', 'boolean', 'Is.'], ['many', 'count', 'Many.']),
  ...optional(
    ['words', 'text', 'Words.'],
    ['maybe', 'boolean', 'Maybe.'],
    ['moved', 'days', 'Moved.'],
    ['took', 'seconds', 'Took.'],
    ['cost', 'money', 'Cost.'],
    ['on', 'date', 'On.'],
    ['at', 'instant', 'At.'],
    ['list', 'list', 'List.'],
  ),
];
const full: Row = {
  id: 'a',
  is: true,
  many: 4_000_000_000,
  words: 'é 😀 "quoted"',
  maybe: false,
  moved: -3,
  took: 0.123456,
  cost: 12.5,
  on: '2024-02-29',
  at: '2026-11-02T22:59:59.123456Z',
  list: ['x', '', 'z'],
};
const empty: Row = {
  ...Object.fromEntries(columns.map(({ key }) => [key, null])),
  id: 'b',
  is: false,
  many: 0,
  list: [],
};

async function read(...files: readonly (readonly Row[])[]) {
  const folder = makeFolder();
  for (const [index, rows] of files.entries())
    writeFileSync(join(folder, `${index}.parquet`), await parquetBytes(columns, rows));
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run("SET TimeZone = 'Pacific/Chatham'");
  const rows = await duck.runAndReadAll(`SELECT * FROM read_parquet('${folder}/*.parquet') ORDER BY id`);
  const types = await duck.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${folder}/*.parquet')`);
  const epoch = await duck.runAndReadAll(
    `SELECT epoch_us("at") AS us FROM read_parquet('${folder}/*.parquet') ORDER BY id`,
  );
  return {
    rows: rows.getRowObjectsJson(),
    types: Object.fromEntries(types.getRowObjectsJson().map((row) => [row.column_name, row.column_type])),
    micros: epoch.getRowObjectsJS().map(({ us }) => us),
  };
}

const types = {
  id: 'VARCHAR',
  is: 'BOOLEAN',
  many: 'BIGINT',
  words: 'VARCHAR',
  maybe: 'BOOLEAN',
  moved: 'BIGINT',
  took: 'DOUBLE',
  cost: 'DOUBLE',
  on: 'DATE',
  at: 'TIMESTAMP WITH TIME ZONE',
  list: 'VARCHAR[]',
};

it('is read back as it was written, with the types of the columns', async () => {
  const { rows, types: found, micros } = await read([full, empty]);
  expect(found).toEqual(types);
  expect(rows).toEqual([
    { ...full, many: '4000000000', moved: '-3', at: expect.stringContaining('.123456') },
    { ...empty, many: '0' },
  ]);
  // The instant itself, in whatever zone the engine shows it.
  expect(micros).toEqual([BigInt(Date.UTC(2026, 10, 2, 22, 59, 59)) * 1000n + 123_456n, null]);
});

it('has the same types without any value, and without any row', async () => {
  expect((await read([empty])).types).toEqual(types);
  expect((await read([])).types).toEqual(types);
  const { rows } = await read([], [empty], [full]);
  expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
});

it('holds many rows, and gives the same bytes for the same rows', async () => {
  const many = Array.from(
    { length: 3_000 },
    (_, i): Row => ({ ...(i % 3 === 0 ? empty : full), id: String(i).padStart(5, '0') }),
  );
  const { rows } = await read(many);
  expect(rows).toHaveLength(3_000);
  expect(rows.map(({ id, words, list }) => [id, words, list])).toEqual(
    many.map(({ id, words, list }) => [id, words, list]),
  );
  expect(await parquetBytes(columns, many)).toEqual(await parquetBytes(columns, many));
});

it('refuses a row without what a row must have', async () => {
  await expect(parquetBytes(columns, [{ ...full, id: null }])).rejects.toThrow();
});

it('has a folder a year, and one for what has none', () => {
  const row = (day: string | null): Row => ({ day });
  const years = byYear([row('2026-01-01'), row(null), row('2025-12-31'), row('2026-12-31')]);
  expect([...years].map(([year, rows]) => [year, rows.length])).toEqual([
    ['2025', 1],
    ['2026', 2],
    [NO_YEAR, 1],
  ]);
  const path = partitionPath('incidents', '2026', 'village--shops');
  expect(path).toBe('incidents/year=2026/part-village--shops.parquet');
  expect(yearOfPath(path, 'incidents', 'village--shops')).toBe('2026');
  expect(yearOfPath(path.replace('2026', NO_YEAR), 'incidents', 'village--shops')).toBe(NO_YEAR);
  for (const other of [
    `../${path}`,
    path.replace('/y', '/../y'),
    path.replace('village', 'x'),
    path.replace('incidents', 'causes'),
  ])
    expect(yearOfPath(other, 'incidents', 'village--shops')).toBeUndefined();
});
