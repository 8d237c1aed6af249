import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../core/check/play.ts';
import { makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { makeReported, REPORTED_AT } from './reported.ts';

const repository = makeReported();
const pir = (argv: readonly string[], cwd = repository.path, now = REPORTED_AT) => runPir(argv, { cwd, now });
const json = async (...argv: string[]) => JSON.parse((await pir([...argv, '--format', 'json'])).out);
type Rows = { [key: string]: unknown }[];
const rowsOf = (report: { tables: { name: string; rows: Rows }[] }, name: string): Rows =>
  report.tables.find((table) => table.name === name)?.rows ?? [];

describe('figures', () => {
  test.each([
    ['2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-09', '2026-09-01', '2026-09-30'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('of %s are those of pir metrics for the same days', async (period, from, to) => {
    const report = await json('report', '--period', period);
    const metrics = await json('metrics', '--from', from, '--to', to, '--compare', 'previous');
    for (const name of ['durations', 'counts', 'excluded', 'comparison']) {
      expect(rowsOf(metrics, name).length, name).toBeGreaterThan(0);
      expect(rowsOf(report, name), name).toEqual(rowsOf(metrics, name));
    }
    const figures = rowsOf(report, 'figures');
    for (const { metric, median, used, in_scope } of rowsOf(metrics, 'durations'))
      expect(figures.find((row) => row.metric === metric)).toMatchObject({ median, used, in_scope });
    for (const note of metrics.notes) expect(report.notes).toContain(note);
  });

  test('repeats, coverage and overdue actions are those of their own commands', async () => {
    const report = await json('report', '--period', '2026-Q3');
    const days = ['--from', '2026-07-01', '--to', '2026-09-30'];
    const repeats = await json('repeats', ...days);
    for (const name of ['repeats', 'recurring', 'preventable'])
      expect(rowsOf(report, name)).toEqual(rowsOf(repeats, name));
    expect(rowsOf(report, 'preventable').map(({ state }) => state)).toContain('overdue');
    expect(rowsOf(report, 'coverage')).toEqual(rowsOf(await json('audit', 'coverage', ...days), 'coverage'));
    expect(rowsOf(report, 'actions_overdue')).toEqual(rowsOf(await json('actions', '--overdue'), 'actions'));
  });

  test('the trend of the quarter is what the quarter says', async () => {
    const report = await json('report', '--period', '2026-Q3');
    const [detected] = rowsOf(report, 'durations');
    const trend = rowsOf(report, 'trend_time_to_detect');
    expect(trend.map(({ period }) => period)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']);
    expect(trend.at(-1)).toMatchObject({ median: detected?.median, used: detected?.used });
    const months = rowsOf(report, 'incidents_over_time');
    expect(months).toHaveLength(12);
    expect(months.reduce((sum, row) => sum + Number(row.incidents), 0)).toBe(16);
  });

  test('a period without --period is all there is, as everywhere', async () => {
    const { tables } = await json('report');
    const durations = rowsOf({ tables }, 'durations');
    expect(durations).toEqual(rowsOf(await json('metrics'), 'durations'));
  });

  test('every table has a name of its own', async () => {
    const names = (await json('report', '--period', '2026-Q3')).tables.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('costs are summed up by currency, to the cent, and never across', async () => {
    expect(rowsOf(await json('report', '--period', '2026-Q3'), 'costs')).toEqual([
      { currency: 'EUR', amount: 4000.2, most: 4000.2, incidents: 1, of: 6 },
      { currency: 'USD', amount: 700, most: 700, incidents: 1, of: 6 },
    ]);
    expect(rowsOf(await json('report', '--from', '2026-01-01', '--to', '2026-09-30'), 'costs')[0]?.amount).toBe(
      16000.3,
    );
  });

  test('targets say what was reached, and nothing where there is no data', async () => {
    const met = rowsOf(await json('report', '--period', '2026-Q3'), 'targets').map(({ metric, met }) => [metric, met]);
    expect(met).toEqual([
      ['MTTD', false],
      ['MTTR (respond)', true],
      ['Incidents', false],
    ]);
    const none = rowsOf(await json('report', '--period', '2026-10'), 'targets').map(({ met }) => met);
    expect(none).toEqual([null, null, true]);
  });
});

describe('the page', () => {
  test('of a quarter', async () => {
    const { out, err, code } = await pir(['report', '--period', '2026-Q3', '--format', 'markdown']);
    expect([err, code]).toEqual(['', 0]);
    await expect(out).toMatchFileSnapshot('../golden/report.md');
  });

  test('of an empty period says "no data", and not 0', async () => {
    const { out, code } = await pir(['report', '--period', '2026-10']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Incidents +none /m);
    expect(out).toMatch(/^MTTD +no data /m);
    expect(out).toMatch(/no data: no incident to measure/);
    expect(out).not.toMatch(/median 0s/);
  });

  test('of a repository without anything is a page all the same', async () => {
    const { out, code } = await pir(['report', '--period', '2026-Q3'], makeRepository({ 'a.txt': '' }).path);
    expect(code).toBe(0);
    expect(out).toMatch(/The figures ask nothing of management this time\./);
    expect(out).toMatch(/No management review was held before/);
  });

  test('asks what the records ask, what may do harm again first, each with where to look', async () => {
    const asked = rowsOf(await json('report', '--period', '2026-Q3'), 'questions');
    const about = (word: RegExp) => asked.find(({ question }) => word.test(String(question)))?.records;
    expect(about(/more than one fix/)).toContain('2026-07-01-cards');
    expect(about(/would have prevented/)).toEqual(['2026-07-01-cards', '2026-04-21-refused/A1']);
    expect(about(/did not work/)).toEqual(['2026-07-01-cards/A1']);
    expect(about(/overdue actions lack/)).toEqual(['2026-04-21-refused/A1', '2026-07-01-cards/A2', '2026-h1/A2']);
    expect(about(/review that is overdue/)).toEqual(['2026-09-09-zone']);
    expect(about(/treatment of these risks/)).toEqual(['R-001']);
    expect(about(/decisions of earlier reviews/)).toEqual(['2026-h1/A2']);
    expect(asked.findIndex(({ question }) => /more than one fix/.test(String(question)))).toBeLessThan(
      asked.findIndex(({ question }) => /overdue actions/.test(String(question))),
    );
  });

  test('is as it was then with --as-of', async () => {
    // Risks, policies and the review were committed on the first of October.
    const report = await json('report', '--period', '2026-Q3', '--as-of', '2026-09-30');
    expect(report.as_of).toBe('2026-09-30T23:59:59Z');
    expect(rowsOf(report, 'risks')).toEqual([]);
    expect(rowsOf(report, 'actions_overdue').map(({ ref }) => ref)).toEqual(['2026-04-21-refused/A1']);
    expect(rowsOf(await json('report', '--period', '2026-Q3'), 'risks')).toHaveLength(1);
  });

  test.each([
    [['--period', '2026-H1'], /Unexpected --period "2026-H1", expected a quarter, a month or a year/],
    [['--period', '2027'], /which begins 2027-01-01, after the as-of day 2026-10-15/],
    [['--period', '2026', '--from', '2026-01-01'], /Unexpected --period together with --from or --to/],
    [['--from', '2026-09-31'], /Unexpected --from "2026-09-31", expected a day/],
    [['--from', '2026-09-30', '--to', '2026-09-01'], /Unexpected --from 2026-09-30 after --to 2026-09-01/],
  ])('refuses %j', async (argv, message) => {
    const { err, code } = await pir(['report', ...argv]);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});

describe('--html', () => {
  test('writes a file named for the period, anew where pir wrote it, and nothing over anything else', async () => {
    const { path, write, commit } = makeReported();
    // Else the page itself would be a change that is not committed, of which it tells.
    write('.gitignore', 'report-*.html\n');
    commit('Leave pages out');
    const file = join(path, 'report-2026-Q3.html');
    expect((await pir(['report', '--period', '2026-Q3', '--html'], path)).out).toBe('create report-2026-Q3.html\n');
    const page = readFileSync(file, 'utf8');
    expect((await pir(['report', '--period', '2026-Q3', '--html'], path)).out).toBe('keep report-2026-Q3.html\n');
    writeFileSync(file, page.replace('<h1>', '<h1>Old '));
    expect((await pir(['report', '--period', '2026-Q3', '--html'], path)).out).toBe('update report-2026-Q3.html\n');
    expect(readFileSync(file, 'utf8')).toBe(page);
    writeFileSync(file, 'mine');
    const refused = await pir(['report', '--period', '2026-Q3', '--html'], path);
    expect(refused.err).toMatch(/Unexpected report-2026-Q3\.html, which stands there already/);
    expect([refused.code, readFileSync(file, 'utf8')]).toEqual([2, 'mine']);
  });

  test('is the format html, with --output as with any format', async () => {
    const { path } = makeReported();
    const out = join(makeFolder(), 'page.html');
    const run = await pir(['report', '--period', '2026-Q3', '--html', '--output', out], path);
    expect([run.code, run.err, existsSync(join(path, 'report-2026-Q3.html'))]).toEqual([0, '', false]);
    const { out: printed } = await pir(['report', '--period', '2026-Q3', '--format', 'html'], path);
    expect(readFileSync(out, 'utf8')).toBe(printed);
  });

  test('of the quarter', async () => {
    const { out } = await pir(['report', '--period', '2026-Q3', '--format', 'html']);
    await expect(out).toMatchFileSnapshot('../golden/report.html');
  });

  test('writes nothing with --dry-run', async () => {
    const { path } = makeReported();
    await pir(['report', '--period', '2026-Q3', '--html', '--record', '--dry-run'], path);
    expect(existsSync(join(path, 'report-2026-Q3.html'))).toBe(false);
    expect(existsSync(join(path, 'management-reviews/2026-q3.md'))).toBe(false);
  });
});

describe('--record', () => {
  const prepared = async () => {
    const { path } = makeReported();
    const run = await pir(['report', '--period', '2026-Q3', '--record'], path);
    expect([run.out, run.code]).toEqual(['create management-reviews/2026-q3.md\n', 0]);
    return { path, text: readFileSync(join(path, 'management-reviews/2026-q3.md'), 'utf8') };
  };
  const check = async (path: string) => {
    const { out } = await pir(['check', 'management-reviews', '--format', 'json'], path);
    return (JSON.parse(out).findings as { rule: string; record: string; message: string }[]).filter(
      ({ record }) => record === '2026-q3',
    );
  };

  test('prepares a review on which no rule speaks, with every input of the clause', async () => {
    const { path, text } = await prepared();
    expect(await check(path)).toEqual([]);
    for (const letter of 'abcdefg') expect(text).toMatch(new RegExp(`item: "?9\\.3\\.2${letter}`));
    expect(text.match(/to be supplied/g)?.length).toBeGreaterThan(4);
    expect(text).toContain('## Attendance and discussion');
    expect(text).toMatch(/test for recurring incidents made on 2026-10-15, 2 candidates/);
    expect(text).toMatch(/## Recurring incidents\n\nTest for recurring .* 2 candidates, process\/change-management/);
  });

  test('the fingerprints are those of the tables that --format json prints', async () => {
    const { text } = await prepared();
    const report = await json('report', '--period', '2026-Q3');
    const told = [...text.matchAll(/source: "([^"]*)"\n +fingerprint: sha256:([0-9a-f]{64})/g)];
    expect(told.length).toBeGreaterThan(10);
    for (const [, source = '', fingerprint] of told) {
      const names = source.slice(source.lastIndexOf(': ') + 2).split(', ');
      const tables = names.map((name) => [name, rowsOf(report, name)]);
      expect(sha256(canonicalize(tables) ?? ''), source).toBe(fingerprint);
    }
  });

  test('is completed by command; its decisions are actions like any other', async () => {
    const { path } = await prepared();
    const by = ['--by', '@cto'];
    const run = async (...argv: string[]) => {
      const { err, code } = await pir([...argv, ...by], path);
      expect([argv.join(' '), code]).toEqual([argv.join(' '), 0]);
      return err;
    };
    expect(await run('set', '2026-q3', 'status', 'held')).toMatch(/lacks: held, attendees, decisions/);
    expect((await check(path)).map(({ message }) => message.slice(0, 40))).toHaveLength(8);
    await run('set', '2026-q3', 'attendees', '[{ who: "@cto", role: top_management }]');
    await run('set', '2026-q3', 'chair', '@cto');
    await run('set', '2026-q3', 'held', '2026-10-14');
    await run('action', 'add', '2026-q3', '--title', 'Fund the limits', '--owner', '@cto', '--kind', 'prevent');
    for (const letter of 'bcdeg') await run('set', '2026-q3', `inputs.9.3.2${letter}`, 'minutes of 14 October');
    expect(await check(path)).toEqual([]);
    await run('action', 'done', '2026-q3/A1', '--evidence', 'https://forge.example/13');
    const { out } = await pir(['actions', '--record', '2026-q3', '--format', 'json'], path);
    expect(JSON.parse(out).tables[0].rows).toMatchObject([{ ref: '2026-q3/A1', status: 'done', owner: '@cto' }]);
    const next = await pir(['report', '--period', '2026-10', '--format', 'json'], path);
    expect(rowsOf(JSON.parse(next.out), 'decisions').map(({ ref }) => ref)).toEqual(['2026-q3/A1', '2026-h1/A2']);
  });

  test('refuses what is no fact of a review, and what has a verb of its own', async () => {
    const { path } = await prepared();
    const set = (...argv: string[]) => pir(['set', '2026-q3', ...argv, '--by', '@cto'], path);
    expect((await set('decisions', '[]')).err).toMatch(/Unexpected field "decisions".*\n.*pir action add/);
    expect((await set('severity', 'sev1')).err).toMatch(/Unexpected field "severity", which management reviews do not/);
    expect((await set('status', 'over')).out).toMatch(/expected one of prepared, held, closed/);
  });

  test('leaves a review that stands already to people', async () => {
    const { path, text } = await prepared();
    const again = await pir(['report', '--period', '2026-Q3', '--record'], path);
    expect([again.code, again.err]).toEqual([
      2,
      expect.stringMatching(/Unexpected review 2026-q3, which stands already/),
    ]);
    expect(readFileSync(join(path, 'management-reviews/2026-q3.md'), 'utf8')).toBe(text);
  });
});

test('long lists are cut on the page and whole in JSON, and the command that lists them is named', async () => {
  const repository = makeRepository();
  const actions = Array.from(
    { length: 40 },
    (_, at) => `  - { id: A${at + 1}, title: Do it, owner: "@bob", due: 2026-08-01, status: open, kind: prevent }\n`,
  );
  const id = '2026-07-05-many';
  repository.write(
    `incidents/2026/${id}.md`,
    `---\nschema: pir/incident@1\nid: ${id}\ntitle: Many\ntype: availability\nseverity: sev3\nstatus: draft\nowner: "@bob"\ntimes: { started: 2026-07-05T10:00:00Z }\nactions:\n${actions.join('')}---\n`,
  );
  const { out } = await pir(['report', '--period', '2026-Q3'], repository.path);
  expect(out.match(new RegExp(`^${id}/A\\d+ +Do it`, 'gm'))).toHaveLength(25);
  expect(out).toMatch(/15 more are not shown: pir actions --overdue lists all of them\./);
  const { tables } = JSON.parse(
    (await pir(['report', '--period', '2026-Q3', '--format', 'json'], repository.path)).out,
  );
  expect(rowsOf({ tables }, 'actions_overdue')).toHaveLength(40);
});
