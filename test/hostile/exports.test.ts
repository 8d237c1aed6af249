import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { readCsv } from '../../src/interop/read-csv.ts';
import { cpuTime } from '../cpu-time.ts';
import { commandsIn } from '../reporters/runner.ts';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { expectPrintable, makeTarget } from './check-everywhere.ts';
import { victim, victimPath } from './sound.ts';

async function play(argv: readonly string[], cwd: string) {
  const { result, milliseconds } = await cpuTime(() => runPir(argv, { cwd, now: EXAMPLE_AS_OF }));
  const { code, out, err } = result;
  for (const text of [out.replaceAll('\r\n', '\n'), err]) {
    expectPrintable(text, argv.join(' '));
    expect(commandsIn(text)).toEqual([]);
  }
  expect(code, err).not.toBe(3);
  expect(milliseconds).toBeLessThan(3000);
  return { code, out, err };
}

const filesIn = (top: string): string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.git'))
    .sort();

const formats = ['csv', 'jsonl', 'openmetrics', 'ics', 'oscal-poam', 'parquet'];
const texts = ['jsonl', 'openmetrics', 'ics', 'oscal-poam'];

/** An open action and an incident whose every word is hostile to somebody who reads it. */
const words = (text: string) =>
  victim(
    [/title: .*/, `title: ${JSON.stringify(text)}`],
    [/statement: .*/, `statement: ${JSON.stringify(text)}`],
    [/title: Manage.*/, `title: ${JSON.stringify(text)}`],
    ['services: [checkout-api]', `services: [${JSON.stringify(text)}]`],
    [/status: done/, 'status: open'],
    [/ {4}done: .*02.*\n/, ''],
  );

const hostile: readonly (readonly [attack: string, text: string])[] = [
  ['a formula', "=cmd|' /C calc'!A0"],
  ['a formula behind a blank', ' =1+1'],
  ['a formula in wide signs', '＝1+1'],
  ['a formula behind a minus', '-2+3+cmd'],
  ['an address as a formula', '@SUM(1+1)'],
  ['a line of a calendar', 'x\r\nEND:VTODO\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd'],
  ['a line of another', 'x\nEND:VCALENDAR'],
  ['a label', 'x"} 1\npir_incidents{repository="y"} 9\n# EOF'],
  ['a backslash', 'x\\'],
  ['commands', '::error::x ##[error]y ##vso[task.complete]z'],
  ['a command behind 70 letters', `${'a'.repeat(65)} ::error::x`],
  ['ESC and the other direction', '\u001b[31mx\u202ey\u200b'],
  ['markup', '</script><script>alert(1)</script>'],
  ['folders', '../../../etc/passwd'],
];

describe('what a record says', () => {
  it.each(hostile)('as %s gives no text that acts', async (_attack, text) => {
    const target = makeTarget({ [victimPath]: words(text) });
    for (const format of texts) {
      const { code, out } = await play(['export', format], target);
      expect([format, code]).toEqual([format, 0]);
      const lines = out.split(format === 'ics' ? '\r\n' : '\n');
      if (format === 'ics') {
        expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of lines)
          expect(line).toMatch(
            /^(?: .*|(?:BEGIN|END|VERSION|PRODID|METHOD|X-WR-CALNAME|UID|DTSTAMP|DUE;VALUE=DATE|SUMMARY|DESCRIPTION|STATUS|PRIORITY|CATEGORIES):.*|)$/,
          );
        expect(lines.filter((line) => line === 'BEGIN:VTODO').length).toBe(
          lines.filter((line) => line === 'END:VTODO').length,
        );
        expect(lines).not.toContain('BEGIN:VALARM');
      }
      if (format === 'openmetrics')
        for (const line of lines.slice(0, -1))
          expect(line).toMatch(
            /^(?:# (?:TYPE|UNIT|HELP) pir_\w+ .*|# EOF|pir_\w+\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\} -?[\d.e+-]+)$/,
          );
      if (format === 'jsonl') for (const line of lines.slice(0, -1)) JSON.parse(line);
      if (format === 'oscal-poam' && out !== '') JSON.parse(out);
    }
    const out = path.join(makeFolder(), 'out');
    await play(['export', 'csv', '--out', out], target);
    for (const name of readdirSync(out).filter((each) => each.endsWith('.csv'))) {
      const table = readCsv(readFileSync(path.join(out, name), 'utf8'));
      if ('problem' in table) throw new Error(table.problem);
      for (const { cells } of table.rows)
        for (const cell of Object.values(cells)) expect(cell).not.toMatch(/^\s*[=+@＝＋－＠]|^\s*-\D/);
    }
    const parquet = path.join(makeFolder(), 'parquet');
    await play(['export', 'parquet', '--out', parquet], target);
    for (const name of filesIn(parquet))
      expect(name).toMatch(/^[\w.-]+(?:\/year=(?:\d{4}|__HIVE_DEFAULT_PARTITION__)(?:\/[\w.-]+)?)?$/);
  });
});

describe('a repository’s name', () => {
  it.each([
    '../x',
    '..',
    'a/../b',
    '/etc',
    'a//b',
    'a b',
    '-x',
    '.x',
    'a\nb',
    '\u001b',
    'a"b',
    "a'b",
    'a\\b',
    'a'.repeat(300),
    '',
    'a/..',
    '=1',
  ])('is not %j', async (name) => {
    const target = makeTarget();
    const out = path.join(makeFolder(), 'out');
    for (const format of formats)
      expect((await play(['export', format, '--out', out, `--repository=${name}`], target)).code).toBe(2);
    expect(readdirSync(path.dirname(out))).toEqual([]);
  });

  it.each([
    '../../x',
    'https://x/../../etc',
    'https://x/\u001b[31m',
    "ext::sh -c 'touch canary'",
    'file:///a/b"c',
    '--upload-pack=x',
    'https://x/=1+1',
  ])('is told harmlessly from a remote %j', async (url) => {
    const target = makeTarget();
    writeFileSync(
      path.join(target, '.git/config'),
      `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${JSON.stringify(url).replace('\\u001b', '\u001b')}\n`,
    );
    const out = path.join(makeFolder(), 'out');
    const before = filesIn(target);
    for (const format of formats) expect((await play(['export', format, '--out', out], target)).code).toBe(0);
    expect(filesIn(target)).toEqual(before);
    for (const name of filesIn(out)) expect(name).toMatch(/^[\w.=/-]+$/);
  });
});

describe('a folder that leads elsewhere', () => {
  it.each(formats)('takes no export as %s', async (format) => {
    const target = makeTarget({ [victimPath]: words('x') });
    const elsewhere = makeFolder();
    symlinkSync(elsewhere, path.join(target, 'out'));
    mkdirSync(path.join(target, 'in'));
    symlinkSync(elsewhere, path.join(target, 'in/side'));
    for (const out of ['out', 'out/x', 'in/side', 'in/side/y'])
      expect([out, (await play(['export', format, '--out', out], target)).code]).toEqual([out, 2]);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('nor overwrites through a link what an earlier list names', async () => {
    const target = makeTarget();
    const elsewhere = makeFolder();
    writeFileSync(path.join(elsewhere, 'mine.csv'), 'mine');
    mkdirSync(path.join(target, 'out'));
    for (const name of ['actions.csv', 'incidents.csv', 'risks.csv', 'corrective-actions.csv', 'acknowledgements.csv'])
      symlinkSync(path.join(elsewhere, 'mine.csv'), path.join(target, 'out', name));
    for (const more of [[], ['--force']])
      expect((await play(['export', 'csv', '--out', 'out', ...more], target)).code).toBe(2);
    expect(readdirSync(elsewhere)).toEqual(['mine.csv']);
  });

  it.each([
    '',
    '[]',
    'null',
    '{"files":null}',
    '{"repository":"../x","files":{}}',
    '{"__proto__":{"files":{}}}',
    '['.repeat(200_000),
    '{"repository":"x","files":{"../../pir-away":"a","__proto__":"b"}}',
  ])('believes no list %#', async (list) => {
    const target = makeTarget({ 'out/.pir-export-x.json': list });
    for (const format of ['csv', 'parquet']) {
      const { code } = await play(['export', format, '--out', 'out', '--repository', 'x'], target);
      expect(code).toBe(list.includes('../../pir-away"') ? 0 : 2);
    }
    for (const name of ['../pir-away', '../../pir-away'])
      expect(existsSync(path.join(target, 'out', name))).toBe(false);
  });
});
