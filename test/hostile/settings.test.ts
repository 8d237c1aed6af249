import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commandsIn } from '../reporters/runner.ts';
import { makePipe } from '../repository.ts';
import { checkEverywhere, expectHarmless, expectPrintable, expectWitness, makeTarget } from './check-everywhere.ts';

type Put = string | ((at: string) => void);

const config = 'pir.config.yaml';
const people = 'people.yaml';
const waivers = '.pir/waivers.yaml';
const baseline = '.pir/baseline.json';

const numbered = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');
const known = (...findings: unknown[]): string => JSON.stringify({ version: 1, findings });
const link = (at: string) => symlinkSync('/etc/passwd', at);
const folder = (at: string) => mkdirSync(at);

function put(target: string, file: string, what: Put): void {
  const at = path.join(target, file);
  mkdirSync(path.dirname(at), { recursive: true });
  if (typeof what === 'string') writeFileSync(at, what);
  else what(at);
}

/** What a run cannot stand on: it says so, judges nothing, and is not taken for fine. */
it.each<readonly [attack: string, file: string, what: Put]>([
  ['a list', config, '- a\n'],
  ['one word', config, 'a\n'],
  ['no YAML', config, '{{{{\n'],
  ['two documents', config, 'profile: startup\n---\nprofile: startup\n'],
  ['an alias of itself', config, 'services: &a { x: *a }\n'],
  [
    'wrong types everywhere',
    config,
    'profile: 7\ntimezone: [a]\nplaces: x\nseverities: {}\nsla: 4\nrules: []\nservices: [a]\ntaxonomy: x\n',
  ],
  ['ESC in a key', config, '"\\e[31mred": 1\n'],
  ['ESC as a byte', config, 'a\u001b[31m: 1\n'],
  ['a workflow command', config, '"::error::x": 1\n'],
  ['a workflow command on a line of its own', config, '"a\\n::error::x": 1\n'],
  ['an old workflow command', config, '"##[error]x": 1\n'],
  ['NUL', config, 'timezone: "a\\0b"\n'],
  ['65 MiB', config, (at) => writeFileSync(at, Buffer.alloc(65 * 2 ** 20, 97))],
  ['100,000 categories', config, `taxonomy:\n${numbered(100_000, (i) => `  a${i}: [b]\n`)}`],
  ['3,000 nested maps', config, `services: ${'{ a: '.repeat(3000)}\n`],
  ['a key of every object', config, 'rules: { __proto__: off }\n'],
  ['spans of functions', config, 'sla: { review: { toString: { full: 3d } } }\n'],
  ['another key of every object', config, 'milestones: { constructor: { from: started, to: detected } }\n'],
  ['a zone that is a path', config, 'timezone: ../../etc\n'],
  ['a zone that is a file', config, 'timezone: /etc/passwd\n'],
  ['a zone of 50 KB', config, `timezone: ${'a'.repeat(50_000)}\n`],
  ['a place above', config, 'places: { incident: ../.. }\n'],
  ['a place from the root', config, 'places: { incident: /etc }\n'],
  ['a place that climbs on its way', config, 'places: { incident: a/../../b }\n'],
  ['a place with a line end', config, 'places: { risk: "a\\nb" }\n'],
  ['a span below zero', config, 'sla: { review: { sev2: { full: -5d } } }\n'],
  ['an epoch that is a path', config, 'epoch: ../../x\n'],
  ['a link', config, link],
  ['a link to nothing', config, (at) => symlinkSync('nothing', at)],
  ['a pipe', config, makePipe],
  ['a folder', config, folder],
  ['UTF-16', config, (at) => writeFileSync(at, Buffer.from('\ufeffprofile: startup', 'utf16le'))],
  ['a map', people, 'a: 1\n'],
  ['words', people, '[1, ~, true]\n'],
  ['12,000 people without a name', people, '- {}\n'.repeat(12_000)],
  ['a handle of every object', people, '- { handle: "__proto__" }\n'],
  ['a link', people, link],
  ['a pipe', people, makePipe],
  ['12,000 empty waivers', waivers, '- {}\n'.repeat(12_000)],
  ['a map', waivers, 'a: 1\n'],
  ['ESC', waivers, '- { rule: "\\e[31m", record: x }\n'],
  ['a day that is none', waivers, '- { rule: blame, record: x, by: "@a", reason: x, until: 2026-02-30 }\n'],
  ['a link', waivers, link],
  ['a pipe', waivers, makePipe],
  ['no JSON', baseline, '{'],
  ['nothing', baseline, 'null'],
  ['another version', baseline, '{"version":2,"findings":[]}'],
  ['an entry that is none', baseline, known(null)],
  ['wrong types', baseline, known({ rule: 1, record: {}, at: [], count: 'x' })],
  ['less than nothing', baseline, known({ rule: 'blame', record: 'x', at: '', count: -1 })],
  [
    'more than there are numbers',
    baseline,
    '{"version":1,"findings":[{"rule":"blame","record":"x","at":"","count":1e999}]}',
  ],
  ['what may never be silent', baseline, known({ rule: 'frontmatter', record: '2026-03-11-victim', at: '', count: 9 })],
  ['200,000 open brackets', baseline, '['.repeat(200_000)],
  ['100,000 nested lists', baseline, `{"version":1,"findings":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['a key of every object', baseline, '{"__proto__":{"version":1,"findings":[]}}'],
  ['ESC and a command', baseline, '\u001b[31m\n::error::x'],
  ['a link', baseline, link],
  ['a pipe', baseline, makePipe],
  ['a folder', baseline, folder],
])('refuses %s in %s', async (_attack, file, what) => {
  const target = makeTarget();
  put(target, file, what);
  const { code, err, texts, milliseconds } = await checkEverywhere(target);
  expect([code, texts.get('human')]).toEqual([2, '']);
  expect(err).toContain(file);
  expect(err.split('\n').length).toBeGreaterThan(2);
  expect(milliseconds).toBeLessThan(2000);
  expectPrintable(err, 'stderr');
  expect(commandsIn(err)).toEqual([]);
});

/** What is odd but can be stood on: the findings beside the witness's. */
it.each<readonly [attack: string, file: string, what: Put, findings: string]>([
  ['4,000 services', config, `services:\n${numbered(4000, (i) => `  a${i}: {}\n`)}`, 'reference'],
  ['4,000 categories', config, `taxonomy:\n${numbered(4000, (i) => `  a${i}: [b]\n`)}`, 'category'],
  ['9,000 severities', config, `severities: [${numbered(9000, (i) => `a${i},`)}]\n`, 'reference'],
  [
    'spans beyond time',
    config,
    'sla: { review: { sev2: { full: 999999999y, hotwash: 99999999999999999999d } } }\n',
    '',
  ],
  ['a milestone named as a function', config, 'milestones: { toString: { from: started, to: detected } }\n', ''],
  ['a place that is everything', config, 'places: { risk: . }\n', ''],
  ['a place that is git’s own', config, 'places: { risk: .git }\n', ''],
  ['a place of 6 KB', config, `places: { risk: ${'a/'.repeat(3000)}a }\n`, ''],
  ['a place within another', config, 'places: { risk: incidents/risks }\n', ''],
  [
    'a place that is a link elsewhere',
    config,
    (at) => {
      symlinkSync('/etc', path.join(path.dirname(at), 'out'));
      writeFileSync(at, 'places: { risk: out }\n');
    },
    'frontmatter',
  ],
  ['a branch that is an option', config, 'branch: --output=x\n', ''],
  ['a section that is a pattern', config, 'sections: { full: ["(a+)+$"] }\n', 'section'],
  ['a thousand people', people, numbered(1000, (i) => `- { handle: "@p${i}", name: A B }\n`), 'owner reference'],
  [
    '700 bad waivers',
    waivers,
    '- { rule: nonsense, record: x, at: C1, by: tbd, reason: "", until: 2020-01-01 }\n'.repeat(700),
    'waiver',
  ],
  ['waivers with commands', waivers, '- { rule: "::error::x", record: "##[error]y" }\n', 'waiver'],
  ['waivers of every object', waivers, '- { rule: __proto__, record: constructor }\n', 'waiver'],
  ['a folder that is a file', '.pir', 'x', ''],
  ['a folder that is a link', '.pir', (at) => symlinkSync('/etc', at), ''],
  ['a folder that is a pipe', '.pir', makePipe, ''],
  [
    '100,000 known findings',
    baseline,
    known(...Array.from({ length: 100_000 }, (_, i) => ({ rule: 'blame', record: `r${i}`, at: '', count: 1 }))),
    '',
  ],
  ['a rule of ESC', baseline, known({ rule: '\u001b[31m', record: '::error::', at: '\n', count: 1 }), ''],
  ['every conversion', '.gitattributes', '* filter=x working-tree-encoding=UTF-16 diff=x ident eol=crlf\n', ''],
  ['templates that are a link', '.pir/templates', (at) => symlinkSync('/etc', at), ''],
  ['a config among the records', 'incidents/pir.config.yaml', 'rules: { blame: off }\n', ''],
  ['a cache among the records', 'pir/verdicts.json', '{"key":"x"}\n[]\n', ''],
])('stands on %s in %s', async (_attack, file, what, findings) => {
  const target = makeTarget();
  put(target, file, what);
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  const others = everywhere.findings.filter(({ rule }) => rule !== 'blame').map(({ rule }) => rule);
  expect([...new Set(others)].sort().join(' ')).toBe(findings);
  expect(everywhere.findings.filter(({ rule }) => rule === 'blame').length).toBe(1);
  if (findings === '') expectWitness(everywhere);
});
