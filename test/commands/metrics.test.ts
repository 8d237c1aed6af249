import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';

interface Times {
  [name: string]: string;
}

function recordText(id: string, times: Times, more: readonly string[] = []): string {
  const lines = Object.entries(times).map(([name, at]) => `  ${name}: ${at}`);
  const facts = ['schema: pir/incident@1', `id: ${id}`, `title: Title of ${id}`, 'type: availability', 'status: draft'];
  const rest = more.some((line) => line.startsWith('severity')) ? more : ['severity: sev2', ...more];
  return ['---', ...facts, 'owner: "@alice"', 'times:', ...lines, ...rest, '---', '', `# ${id}`, ''].join('\n');
}

/** A folder with these records and this config. */
function folderOf(records: { [id: string]: string }, config = ''): string {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'incidents/2026'), { recursive: true });
  writeFileSync(path.join(folder, 'pir.config.yaml'), config);
  for (const [id, text] of Object.entries(records)) writeFileSync(path.join(folder, `incidents/2026/${id}.md`), text);
  return folder;
}

const checkout = recordText('2026-10-05-checkout', {
  started: '2026-10-05T23:10:00-04:00',
  detected: '2026-10-05T23:50:00-04:00',
  acknowledged: '2026-10-06T03:55:00Z',
  resolved: '2026-10-06T05:50:00Z',
});
const search = recordText('2026-11-02-search', {
  started: '2026-11-02T10:00:00Z',
  detected: '2026-11-02T10:20:00Z',
});
const swapped = recordText('2026-11-05-swapped', {
  started: '2026-11-05T10:00:00Z',
  resolved: '2026-11-05T09:00:00Z',
});
const three = { '2026-10-05-checkout': checkout, '2026-11-02-search': search, '2026-11-05-swapped': swapped };

interface Json {
  complete: boolean;
  tables: { name: string; rows: { [key: string]: unknown }[] }[];
  notes: string[];
  summary: { records: number };
}

async function metrics(cwd: string, ...args: string[]) {
  const { code, out, err } = await runPir(['metrics', '--format', 'json', ...args], { cwd });
  const json = JSON.parse(out) as Json;
  const rows = (name: string) => json.tables.find((table) => table.name === name)?.rows ?? [];
  return { code, err, json, rows };
}

test('durations, counts and what is left out, as the interface says', async () => {
  const { code, json, rows } = await metrics(folderOf(three));
  expect(code).toBe(0);
  expect(json.tables.map(({ name }) => name)).toEqual(['durations', 'counts', 'excluded', 'left_out']);
  const detect = rows('durations')[0] ?? {};
  expect(Object.keys(detect).slice(0, 13)).toEqual(
    'group metric title from to used in_scope mean median p90 min max estimated'.split(' '),
  );
  expect(detect).toMatchObject({ group: 'all', metric: 'time_to_detect', title: 'MTTD', used: 2, mean: 1800 });
  expect(rows('excluded').filter(({ metric }) => metric === 'time_to_recover')).toEqual([
    { record: '2026-11-02-search', metric: 'time_to_recover', reason: 'open', action: null },
    { record: '2026-11-05-swapped', metric: 'time_to_recover', reason: 'impossible_order', action: null },
  ]);
  expect(rows('counts')).toContainEqual(expect.objectContaining({ group: 'all', metric: 'incidents', value: 3 }));
  expect(rows('counts')).toContainEqual(expect.objectContaining({ metric: 'repeat_rate', value: null, of: 0 }));
  expect(rows('left_out')[0]).toEqual({ record: '2026-10-05-checkout', metric: 'repeat_rate', reason: 'no_cause' });
  expect(json.summary.records).toBe(3);
});

test('people read it in 80 columns', async () => {
  const { out } = await runPir(['metrics', '--by', 'severity', '--compare', 'previous'], { cwd: folderOf(three) });
  expect(out).toContain('MTTD: started → detected');
  expect(out).toContain('times in an impossible order');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  const { out: plain } = await runPir(['metrics'], { cwd: folderOf(three) });
  expect(plain).toMatch(/MTTD: started → detected +30m +30m +– +2\/3 +0/);
});

test('only the metrics that are named, by name or by the abbreviation', async () => {
  const { rows } = await metrics(folderOf(three), '--metric', 'MTTR', '--metric', 'incidents');
  expect(rows('durations').map(({ metric }) => metric)).toEqual(['time_to_respond']);
  expect(rows('counts').map(({ metric }) => metric)).toEqual(['incidents']);
  expect(new Set(rows('excluded').map(({ metric }) => metric))).toEqual(new Set(['time_to_respond']));
});

test('the support clock', async () => {
  const day = recordText('2026-11-06-friday', { started: '2026-11-06T16:30:00Z', detected: '2026-11-09T09:30:00Z' });
  const folder = folderOf({ '2026-11-06-friday': day });
  const { rows } = await metrics(folder, '--clock', 'support', '--metric', 'time_to_detect');
  expect(rows('durations')[0]).toMatchObject({ used: 1, mean: 3600 });
});

test('as of a day, later milestones have not happened', async () => {
  const { rows, json } = await metrics(folderOf(three), '--as-of', '2026-10-05', '--metric', 'time_to_respond');
  expect(rows('durations')[0]).toMatchObject({ used: 0, in_scope: 0 });
  expect(json.notes).toContain('no data: no incident to measure');
  const next = await metrics(folderOf(three), '--as-of', '2026-10-06T05:00:00Z', '--metric', 'time_to_respond');
  expect(next.rows('excluded')).toEqual([
    { record: '2026-10-05-checkout', metric: 'time_to_respond', reason: 'open', action: null },
  ]);
});

test('what cannot be read is named, and a refused time is no missing one', async () => {
  const broken = search.replace('detected: 2026-11-02T10:20:00Z', 'detected: 2026-11-02 10:20');
  const { code, json, rows } = await metrics(folderOf({ 'no-record': '# nothing\n', '2026-11-02-search': broken }));
  expect(code).toBe(0);
  expect(json.notes.join()).toContain('incidents/2026/no-record.md was left out');
  expect(rows('excluded')).toContainEqual({
    record: '2026-11-02-search',
    metric: 'time_to_detect',
    reason: 'invalid_record',
    action: null,
  });
});

test('without a period, the current quarter is compared with as many days of the one before', async () => {
  const { rows, json } = await metrics(folderOf(three), '--compare', 'previous', '--metric', 'incidents');
  expect(json.tables.at(-1)).toMatchObject({
    name: 'comparison',
    title: 'Compared: 2026-07-01 to 2026-08-21 and 2026-10-01 to 2026-12-31',
  });
  expect(Object.keys(rows('comparison')[0] ?? {}).slice(0, 7)).toEqual(
    'metric before after change low high verdict'.split(' '),
  );
  expect(rows('comparison')[0]).toMatchObject({ metric: 'incidents', before: 0, after: 3, verdict: null });
});

describe('wrong use is exit 2 and says what is right', () => {
  const cases: readonly (readonly [args: string[], says: RegExp])[] = [
    [['--metric', 'lead_time'], /Unexpected metric "lead_time", expected one of time_to_detect, .*incidents/],
    [['--from', '2026-02-30'], /Unexpected --from "2026-02-30", expected a day/],
    [['--from', '2026-03-02', '--to', '2026-03-01'], /Unexpected --from 2026-03-02 after --to 2026-03-01/],
    [['--from', '2027-01-01'], /after the as-of day 2026-11-21/],
    [['--to', '2026-01-01', '--compare', 'previous'], /--to without --from/],
    [['--from', '2027-01-01', '--to', '2027-03-31', '--compare', 'previous'], /after the as-of day/],
    [['--by', 'owner'], /owner/],
  ];
  test.each(cases)('%j', async (args, says) => {
    const { code, out, err } = await runPir(['metrics', ...args], { cwd: folderOf(three) });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  test('a mistyped year is no reason for thousands of rows', async () => {
    const typo = search.replaceAll('2026-11-02T', '0226-11-02T');
    const { code, err } = await runPir(['metrics', '--by', 'month'], { cwd: folderOf({ '2026-11-02-search': typo }) });
    expect(code).toBe(2);
    expect(err).toContain('Look at the times of 2026-11-02-search');
  });
});

describe('the machine', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    process.env.TZ = zone;
  });

  test('its time zone changes no byte', async () => {
    const folder = folderOf(three, 'timezone: Europe/Berlin\n');
    const runs = new Map<string, string>();
    const offsets = new Set<number>();
    for (const name of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      process.env.TZ = name;
      offsets.add(new Date(0).getTimezoneOffset());
      for (const format of ['json', 'human', 'csv']) {
        const { out } = await runPir(['metrics', '--by', 'month', '--format', format], { cwd: folder });
        expect(runs.get(format) ?? out).toBe(out);
        runs.set(format, out);
      }
    }
    expect(offsets.size).toBe(3);
    expect(runs.get('json')).toContain('2026-10');
  });
});
