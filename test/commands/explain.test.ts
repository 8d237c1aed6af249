import { beforeAll, describe, expect, test } from 'vitest';
import { incidentExample } from '../../src/core/check/example.ts';
import { tableWords } from '../../src/core/explain/columns/index.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

beforeAll(() => loadBodyTree());

const { path: cwd } = makeRepository({
  'incidents/2026/2026-03-10-checkout-500s.md': incidentExample().text,
  'pager.csv': 'id,opened,severity\nP-1,2026-03-10,sev2\n',
});
const run = async (...argv: string[]) => await runPir(argv, { cwd });
const explain = async (...names: string[]) => {
  const { code, out, err } = await run('explain', ...names);
  return `${code} ${out}${err}`;
};

describe('the columns that commands print are those that are explained', () => {
  test.each([
    ['metrics', '--compare', 'previous', '--from', '2026-02-01'],
    ['metrics', '--restate', 'HEAD'],
    ['repeats', '--basis', 'title'],
    ['audit', 'sample', '--n', '1', '--seed', 's'],
    ['audit', 'reconcile', 'pager.csv'],
  ])('%s %s %s', async (...argv) => {
    const { out } = await run(...argv, '--format', 'json');
    const tables: { name: string; columns: { key: string }[] }[] = JSON.parse(out).tables;
    const known = tables.flatMap(({ name, columns }) => {
      const own = tableWords.find(({ table }) => table === name);
      return own === undefined ? [] : [[name, columns.map(({ key }) => key).sort(), Object.keys(own.columns).sort()]];
    });
    expect(known.length).toBeGreaterThan(1);
    for (const [name, printed, explained] of known) expect(printed, String(name)).toEqual(explained);
  });
});

test('a page says what it is about where several things are called so', async () => {
  const out = await explain('owner');
  expect(out).toMatch(/^0 owner \(rule\)\n/);
  expect(out).toContain('\nowner (field)\n');
  expect(out).toContain('\nowner (word in tables)\n');
  expect(out).toContain('See also incidents.owner,');
});

test('of one thing it does not', async () => {
  expect(await explain('cause-depth')).toMatch(/^0 cause-depth\n/);
  expect(await explain('mttr')).toMatch(/^0 time_to_respond\n/);
  expect(await explain('main', 'line')).toMatch(/^0 main line\n/);
  expect(await explain('missing_end')).toMatch(/^0 missing_end\n─+\n\nexcluded.reason {2}The incident is over/);
});

test('a file of settings is explained key by key', async () => {
  const out = await explain('config');
  expect(out).toMatch(/^0 config\n/);
  expect(out).toMatch(/\nreview_required {2,}The severities that need a review\.\n/);
});

test('what is called nothing leads to the nearest, in a dotted name too', async () => {
  expect(await explain('actons.due')).toMatch(/^2 .*\n {5}Did you mean actions\.due\?\n/);
  expect(await explain('no_case')).toContain('Did you mean no_cause?');
  expect(await explain('overdu')).toContain('Did you mean overdue?');
  expect(await explain('zzzzzzzz')).toContain('Run pir explain for the list.');
});

test('without a name there are tables of everything', async () => {
  const { out } = await run('explain', '--format', 'json');
  const tables: { name: string; rows: { name: string }[] }[] = JSON.parse(out).tables;
  expect(tables.map(({ name }) => name)).toEqual(['rules', 'metrics', 'words', 'fields']);
  const names = (table: number) => tables[table]?.rows.map(({ name }) => name);
  expect(names(2)).toEqual(expect.arrayContaining(['overdue', 'missing_end', 'coverage.on_time']));
  expect(names(3)).toEqual(expect.arrayContaining(['actions.due', 'config.sla.review']));
});

test('what is explained is there for programs too: the rows that are about it', async () => {
  const rowsOf = async (...name: string[]) => {
    const { out } = await run('explain', ...name, '--format', 'json');
    const tables: { name: string; rows: { [key: string]: string }[] }[] = JSON.parse(out).tables;
    return tables.map(
      ({ name, rows }) => `${name}: ${rows.map((row) => row.rule ?? row.metric ?? row.name).join(', ')}`,
    );
  };
  expect(await rowsOf('cause-depth')).toEqual(['rules: cause-depth']);
  expect(await rowsOf('mttr')).toEqual(['metrics: time_to_respond']);
  expect(await rowsOf('main', 'line')).toEqual(['words: main line']);
  expect(await rowsOf('times.started')).toEqual(['fields: times.started']);
  const several = await rowsOf('owner');
  expect(several[0]).toBe('rules: owner');
  expect(several).toContainEqual(expect.stringMatching(/^fields: owner/));
  expect(several).toContainEqual(expect.stringMatching(/^words: owner, .*actions\.owner/));
  // The same as its page has them: every key of a file, of which it is the whole.
  expect((await rowsOf('people')).join()).toMatch(/fields: people\.handle, people\.name/);
  const { out } = await run('explain', 'cause-depth', '--format', 'csv');
  expect(out).toMatch(/^rule,startup,scaleup,enterprise,ripe,clock,reason\ncause-depth,off,warn,error,/);
});
