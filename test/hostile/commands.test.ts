import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { cpuTime } from '../cpu-time.ts';
import { commandsIn } from '../reporters/runner.ts';
import { makeFolder, makePipe } from '../repository.ts';
import { runPir, type Surroundings } from '../run-pir.ts';
import { expectPrintable, makeTarget } from './check-everywhere.ts';
import { victim, victimPath } from './sound.ts';

const id = '2026-03-11-victim';
const action = ['--evidence', 'https://forge.example/pull/1'];
const facts = [
  '--type',
  'availability',
  '--severity',
  'sev2',
  '--owner',
  '@sre-lead',
  '--started',
  '2026-03-20T09:12+01:00',
  '--no-input',
];
const loud = victim([/title: .*/, 'title: "::error::x ##[error]y <b>|z =1+1"']);

const filesIn = (top: string): string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => !name.startsWith('.git') && !statSync(path.join(top, name), { throwIfNoEntry: false })?.isDirectory(),
    )
    .sort();

async function play(argv: readonly string[], target: string, around: Partial<Surroundings> = {}) {
  const { result, milliseconds } = await cpuTime(() => runPir(argv, { cwd: target, now: EXAMPLE_AS_OF, ...around }));
  const { code, out, err } = result;
  expect(milliseconds).toBeLessThan(2000);
  for (const text of [out, err]) {
    expectPrintable(text, argv.join(' '));
    expect(commandsIn(text)).toEqual([]);
  }
  return { code, out, err };
}

describe('words that lead elsewhere', () => {
  it.each<[code: number, ...argv: string[]]>([
    [2, 'show', '../../x'],
    [2, 'show', '/etc/passwd'],
    [2, 'show', '__proto__'],
    [2, 'show', '\u001b[31m'],
    [2, 'show', 'a'.repeat(100_000)],
    [2, 'action', 'done', 'x/../../y/A1', ...action],
    [2, 'action', 'done', '../../../etc/passwd/A1', ...action],
    [2, 'action', 'done', '/', ...action],
    [2, 'action', 'done', '//A1', ...action],
    [2, 'action', 'done', `${id}/__proto__`, ...action],
    [2, 'action', 'done', `${id}/constructor`, ...action],
    [2, 'render', '../../x'],
    [2, 'explain', '__proto__'],
    [2, 'explain', '../../x'],
    [2, 'explain', '\u001b[31m::error::'],
    [2, 'schema', 'constructor'],
    [2, 'completion', '../x'],
    [2, 'time', id, 'constructor', 'now'],
    [2, 'set', id, '__proto__.x', '1'],
    [2, 'set', id, 'constructor.prototype.x', '1'],
    [2, 'set', id, 'title', '\u001b[31m'],
    [2, 'metrics', '--by', '__proto__'],
    [2, 'metrics', '--from', '9'.repeat(5000)],
    [2, '-C', '/nonexistent', 'check'],
    [2, '-C', '/etc/passwd', 'check'],
    [2, '-C', '/dev/null', 'check'],
    [2, '-C', '--', 'check'],
    [2, '-C', 'a/'.repeat(5000), 'check'],
    [0, '-C', '/proc/self', 'check'],
    [2, 'check', '-x'],
    [2, 'check', '--', '-x'],
    [2, 'check', '..'],
    [2, 'check', '/etc'],
    [2, 'check', '\u001b[31m'],
    [2, 'check', '\n::error::x'],
    [2, 'check', 'a'.repeat(5000)],
    [2, 'check', '--rule', '__proto__'],
    [2, 'check', '--format', '__proto__'],
    [2, 'check', '--format', '\n::error::x'],
    [2, 'check', '--config', '/dev/zero'],
    [2, 'check', '--baseline', '/dev/zero'],
    [2, 'check', '--format', 'json', '--output', '/'],
    [2, 'check', '--format', 'json', '--output', '/dev/full'],
    [2, 'check', '--stdin-filename', '../../etc/passwd'],
    [4, '--as-of', 'garbage', 'check'],
    [4, '--as-of=--output=x', 'check'],
    [4, '--as-of', 'HEAD@{upstream}', 'check'],
    [2, '--as-of', '2026-02-30', 'check'],
    [0, '--as-of', '9999-12-31', 'metrics'],
    [0, '--as-of', '@99999999999', 'metrics'],
    [0, 'list'],
    [0, 'list', '--format', 'markdown'],
    [0, 'list', '--format', 'csv'],
    [0, 'actions'],
    [0, 'metrics'],
    [0, 'show', id],
    [0, 'render', id],
  ])('exit %i of pir %s %s', async (code, ...argv) => {
    const target = makeTarget({ [victimPath]: loud });
    const before = filesIn(target);
    expect((await play(argv, target, { stdin: 'x' })).code).toBe(code);
    expect(filesIn(target)).toEqual(before);
    expect(readFileSync(path.join(target, victimPath), 'utf8')).toBe(loud);
  });

  it.each([
    ['PIR_AS_OF', '\u001b[31m\n::error::', 2],
    ['PIR_AS_OF', '--output=x', 4],
    ['PIR_AS_OF', '', 0],
    ['SOURCE_DATE_EPOCH', '1e99', 2],
    ['SOURCE_DATE_EPOCH', '', 0],
    ['GITHUB_STEP_SUMMARY', '/nonexistent/x', 0],
  ])('%s=%j is exit %i', async (name, value, expected) => {
    const { code } = await play(['check'], makeTarget(), { env: { [name]: value } });
    expect(code).toBe(expected);
  });
});

describe('a title', () => {
  it.each<[title: string, code: number, file?: string]>([
    ['\u001b[31mred', 2],
    ['a\n---\nid: x\n', 2],
    ['a\u202eb', 2],
    ['a\ud800b', 2],
    [' ', 2],
    ['::error::x', 0, '2026-03-20-error-x'],
    ['##[error]x', 0, '2026-03-20-error-x'],
    ['../../../etc/passwd', 0, '2026-03-20-etc-passwd'],
    ['💥', 0, '2026-03-20-incident'],
    ["{{frontmatter}} {{id}} $& $1 $'", 0, '2026-03-20-frontmatter-id-1'],
    ['no', 0, '2026-03-20-no'],
    ['--- js', 0, '2026-03-20-js'],
    ['# a <!-- pir:begin times --> `b`', 0, '2026-03-20-a-pir-begin-times-b'],
    ['a: b, "c" # d', 0, '2026-03-20-a-b-c-d'],
  ])('%j', async (title, expected, name) => {
    const target = makeTarget();
    const before = filesIn(target);
    const { code } = await play(['new', ...facts, '--', title], target);
    expect(code).toBe(expected);
    const made = filesIn(target).filter((file) => !before.includes(file));
    expect(made).toEqual(name === undefined ? [] : [`incidents/2026/${name}.md`]);
    if (name === undefined) return;
    expect((await play(['check', `incidents/2026/${name}.md`], target)).code).toBe(0);
    expect(JSON.parse((await play(['show', name, '--format', 'json'], target)).out).tables.length).toBeGreaterThan(0);
  });

  it.each(['../../x', '/etc/passwd', '__proto__', 'constructor', 'a/b', '..', '\u001b'])(
    'takes no template %j',
    async (name) => {
      const target = makeTarget({ '.pir/x.md': '---\n{{frontmatter}}\n---\n' });
      const before = filesIn(target);
      const { code } = await play(['new', 'x', '--template', name, ...facts], target);
      expect([code, filesIn(target)]).toEqual([2, before]);
    },
  );

  it.each(['../../x', '__proto__', 'a/b', 'A B', 'x.md', 'CON\u0000'])('takes no id %j', async (name) => {
    const target = makeTarget();
    const before = filesIn(target);
    const { code } = await play(['new', 'x', '--id', name, ...facts], target);
    expect([code, filesIn(target)]).toEqual([2, before]);
  });
});

describe('a file of fields', () => {
  it.each<[attack: string, what: string | ((at: string) => void)]>([
    ['a program', 'process.exit(1)'],
    ['a key of every object', '{"title":"x","__proto__":{"polluted":1}}'],
    ['200,000 open brackets', '['.repeat(200_000)],
    ['20,000 nested lists', `{"title":"x","x_a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['an alias', 'title: &a x\nimpact: { summary: *a }\n'],
    ['a tag', 'title: !!js/function "function () {}"\n'],
    ['wrong types', 'title: [1]\nactions: 7\ncauses: { a: b }\n'],
    ['an id that climbs', 'title: x\nid: ../../x\n'],
    ['ESC', 'title: "\\e[31mx"\n'],
    ['400 KB', JSON.stringify({ title: 'x', x_a: 'a'.repeat(400_000) })],
    ['a link', (at) => symlinkSync('/etc/passwd', at)],
    ['a pipe', makePipe],
  ])('%s', async (_attack, what) => {
    const target = makeTarget();
    if (typeof what === 'string') writeFileSync(path.join(target, 'f.yaml'), what);
    else what(path.join(target, 'f.yaml'));
    const before = filesIn(target);
    const { code } = await play(['new', '--from', 'f.yaml', ...facts], target);
    expect([code, filesIn(target)]).toEqual([2, before]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('files of other origin', () => {
  const entry = (more: string) => `---\ntitle: x\ndate: 2021-06-01 10:00:00\n${more}\n---\n`;
  it.each<[attack: string, what: string | ((at: string) => void)]>([
    ['a program', '---js\nprocess.exit(9)\n---\n'],
    ['keys of every object', entry('__proto__: 1\nconstructor: 2')],
    ['ESC', entry('a: "\\e[31m"')],
    ['3,000 open brackets', entry(`a: ${'['.repeat(3000)}`)],
    ['60 KB of spaces', entry(`a: b${' '.repeat(60_000)}x: y`)],
    ['an alias', entry('a: &a b\nc: *a')],
    ['320 KiB and more', entry('') + 'a'.repeat(330_000)],
    ['bytes that are not UTF-8', (at) => writeFileSync(at, Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]))],
    ['a link', (at) => symlinkSync('/etc/passwd', at)],
    ['a pipe', makePipe],
  ])('%s gives no record, and is said', async (_attack, what) => {
    const target = makeTarget();
    const at = path.join(target, 'in/a.md');
    mkdirSync(path.dirname(at));
    if (typeof what === 'string') writeFileSync(at, what);
    else what(at);
    const before = filesIn(target);
    const { code, out } = await play(['import', 'in', '--map', 'cstate'], target);
    expect([code, filesIn(target)]).toEqual([0, before]);
    expect(out).toContain('0 records of 1 file');
    expect(out).toMatch(/in\/a\.md:\d/);
  });

  it.each([
    ['a tag', '!!js/function x'],
    [
      'targets of every object',
      'schema: pir/import-map@1\nfields: [{ from: title, to: __proto__.x }, { from: date, to: constructor.prototype.y }]\n',
    ],
    ['a zone that is a path', 'schema: pir/import-map@1\nzone: ../../etc\nfields: [{ from: title, to: title }]\n'],
    ['an alias of itself', 'schema: pir/import-map@1\nfields: &a [*a]\n'],
  ])('a map with %s is refused', async (_attack, map) => {
    const target = makeTarget({ 'in/a.md': entry(''), 'm.yaml': map });
    const { code } = await play(['import', 'in', '--map', 'm.yaml'], target);
    expect(code).toBe(2);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('a title that climbs becomes a plain name', async () => {
    const target = makeTarget({ 'in/a.md': entry('').replace('title: x', 'title: ../../../etc/passwd') });
    await play(['import', 'in', '--map', 'cstate'], target);
    expect(filesIn(target).filter((file) => file.endsWith('passwd.md'))).toEqual([
      'incidents/2021/2021-06-01-etc-passwd.md',
    ]);
  });
});

describe('a link on the way to a new file', () => {
  const link = (target: string, name: string) => {
    const elsewhere = makeFolder();
    symlinkSync(elsewhere, path.join(target, name));
    return elsewhere;
  };

  it.each(['incidents/2026', 'places/incidents', 'places'])('%s', async (name) => {
    const target = makeTarget({
      'pir.config.yaml': name.startsWith('places') ? 'places: { incident: places/incidents }\n' : '',
    });
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    const elsewhere = link(target, name);
    expect((await play(['new', 'x', ...facts], target)).code).toBe(2);
    expect(filesIn(elsewhere)).toEqual([]);
  });

  it.each(['.pir'])('%s, for the baseline', async (name) => {
    const target = makeTarget({ [victimPath]: victim(['owner: "@alice"', 'owner: tbd']) });
    const elsewhere = link(target, name);
    expect((await play(['check', '--update-baseline'], target)).code).toBe(2);
    expect(filesIn(elsewhere)).toEqual([]);
  });

  it('that stays within the repository is followed', async () => {
    const target = makeTarget({ 'pir.config.yaml': 'places: { incident: in }\n' });
    symlinkSync('incidents', path.join(target, 'in'));
    expect((await play(['new', 'x', ...facts], target)).code).toBe(0);
  });
});
