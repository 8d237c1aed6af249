import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFiles } from './bench/corpus.mjs';
import { makeFolder } from './repository.ts';
import { runPir } from './run-pir.ts';

/** The queries of the page, as they stand there. */
const queries = [
  ...readFileSync(join(import.meta.dirname, '../docs/fleet.md'), 'utf8').matchAll(/```sql\n(.*?)```/gs),
].map(([, sql]) => sql as string);
// What is left to be done in generated records is due in January 2090.
const now = '2090-06-01T12:00:00Z';
const REPOSITORIES = 100;

type Row = { [column: string]: unknown };

const folder = makeFolder();
let duck: DuckDBConnection;

/** What `pir metrics` and `pir actions` say in each repository, by its name. */
const said = new Map<string, { durations: Row[]; counts: Row[]; actions: Row[] }>();

async function ask(sql: string): Promise<Row[]> {
  const reader = await duck.runAndReadAll(sql);
  return reader.getRowObjectsJS();
}

async function run(cwd: string, ...argv: string[]): Promise<string> {
  const { code, out, err } = await runPir(argv, { cwd, now });
  if (code !== 0) throw new Error(`pir ${argv.join(' ')}: exit ${code}\n${err}`);
  return out;
}

const risk = `---
schema: pir/risk@1
id: R-001
title: By hand
category: process/change-management
owner: "@carol"
status: open
treatment: mitigate
assessments: [{ on: 2026-01-10, by: "@carol", likelihood: 3, impact: 4, reason: first }]
actions: [{ id: A1, title: Stop it, owner: TBD, due: 2026-12-01, status: open, kind: prevent }]
---

# By hand
`;

beforeAll(async () => {
  for (let index = 0; index < REPOSITORIES; index++) {
    const name = `team-${index % 7}/service-${index}`;
    const cwd = join(folder, 'repositories', String(index));
    const files = [...corpusFiles({ records: 3 + (index % 9), seed: index + 1, broken: 0.15 })];
    if (index % 3 === 0) files.push(['risks/R-001.md', risk]);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    await run(cwd, 'export', 'parquet', '--out', join(folder, 'facts'), '--repository', name);
    if (index < 10) await run(cwd, 'export', 'jsonl', '--out', join(folder, `facts-${index}`), '--repository', name);
    const tablesOf = async (...argv: string[]) => JSON.parse(await run(cwd, ...argv, '--format', 'json')).tables;
    const [durations, counts] = await tablesOf('metrics');
    const [actions] = await tablesOf('actions');
    said.set(name, { durations: durations.rows, counts: counts.rows, actions: actions.rows });
  }
  duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`SET file_search_path = '${folder}'`);
});

const names = () => [...said.keys()].sort();
const durationOf = (name: string, metric: string): Row =>
  said.get(name)?.durations.find((row) => row.metric === metric) as Row;
const countOf = (name: string, metric: string) => said.get(name)?.counts.find((row) => row.metric === metric)?.value;
/** Seconds of which binary fractions below a microsecond are no part. */
const exact = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value);

describe('docs/fleet.md, over a hundred repositories', () => {
  it('exports each table of each repository', () => {
    const tables = readdirSync(join(folder, 'facts')).filter((name) => !name.startsWith('.'));
    expect(tables.sort()).toEqual(
      ['incidents', 'durations', 'causes', 'actions', 'reviews', 'risks', 'assessments', 'events'].sort(),
    );
    expect(queries).toHaveLength(5);
  });

  it('has the MTTD and MTTR of pir metrics', async () => {
    const rows = await ask(queries[0] as string);
    expect(rows.map(({ repository }) => repository)).toEqual(names());
    for (const row of rows) {
      const name = row.repository as string;
      const [detect, respond] = [durationOf(name, 'time_to_detect'), durationOf(name, 'time_to_respond')];
      expect(
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [key, exact(typeof value === 'bigint' ? Number(value) : value)]),
        ),
        name,
      ).toEqual({
        repository: name,
        incidents: countOf(name, 'incidents'),
        mttd_mean: detect.mean,
        mttd_median: detect.median,
        mttr_mean: respond.mean,
        mttr_median: respond.median,
        mttr_p90: exact(respond.p90),
        mttr_used: respond.used,
      });
    }
    expect(rows.filter(({ mttr_p90 }) => mttr_p90 !== null).length).toBeGreaterThan(10);
  });

  it('has every duration, and how many of how many were used', async () => {
    const rows = await ask(queries[1] as string);
    const expected = names().flatMap((name) =>
      (said.get(name)?.durations ?? [])
        .filter(({ in_scope }) => in_scope !== 0)
        .map(({ metric, used, in_scope, mean }) => `${name} ${metric} ${used} of ${in_scope}: ${mean}`),
    );
    const found = rows.map(
      ({ repository, metric, used, in_scope, mean }) =>
        `${repository} ${metric} ${used} of ${in_scope}: ${exact(mean)}`,
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(rows.some(({ used, in_scope }) => used !== in_scope)).toBe(true);
  });

  it('has the overdue actions of pir actions and of pir metrics', async () => {
    const rows = await ask(queries[2] as string);
    expect(rows.map(({ repository }) => repository)).toEqual(
      names().filter((name) => said.get(name)?.actions.length !== 0),
    );
    let different = 0;
    for (const { repository, overdue, overdue_of_incidents, unowned } of rows) {
      const name = repository as string;
      const actions = said.get(name)?.actions ?? [];
      expect([name, Number(overdue), Number(overdue_of_incidents), Number(unowned)]).toEqual([
        name,
        actions.filter((row) => row.overdue === true).length,
        countOf(name, 'actions_overdue'),
        actions.filter((row) => row.unowned === true).length,
      ]);
      if (overdue !== overdue_of_incidents) different++;
    }
    expect(different).toBeGreaterThan(30);
    expect(rows.filter(({ overdue_of_incidents }) => Number(overdue_of_incidents) > 0).length).toBeGreaterThan(10);
  });

  it('finds root causes that several repositories share', async () => {
    const rows = await ask(queries[3] as string);
    expect(rows.length).toBeGreaterThan(3);
    for (const { repositories, incidents } of rows)
      expect(Number(incidents)).toBeGreaterThanOrEqual(Number(repositories));
  });

  it('says the same from JSON lines', async () => {
    const rows = await ask(queries[4] as string);
    expect(rows.map(({ repository }) => repository)).toEqual([...said.keys()].slice(0, 10).sort());
    for (const { repository, mttd_mean } of rows)
      expect(exact(mttd_mean), repository as string).toEqual(durationOf(repository as string, 'time_to_detect').mean);
  });

  it('has one schema in every file of a table', async () => {
    const rows = await ask(`
      SELECT split_part(replace(file_name, '${folder}/facts/', ''), '/', 1) AS tab, name, count(*) AS files,
        count(DISTINCT concat_ws(' ', type, converted_type, logical_type, repetition_type)) AS types
      FROM parquet_schema('facts/*/*/*.parquet') GROUP BY ALL`);
    const files = await ask(`
      SELECT split_part(replace(file, '${folder}/facts/', ''), '/', 1) AS tab, count(*) AS files FROM glob('facts/*/*/*.parquet') GROUP BY ALL`);
    const filesOf = new Map(files.map(({ tab, files: count }) => [tab, count]));
    expect(rows.length).toBeGreaterThan(100);
    // Lists have elements of the same name.
    for (const { tab, name, files: count, types } of rows) {
      expect([tab, name, types]).toEqual([tab, name, 1n]);
      if (name !== 'list' && name !== 'element') expect([tab, name, count]).toEqual([tab, name, filesOf.get(tab)]);
    }
  });
});
