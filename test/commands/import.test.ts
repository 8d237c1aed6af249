import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const down = `---
title: Checkout down
date: 2021-06-01 10:00:00
resolved: true
resolvedWhen: 2021-06-01 11:30:00
# Possible severity levels: down, disrupted, notice
severity: down
affected:
  - checkout
section: issue
---

*Update* — we are on it.
`;
const backwards = down.replace('2021-06-01 11:30:00', '2021-05-31 11:30:00').replace('2021-06-01 10', '2021-06-02 10');

interface Imported {
  code: number;
  err: string;
  rows: { path: string; record: string | null; result: string; remarks: number }[];
  remarks: { path: string; line: number; field: string | null; remark: string; kept: string | null }[];
  files: { path: string; action: string }[];
  notes: string[];
}

async function runImport(repository: Repository, ...args: string[]): Promise<Imported> {
  const cwd = repository.path;
  const { code, out, err } = await runPir(['import', ...args, '--format', 'json'], { cwd });
  if (out === '') return { code, err, rows: [], remarks: [], files: [], notes: [] };
  const report = JSON.parse(out);
  const rowsOf = (name: string) => report.tables.find((table: { name: string }) => table.name === name).rows;
  return { code, err, rows: rowsOf('imported'), remarks: rowsOf('remarks'), files: report.files, notes: report.notes };
}

async function checkJson(repository: Repository) {
  const { code, out } = await runPir(['check', '--format', 'json'], { cwd: repository.path });
  const { findings } = JSON.parse(out) as { findings: { rule: string; record: string; baselined: boolean }[] };
  return { code, open: findings.filter((finding) => !finding.baselined), held: findings.length };
}

describe('pir import', () => {
  it('makes drafts that say nothing that the files do not say', async () => {
    const repository = makeRepository({ 'old/a.md': down });
    const { code, rows, remarks, files } = await runImport(repository, 'old', '--map', 'cstate');
    expect([code, remarks]).toEqual([0, []]);
    expect(rows).toEqual([{ path: 'old/a.md', record: '2021-06-01-checkout-down', result: 'made', remarks: 0 }]);
    expect(files).toEqual([
      { path: '.pir/baseline.json', action: 'create' },
      { path: 'incidents/2021/2021-06-01-checkout-down.md', action: 'create' },
    ]);
    const text = readFileSync(join(repository.path, 'incidents/2021/2021-06-01-checkout-down.md'), 'utf8');
    expect(text.replace(/sha256: .*/, 'sha256: … }')).toBe(`---
schema: pir/incident@1
id: 2021-06-01-checkout-down
title: Checkout down
type: availability
severity: sev1
status: draft
owner: null
services: [checkout]
times:
  started: "2021-06-01T10:00:00Z"
  resolved: "2021-06-01T11:30:00Z"
x_imported: { from: old/a.md, sha256: … }
---

*Update* — we are on it.
`);
  });

  it('leaves a team with nothing to mend but what no baseline holds', async () => {
    const repository = makeRepository({ 'old/a.md': down, 'old/b.md': backwards });
    const { notes } = await runImport(repository, 'old', '--map', 'cstate');
    expect(notes.join('\n')).toContain('pir check will name what no baseline holds: time-order (1)');
    const { code, open, held } = await checkJson(repository);
    expect(open.map(({ rule, record }) => [rule, record])).toEqual([['time-order', '2021-06-02-checkout-down']]);
    expect([code, held > 4]).toEqual([1, true]);
  });

  it('holds no secret in the baseline', async () => {
    const key = ['AKIA', 'IOSFODNN7', 'EXAMPLQ'].join('');
    const secret = ['wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYzzzzzzzKEY'].join('');
    const leak = `${down}\nAWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\n`;
    const repository = makeRepository({ 'old/a.md': leak });
    await runImport(repository, 'old', '--map', 'cstate');
    const { open } = await checkJson(repository);
    expect(new Set(open.map(({ rule }) => rule))).toEqual(new Set(['secret']));
  });

  it('adds to a baseline only what is about its own records', async () => {
    const repository = makeRepository({ 'old/a.md': down });
    await runImport(repository, 'old', '--map', 'cstate');
    const before = JSON.parse(readFileSync(join(repository.path, '.pir/baseline.json'), 'utf8')).findings;
    // A record that gets worse after its import has no shelter.
    const record = 'incidents/2021/2021-06-01-checkout-down.md';
    repository.write(record, readFileSync(join(repository.path, record), 'utf8').replace('sev1', 'sev9'));
    repository.write('old/b.md', down.replaceAll('2021-06-01', '2021-07-01'));
    await runImport(repository, 'old', '--map', 'cstate');
    const after = JSON.parse(readFileSync(join(repository.path, '.pir/baseline.json'), 'utf8')).findings;
    expect(after.filter((entry: { record: string }) => entry.record.startsWith('2021-06'))).toEqual(before);
    expect(after).toHaveLength(2 * before.length);
    expect((await checkJson(repository)).open.map(({ rule }) => rule)).toEqual(['reference']);
  });

  it('can be repeated: what was imported is passed over, what is new gets the next free id', async () => {
    const repository = makeRepository({ 'old/a.md': down });
    await runImport(repository, 'old', '--map', 'cstate');
    repository.write('old/b.md', down.replace('on it', 'still on it'));
    const again = await runImport(repository, 'old', '--map', 'cstate');
    expect(again.rows).toEqual([
      { path: 'old/a.md', record: '2021-06-01-checkout-down', result: 'known', remarks: 0 },
      { path: 'old/b.md', record: '2021-06-01-checkout-down-2', result: 'made', remarks: 0 },
    ]);
    expect((await runImport(repository, 'old', 'old/a.md', '--map', 'cstate')).files).toEqual([]);
  });

  it('writes nothing on a dry run, and says the same', async () => {
    const repository = makeRepository({ 'old/a.md': down, 'old/b.md': '# No frontmatter\n' });
    const dry = await runImport(repository, 'old', '--map', 'cstate', '--dry-run');
    expect(existsSync(join(repository.path, 'incidents'))).toBe(false);
    expect(await runImport(repository, 'old', '--map', 'cstate')).toEqual({
      ...dry,
      err: expect.stringContaining('Next'),
    });
    expect(dry.rows[1]).toEqual({ path: 'old/b.md', record: null, result: 'not_made', remarks: 1 });
  });

  it('takes files from anywhere, one or many, and never follows links or reads what is no text', async () => {
    const folder = makeFolder();
    const repository = makeRepository({ 'old/z.md': down, 'old/README.md': 'About', 'old/deep/a.md': backwards });
    const elsewhere = makeRepository({ 'b.md': down.replace('Checkout', 'Mail') }, { path: join(folder, 'site') });
    elsewhere.write('c.md', new Uint8Array([0xff, 0xfe]));
    elsewhere.git('update-index', '--refresh');
    const { rows, remarks } = await runImport(repository, 'old/deep', 'old/z.md', elsewhere.path, '--map', 'cstate');
    expect(rows.map(({ path, result }) => [path.replace(/^.*\/site/, 'site'), result])).toEqual([
      ['site/b.md', 'made'],
      ['site/c.md', 'not_made'],
      ['old/deep/a.md', 'made'],
      ['old/z.md', 'made'],
    ]);
    expect(remarks).toHaveLength(1);
  });

  it('reads a map of the team’s before its own, and a file before both', async () => {
    const map = 'schema: pir/import-map@1\nconstants: { type: security, severity: sev2, title: From TEAM }\n';
    const fields = 'fields: [{ from: date, to: times.detected }]\nzone: Asia/Kolkata\npass_over: [b.md]\n';
    const repository = makeRepository({
      'old/a.md': down,
      'old/b.md': down,
      '.pir/maps/cstate.yaml': `${map}${fields}`,
      'maps/wiki.yaml': `${map.replace('TEAM', 'a file')}${fields}`,
    });
    const named = await runImport(repository, 'old', '--map', 'cstate', '--dry-run');
    expect(named.rows.map(({ record }) => record)).toEqual(['2021-06-01-from-team']);
    expect(named.notes.join('\n')).toContain('passed over as the map says: old/b.md');
    expect(named.remarks.map(({ field }) => field)).toEqual([
      'title',
      'resolved',
      'resolvedWhen',
      'severity',
      'affected',
      'section',
    ]);
    const filed = await runImport(repository, 'old', '--map', 'maps/wiki.yaml', '--dry-run');
    expect(filed.rows.map(({ record }) => record)).toEqual(['2021-06-01-from-a-file']);
  });

  it.each([
    [['old', '--map', 'cstat'], /Unexpected map "cstat"[\s\S]*Did you mean cstate/],
    [['old', '--map', './none.yaml'], /Unexpected --map \.\/none\.yaml, which does not exist/],
    [['old', '--map', 'bad.yaml'], /bad\.yaml:3:\d+ {2}Unexpected field `nope`/],
    [['nowhere', '--map', 'cstate'], /Unexpected path nowhere, which does not exist/],
    [['empty', '--map', 'cstate'], /Unexpected path empty, which holds no markdown/],
    [['old/README.md', '--map', 'cstate'], /which holds no markdown/],
    [[], /expected PATH, --map/],
  ])('says what is wrong with %j, exit 2', async (args, expected) => {
    const repository = makeRepository({
      'old/a.md': down,
      'old/README.md': down,
      'empty/x.txt': '',
      'bad.yaml': 'schema: pir/import-map@1\nfields:\n  - { from: a, to: nope }\n',
    });
    const { code, err } = await runImport(repository, ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(expected)]);
  });

  it('reads well at 80 columns', async () => {
    const repository = makeRepository({
      'old/a.md': down.replace('section: issue', 'section: notice\npin: true'),
      'old/b.md': down.replace('2021-06-01 10:00:00', '2021-06-1 10:00'),
    });
    const { out } = await runPir(['import', 'old', '--map', 'cstate', '--dry-run'], { cwd: repository.path });
    expect(out).toBe(`1 record of 2 files

1 file of which no record was made

• old/b.md:3 date – Unexpected time "2021-06-1 10:00", expected a moment with
  its offset

2 remarks on records that were made

• old/a.md:10 section: notice – Unexpected value, for which the map has no
  place; kept as x_section
• old/a.md:11 pin: true – Unexpected field, for which the map has no place; kept
  as x_pin

note: records are drafts without an owner, unless the map gives them one
note: left out as the map says: comments (1)
note: the baseline takes 4 findings of the new records

create .pir/baseline.json
create incidents/2021/2021-06-01-checkout-down.md
`);
  });
});

const corpora = resolve(process.env.PIR_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora'));

describe('pir import of what others wrote', () => {
  const corpus = (name: string, skip: (reason: string) => void): string => {
    const folder = join(corpora, name);
    if (!existsSync(folder)) skip(`no ${folder}; PIR_CORPORA names where it is`);
    return folder;
  };

  it('makes 98 records of three years of a status page, the same everywhere', async ({ skip }) => {
    const folder = corpus('jenkins', skip);
    const runs = [];
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        const repository = makeRepository();
        const { rows, remarks } = await runImport(repository, folder, '--map', 'cstate');
        expect([rows.length, rows.filter(({ result }) => result === 'made').length]).toEqual([98, 98]);
        expect(remarks).toEqual([]);
        const { open } = await checkJson(repository);
        expect(open.map(({ rule, record }) => [rule, record])).toEqual([
          ['time-order', '2021-09-23-puppet-outage-on-vm-hosted-services'],
          ['time-order', '2021-11-18-jenkins-io-outage'],
          ['time-order', '2022-06-13-jfrogs-artifactory-slow-repo-jenkins-ci-org'],
        ]);
        const metrics = await runPir(['metrics', '--by', 'year', '--format', 'csv'], { cwd: repository.path });
        const names = readdirSync(join(repository.path, 'incidents'), { recursive: true, encoding: 'utf8' }).sort();
        runs.push([
          metrics.out,
          readFileSync(join(repository.path, '.pir/baseline.json'), 'utf8'),
          ...names
            .filter((name) => name.endsWith('.md'))
            .map((name) => readFileSync(join(repository.path, 'incidents', name), 'utf8')),
        ]);
      } finally {
        process.env.TZ = before;
      }
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it('gives one remark at its line, or a right record, for each broken frontmatter', async ({ skip }) => {
    const folder = corpus('nasty', skip);
    const { rows, remarks } = await runImport(makeRepository(), folder, '--map', 'cstate', '--dry-run');
    expect(rows.map(({ path, result }) => `${path.slice(-5)} ${result}`)).toEqual([
      '01.md not_made',
      '02.md not_made',
      '03.md not_made',
      '04.md made',
      '05.md made',
      '06.md not_made',
      '07.md not_made',
      '08.md made',
      '09.md made',
      '10.md not_made',
      '11.md not_made',
      '12.md not_made',
    ]);
    expect(remarks.map(({ path, line, field }) => `${path.slice(-5)}:${line} ${field}`)).toEqual([
      '01.md:3 date',
      '02.md:3 date',
      '03.md:3 date',
      '05.md:4 resolvedWhen',
      '06.md:2 null',
      '07.md:2 null',
      '08.md:11 section',
      '10.md:3 date',
      '11.md:5 null',
      '12.md:1 null',
    ]);
  });

  it('lists each file without frontmatter, and makes nothing of it', async ({ skip }) => {
    const folder = corpus('dfds', skip);
    const { rows, remarks, files } = await runImport(makeRepository(), folder, '--map', 'cstate');
    expect(rows.every(({ result, remarks: count }) => result === 'not_made' && count === 1)).toBe(true);
    expect([rows.length, remarks.length, files]).toEqual([15, 15, []]);
  });
});
