import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import parsePrometheus from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import { replay } from '../../examples/replay.mjs';
import { expectPrintable } from '../hostile/check-everywhere.ts';
import { faultsOf } from '../interop/open-metrics-grammar.ts';
import { commandsIn } from '../reporters/runner.ts';
import { makeFolder, makeRepository } from '../repository.ts';
import { runPir, type Surroundings } from '../run-pir.ts';

const now = '2026-11-02T12:00:00Z';
const id = '2026-10-01-down';
const incident = (more = '', name = id) =>
  `---\nschema: pir/incident@1\nid: ${name}\ntitle: Down\ntype: availability\nseverity: sev2\nstatus: in_review\nowner: "@alice"\ntimes: { started: 2026-10-01T10:00:00Z, detected: 2026-10-01T10:10:00Z, resolved: 2026-10-01T11:10:00Z }\nactions: [{ id: A1, title: "=Guard it", owner: "@bob", due: 2026-10-20, status: open, kind: prevent }]\n${more}---\n\n# Down\n`;
const path = `incidents/2026/${id}.md`;

const pir = (cwd: string, argv: string, more: Partial<Surroundings> = {}) =>
  runPir(argv.split(' '), { cwd, now, ...more });
const tree = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const read = (...names: string[]) => readFileSync(join(...names), 'utf8');

function organisation(): string {
  const cwd = makeFolder();
  replay(cwd);
  return cwd;
}

async function tablesOf(cwd: string, argv: string): Promise<{ name: string; rows: { [key: string]: unknown }[] }[]> {
  const { out } = await pir(cwd, `${argv} --format json`);
  return JSON.parse(out).tables;
}

describe('pir export', () => {
  it('names what it cannot do with what it was given', async () => {
    const cwd = makeRepository({ [path]: incident() }).path;
    const asked = async (argv: string) => {
      const { code, out, err } = await pir(cwd, `export ${argv}`);
      expect([code, out]).toEqual([2, '']);
      return err.split('\n')[0];
    };
    expect(await asked('xml')).toBe(
      'pir: Unexpected format "xml", expected one of csv, jsonl, oscal-poam, openmetrics, ics, parquet',
    );
    expect(await asked('csv')).toBe('pir: Unexpected pir export csv without --out: it is several files');
    expect(await asked('parquet')).toBe('pir: Unexpected pir export parquet without --out: it is several files');
    expect(await asked('ics --from 2026-01-01')).toBe('pir: Unexpected --from for ics, which is of one moment');
    expect(await asked('jsonl --to soon')).toBe('pir: Unexpected --to "soon", expected a day');
    expect(await asked('jsonl --from 2026-02-01 --to 2026-01-01')).toContain('Unexpected --from 2026-02-01 after --to');
    expect(await asked('jsonl --oscal-version 1.2.1')).toBe('pir: Unexpected --oscal-version for jsonl');
    expect(await asked('jsonl --repository ../etc')).toContain('Unexpected --repository "../etc"');
    expect(await asked(`jsonl --out ${path}`)).toContain('which is no folder');
    expect(tree(cwd).filter((name) => !name.startsWith('.git/'))).toEqual([path]);
  });

  it('calls the repository by its remote, else by its folder, and never by a path', async () => {
    const repository = makeRepository({ [path]: incident() }, { path: join(makeFolder(), 'My shops') });
    const nameOf = async (argv = '') =>
      JSON.parse((await pir(repository.path, `export jsonl${argv}`)).out.split('\n')[0] as string).repository;
    expect(await nameOf()).toBe('My-shops');
    repository.git('remote', 'add', 'origin', 'https://ada:t0ken@forge.example/village/shops.git');
    expect(await nameOf()).toBe('village/shops');
    expect(await nameOf(' --repository payments')).toBe('payments');
  });

  it('prints what is one text, and says on the other channel what is left out', async () => {
    const cwd = makeRepository({ [path]: incident(), 'incidents/2026/broken.md': '# No frontmatter\n' }).path;
    const { code, out, err } = await pir(cwd, 'export jsonl');
    expect(code).toBe(0);
    for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('table');
    expect(err).toContain('note: incidents/2026/broken.md was left out');
    expect((await pir(cwd, 'export jsonl --quiet')).err).toBe('');
  });

  it('says of the same commit the same, in a clone in another folder', async () => {
    const cwd = organisation();
    const clone = join(makeFolder(), 'elsewhere');
    makeRepository().git('clone', '--quiet', cwd, clone);
    for (const format of ['jsonl', 'oscal-poam', 'openmetrics', 'ics']) {
      const argv = `export ${format} --repository shops --as-of 2026-10-31`;
      const [here, there] = [await pir(cwd, argv), await pir(clone, argv, { now: '2027-01-01T00:00:00Z' })];
      expect(here.out.length, format).toBeGreaterThan(1_000);
      expect(there.out, format).toBe(here.out);
    }
  });

  it('exports an earlier moment as it was then', async () => {
    const cwd = organisation();
    const early = await tablesOf(cwd, 'export jsonl --as-of 2026-01-31');
    const incidents = early.find(({ name }) => name === 'incidents')?.rows ?? [];
    expect(incidents.map((row) => row.day)).toEqual(['2025-11-12', '2025-12-03', '2025-12-19', '2026-01-14']);
    const events = early.find(({ name }) => name === 'events')?.rows ?? [];
    expect(events.length).toBeGreaterThan(10);
    expect(events.every(({ merged_at }) => String(merged_at) < '2026-02-01')).toBe(true);
  });

  it('outside git, and before the first commit, has everything but history, and says so', async () => {
    const cwd = makeFolder();
    mkdirSync(join(cwd, 'incidents/2026'), { recursive: true });
    writeFileSync(join(cwd, path), incident());
    const { code, out, err } = await pir(cwd, 'export jsonl');
    expect(code).toBe(0);
    expect(out).not.toContain('"table":"events"');
    expect(err).toContain('note: nothing from the history of git.');
  });

  it('in a shallow clone has everything but history, and is not complete', async () => {
    const cwd = organisation();
    const clone = join(makeFolder(), 'shallow');
    makeRepository().git('-c', 'protocol.file.allow=always', 'clone', '--quiet', '--depth=1', `file://${cwd}`, clone);
    const { code, out, err } = await pir(clone, 'export jsonl');
    expect(code).toBe(4);
    expect(out).toContain('"table":"incidents"');
    expect(out).not.toContain('"table":"events"');
    expect(err).toMatch(/what git has was left out.*fetch/);
    // Gauges have no events in them.
    expect((await pir(clone, 'export openmetrics')).code).toBe(0);
  });
});

describe('what an export prints', () => {
  it.each(['jsonl', 'oscal-poam', 'openmetrics', 'ics'])(
    'as %s is harmless on a terminal and in a build log',
    async (format) => {
      const loud = '::error::x ##[error]y \\u001b[31m \\u009b2J \\u202e <b>|z =1+1';
      const { path: cwd } = makeRepository({
        [path]: incident(`impact: { summary: "${loud}" }\n`)
          .replace('title: Down', `title: "${loud}"`)
          .replace('=Guard it', loud),
      });
      const { code, out } = await pir(cwd, `export ${format}`);
      expect(code).toBe(0);
      expect(out.length).toBeGreaterThan(500);
      expectPrintable(out.replaceAll('\r\n', '\n'), format);
      expect(commandsIn(out)).toEqual([]);
    },
  );
});

describe('the folder of an export', () => {
  const shops = () => makeRepository({ [path]: incident() });

  it('is made, and what it holds is said', async () => {
    const { path: cwd } = shops();
    const dry = await pir(cwd, 'export csv --out a/b --repository shops --dry-run');
    expect(dry.out).toContain('create a/b/risks.csv');
    expect(existsSync(join(cwd, 'a'))).toBe(false);
    const { code, out } = await pir(cwd, 'export csv --out a/b --repository shops');
    expect(code).toBe(0);
    expect(out).toBe(dry.out);
    expect(tree(join(cwd, 'a/b'))).toEqual([
      '.pir-export-shops.json',
      'acknowledgements.csv',
      'corrective-actions.csv',
      'incidents.csv',
      'risks.csv',
    ]);
  });

  it('outside the repository is called as it was named', async () => {
    const out = join(makeFolder(), 'registers');
    const { code, out: said } = await pir(shops().path, `export ics --out ${out} --repository village/shops`);
    expect(code).toBe(0);
    expect(said).toContain(`create ${out}/pir-village--shops.ics`);
  });

  it('is written over where an earlier export has left it so, and nowhere else', async () => {
    const repository = shops();
    const argv = 'export csv --out out --repository shops';
    await pir(repository.path, argv);
    expect((await pir(repository.path, argv)).out).toContain('keep out/incidents.csv');
    repository.write(path, incident().replace('title: Down', 'title: Up'));
    expect((await pir(repository.path, argv)).out).toContain('update out/incidents.csv');
    expect(read(repository.path, 'out/incidents.csv')).toContain(',Up,');
    repository.write('out/incidents.csv', 'mine\n');
    const refused = await pir(repository.path, argv);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining('Unexpected 1 file in the way, not as an export of shops left it: out/incidents.csv'),
    ]);
    expect(read(repository.path, 'out/incidents.csv')).toBe('mine\n');
    expect((await pir(repository.path, `${argv} --force`)).code).toBe(0);
    expect(read(repository.path, 'out/incidents.csv')).toContain(',Up,');
    expect((await pir(repository.path, argv)).out).not.toMatch(/create|update/);
  });

  it('keeps what stood there before, other formats and other repositories', async () => {
    const repository = shops();
    repository.write('out/risks.csv', 'mine\n');
    const refused = await pir(repository.path, 'export csv --out out --repository shops');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('out/risks.csv')]);
    expect(tree(join(repository.path, 'out'))).toEqual(['risks.csv']);
    expect((await pir(repository.path, 'export ics --out out --repository shops')).code).toBe(0);
    expect((await pir(repository.path, 'export openmetrics --out out --repository shops')).code).toBe(0);
    expect((await pir(repository.path, 'export openmetrics --out out --repository fields')).code).toBe(0);
    expect(tree(join(repository.path, 'out'))).toEqual([
      '.pir-export-fields.json',
      '.pir-export-shops.json',
      'pir-fields.prom',
      'pir-shops.ics',
      'pir-shops.prom',
      'risks.csv',
    ]);
    expect(Object.keys(JSON.parse(read(repository.path, 'out/.pir-export-shops.json')).files)).toEqual([
      'pir-shops.ics',
      'pir-shops.prom',
    ]);
  });

  it('is not shared by two names that are one in files', async () => {
    const { path: cwd } = shops();
    await pir(cwd, 'export ics --out out --repository village/shops');
    const { code, err } = await pir(cwd, 'export ics --out out --repository village--shops');
    expect([code, err]).toEqual([2, expect.stringContaining('Unexpected export of village/shops in the same folder')]);
  });

  it('is refused where its list cannot be read, and where links lead out', async () => {
    const repository = shops();
    repository.write('out/.pir-export-shops.json', '[]');
    const { code, err } = await pir(repository.path, 'export ics --out out --repository shops');
    expect([code, err]).toEqual([2, expect.stringContaining('which is no list that an export left')]);
    const other = makeFolder();
    symlinkSync(other, join(repository.path, 'link'));
    expect((await pir(repository.path, 'export ics --out link --repository shops')).code).toBe(2);
    symlinkSync(join(other, 'x'), join(repository.path, 'out/pir-fields.ics'));
    expect((await pir(repository.path, 'export ics --out out --repository fields --force')).code).toBe(2);
    expect(readdirSync(other)).toEqual([]);
  });
});

describe('pir export csv', () => {
  it('has the registers of an organisation, as the commands have them', async () => {
    const cwd = organisation();
    await pir(cwd, 'export csv --out out');
    const rows = (name: string): { [key: string]: string }[] => parse(read(cwd, `out/${name}.csv`), { columns: true });
    const [actions] = await tablesOf(cwd, 'actions');
    expect(rows('corrective-actions').map(({ ref }) => ref)).toEqual(actions?.rows.map(({ ref }) => ref).sort());
    expect(rows('corrective-actions').filter(({ overdue }) => overdue === 'true').length).toBe(
      actions?.rows.filter(({ overdue }) => overdue).length,
    );
    const [incidents] = await tablesOf(cwd, 'list');
    expect(rows('incidents').map((row) => row.id)).toEqual(incidents?.rows.map((row) => row.id).sort());
    expect(rows('risks').map((row) => row.id)).toEqual(['R-001', 'R-002', 'R-003', 'R-004']);
    expect(read(cwd, 'out/acknowledgements.csv')).toMatch(/^policy,version,person,/);
  });

  it('has no formula', async () => {
    const { path: cwd } = makeRepository({ [path]: incident() });
    await pir(cwd, 'export csv --out out');
    expect(read(cwd, 'out/corrective-actions.csv')).toContain(",'=Guard it,");
  });
});

describe('pir export jsonl', () => {
  it('gives the figures of pir metrics, those from git too', async () => {
    const cwd = organisation();
    const rows = (await pir(cwd, 'export jsonl')).out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (table: string) => rows.filter((row) => row.table === table);
    const [durations, counts] = await tablesOf(cwd, 'metrics');
    const mean = (values: number[]) =>
      values.length === 0 ? null : Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 1e6) / 1e6;
    const known = (values: unknown[]) => values.filter((value): value is number => value !== null);
    const counted = of('incidents').filter(({ is_counted }) => is_counted);
    for (const { metric, used, in_scope, mean: expected } of durations?.rows ?? []) {
      const own = of('durations').filter((row) => row.metric === metric && row.in_scope);
      const seconds = known(own.map((row) => row.seconds));
      expect([metric, seconds.length, own.length, mean(seconds)]).toEqual([metric, used, in_scope, expected]);
      if (String(metric).startsWith('time_to_'))
        expect([metric, mean(known(counted.map((row) => row[String(metric)])))]).toEqual([metric, expected]);
    }
    const actions = of('actions').filter(({ is_counted }) => is_counted);
    const durationOf = (name: string) => durations?.rows.find(({ metric }) => metric === name)?.mean;
    expect(mean(known(actions.map(({ lead_time }) => lead_time)))).toBe(durationOf('action_lead_time'));
    expect(
      mean(known(actions.map(({ slip_days }) => slip_days).map((days) => (days === null ? null : days * 86_400)))),
    ).toBe(durationOf('action_slip'));
    const countOf = (name: string) => counts?.rows.find(({ metric }) => metric === name)?.value;
    const sum = (values: unknown[]) =>
      values.filter((value) => value === true || (typeof value === 'string' && value !== '')).length;
    expect({
      incidents: counted.length,
      incidents_open: counted.filter(({ is_resolved }) => !is_resolved).length,
      reviewed: sum(counted.map(({ reviewed }) => reviewed)),
      review_required: sum(counted.map(({ review_required }) => review_required)),
      review_on_time: sum(counted.map(({ review_on_time }) => review_on_time)),
      actions: actions.length,
      actions_overdue: sum(actions.map(({ overdue }) => overdue)),
      actions_done: actions.filter(({ status }) => status === 'done' || status === 'verified').length,
      repeats: sum(counted.map(({ repeats }) => repeats)),
    }).toEqual({
      incidents: countOf('incidents'),
      incidents_open: countOf('incidents_open'),
      reviewed: countOf('reviewed'),
      review_required: countOf('review_required'),
      review_on_time: countOf('review_on_time'),
      actions: countOf('actions'),
      actions_overdue: countOf('actions_overdue'),
      actions_done: countOf('actions_done'),
      repeats: countOf('repeats'),
    });
  });

  it('has what happened to records that are gone', async () => {
    const repository = makeRepository({ [path]: incident() });
    repository.git('rm', '--quiet', path);
    repository.commit('Remove it', { date: '2026-10-12T10:00:00Z' });
    const rows = (await pir(repository.path, 'export jsonl')).out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.filter(({ table }) => table === 'incidents')).toEqual([]);
    expect(rows.find(({ table, kind }) => table === 'events' && kind === 'removed')).toMatchObject({
      record: id,
      record_kind: 'incident',
      day: '2026-10-12',
      author: 'Alex Example',
    });
  });

  it('has the days that were asked for', async () => {
    const cwd = organisation();
    const tables = await tablesOf(cwd, 'export jsonl --from 2026-01-01 --to 2026-03-31');
    const days = tables.flatMap(({ rows }) => rows.map(({ day }) => String(day)));
    expect(days.length).toBeGreaterThan(50);
    expect(days.every((day) => day >= '2026-01-01' && day <= '2026-03-31')).toBe(true);
    const [durations] = await tablesOf(cwd, 'metrics --from 2026-01-01 --to 2026-03-31');
    const own = tables
      .find(({ name }) => name === 'durations')
      ?.rows.filter(({ metric, in_scope }) => metric === 'time_to_detect' && in_scope);
    expect(own?.length).toBe(durations?.rows.find(({ metric }) => metric === 'time_to_detect')?.in_scope);
  });
});

describe('pir export parquet', () => {
  it('is what jsonl is, for an engine', async () => {
    const cwd = organisation();
    await pir(cwd, 'export parquet --out out --repository shops');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const tables = await tablesOf(cwd, 'export jsonl --repository shops');
    for (const { name, rows } of tables) {
      const reader = await duck.runAndReadAll(
        `SELECT count(*) AS n, count(DISTINCT repository) AS r FROM read_parquet('${cwd}/out/${name}/*/*.parquet', hive_partitioning = true) WHERE year = year("day") OR "day" IS NULL`,
      );
      expect([name, reader.getRowObjectsJS()[0]]).toEqual([name, { n: BigInt(rows.length), r: 1n }]);
    }
  });

  it('leaves nothing behind where something moved to another year', async () => {
    const repository = makeRepository({
      [path]: incident(),
      'incidents/2026/2026-10-02-up.md': incident('', '2026-10-02-up'),
    });
    const argv = 'export parquet --out out --repository shops';
    await pir(repository.path, argv);
    repository.write(path, incident().replace(/2026-10-01T/g, '2025-10-01T'));
    repository.write(
      'incidents/2026/2026-10-02-up.md',
      incident('', '2026-10-02-up').replace(/2026-10-01T/g, '2025-10-01T'),
    );
    expect((await pir(repository.path, argv)).out).toContain('update out/incidents/year=2026/part-shops.parquet');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await duck.runAndReadAll(
      `SELECT year, count(*) AS n FROM read_parquet('${repository.path}/out/incidents/*/*.parquet', hive_partitioning = true) GROUP BY year`,
    );
    expect(reader.getRowObjectsJS()).toEqual([{ year: 2025n, n: 2n }]);
    expect((await pir(repository.path, argv)).out).not.toMatch(/create|update/);
  });
});

describe('pir export oscal-poam', () => {
  it('is of the version that was asked for', async () => {
    const { path: cwd } = makeRepository({ [path]: incident() });
    const versionOf = async (argv: string) =>
      JSON.parse((await pir(cwd, `export oscal-poam${argv}`)).out)['plan-of-action-and-milestones'].metadata[
        'oscal-version'
      ];
    expect(await versionOf('')).toBe('1.1.3');
    expect(await versionOf(' --oscal-version 1.2.1')).toBe('1.2.1');
  });

  it('is of the moment that it is of', async () => {
    const { out } = await pir(organisation(), 'export oscal-poam --as-of 2026-04-30');
    expect(JSON.parse(out)['plan-of-action-and-milestones'].metadata['last-modified']).toBe('2026-04-30T21:59:59Z');
  });

  it('is refused where a link leads nowhere', async () => {
    const { path: cwd } = makeRepository({ [path]: incident('risks: [{ id: R-009, effect: new }]\n') });
    const { code, out, err } = await pir(cwd, 'export oscal-poam --out out');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`${id} links the risk R-009, which no record has`);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('is no file where nothing is open, and says which is of an earlier moment', async () => {
    const repository = makeRepository({ [path]: incident() });
    expect((await pir(repository.path, 'export oscal-poam --out out')).out).toContain('create out/oscal-poam.json');
    repository.write(path, incident().replace('status: open', 'status: cancelled'));
    const { code, out } = await pir(repository.path, 'export oscal-poam --out out');
    expect(code).toBe(0);
    expect(out).toContain('nothing to write: no risk is open and no action unfinished');
    expect(out).toContain('oscal-poam.json is of an earlier moment: remove it');
    const printed = await pir(repository.path, 'export oscal-poam');
    expect([printed.code, printed.out, printed.err]).toEqual([0, '', expect.stringContaining('nothing to write')]);
  });
});

describe('pir export openmetrics', () => {
  it('has the figures of pir metrics and pir actions', async () => {
    const cwd = organisation();
    const { out } = await pir(cwd, 'export openmetrics --repository village/shops');
    expect(faultsOf(out)).toEqual([]);
    const families = new Map(parsePrometheus(out).map((family) => [family.name, family.metrics]));
    const valueIn = (name: string, ...labels: [string, string][]) => {
      const found = families
        .get(name)
        ?.find((metric) => labels.every(([label, value]) => metric.labels?.[label] === value));
      return found === undefined ? null : Number(found.value);
    };
    const [durations, counts] = await tablesOf(cwd, 'metrics');
    for (const row of durations?.rows ?? [])
      for (const stat of ['mean', 'median', 'p90', 'min', 'max'])
        expect([row.metric, stat, valueIn(`pir_${row.metric}_seconds`, ['stat', stat])]).toEqual([
          row.metric,
          stat,
          row[stat],
        ]);
    for (const row of counts?.rows ?? [])
      expect([row.metric, valueIn(`pir_${row.metric}`)]).toEqual([row.metric, row.value]);
    const [actions] = await tablesOf(cwd, 'actions');
    expect(valueIn('pir_register_actions', ['state', 'overdue'])).toBe(
      actions?.rows.filter(({ overdue }) => overdue).length,
    );
    expect([...families.values()].flat().every(({ labels }) => labels?.repository === 'village/shops')).toBe(true);
  });

  it('has the figures of a period', async () => {
    const cwd = organisation();
    const { out } = await pir(cwd, 'export openmetrics --from 2026-01-01 --to 2026-03-31 --repository a');
    const [, counts] = await tablesOf(cwd, 'metrics --from 2026-01-01 --to 2026-03-31');
    expect(out).toContain(
      `pir_incidents{repository="a"} ${counts?.rows.find(({ metric }) => metric === 'incidents')?.value}\n`,
    );
  });
});

describe('pir export ics', () => {
  it('has every open action of an organisation by its due day', async () => {
    const cwd = organisation();
    const { out } = await pir(cwd, 'export ics');
    const todos = new ICAL.Component(ICAL.parse(out)).getAllSubcomponents('vtodo');
    const due = new Set(
      todos.map((todo) => `${todo.getFirstPropertyValue('due')} ${todo.getFirstPropertyValue('summary')}`),
    );
    const [actions] = await tablesOf(cwd, 'actions --open');
    expect(actions?.rows.length).toBeGreaterThan(4);
    for (const row of actions?.rows ?? []) expect(due).toContain(`${row.due} ${row.title}`);
  });
});
