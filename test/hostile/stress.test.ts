// Long because it is a list: for every regular expression and loop over a record's text, what would keep it busy longest.
import { expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { rules } from '../../src/core/check/index.ts';
import { judgeRecord } from '../../src/core/check/judge.ts';
import { planRules } from '../../src/core/check/plan-rules.ts';
import { clockAt } from '../../src/core/clock.ts';
import { resolveConfig } from '../../src/core/config.ts';
import { peopleOf } from '../../src/core/people.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { parseInstant } from '../../src/core/time.ts';
import { zoneClock } from '../../src/core/zone.ts';
import { findSecrets } from '../../src/world/secrets.ts';
import { cpuTime } from '../cpu-time.ts';
import { sha256, victim, victimPath, withBody, withFacts } from './sound.ts';

interface Around {
  hasPeople?: true;
  services?: number;
}

const K = 300_000;
/** The text again and again, so many characters of it at most. */
const fill = (text: string, length: number): string => text.repeat(Math.floor(length / text.length));

const texts: [name: string, text: string, around?: Around][] = [
  ['comments on one line', withBody(fill('<!-- -->', K))],
  ['tags in a paragraph', withBody(`a\n${fill('<a>\n', K)}`)],
  ['tags in a paragraph of a list', withBody(`- a\n${fill('  <a>\n', K)}`)],
  ['scripts in a quote', withBody(fill('> <script>\n', K))],
  ['fences in a quote', withBody(fill('> ```\n', K))],
  ['headings in a list', withBody(fill('- # a\n', K))],
  ['numbers', withBody(fill('1) ', K))],
  // reading
  ['fence text × 50k', `---\n${fill('--- x\n', K)}`],
  ['dots × 75k', `---\n${fill('...\n', K)}`],
  ['blank fences', `---\n${fill('---x\n', 60_000)}---\n`],
  ['conflicts unclosed', withBody(fill('<<<<<<< a\n', K))],
  ['conflicts unclosed bare', withBody(fill('<<<<<<<\n', K))],
  ['conflicts in frontmatter', victim([/(?=title:)/, fill('<<<<<<<\n', 55_000)])],
  ['conflicts behind code blocks', withBody(`${fill('~~~\n~~~\n', 150_000)}~~~~\n${fill('<<<<<<<\n', 150_000)}`)],
  [
    'markers behind code blocks',
    withBody(`${fill('~~~\n~~~\n', 150_000)}~~~~\n${fill('>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>\n', 150_000)}`),
  ],
  ['20K of >', withBody(fill('>', 20_000))],
  ['300K of >', withBody(fill('>', K))],
  ['300K of > lines', withBody(fill('> > > >\n', K))],
  ['300K [', withBody(fill('[', K))],
  ['300K ![', withBody(fill('![', K))],
  ['300K ](', withBody(fill('](', K))],
  ['<!-- × 75k one line', withBody(fill('<!--', K))],
  ['<!-- lines', withBody(fill('<!--\n', K))],
  ['x<!-- lines', withBody(fill('x<!--\n', K))],
  ['> <!-- sections', withBody(fill('# a\n> <!--\n', K))],
  ['- <!-- sections', withBody(fill('# a\n- <!--\n', K))],
  ['## Summary > <!-- sections', withBody(fill('# Summary\n> <!--\n', K))],
  ['empty Summary sections', withBody(fill('# Summary\n', K))],
  [
    'generated in Summary',
    withBody(`# Summary\n${fill('## x\n<!-- pir:begin actions -->\nfoo\n<!-- pir:end actions -->\n', K)}`),
  ],
  ['Summary with comments after', withBody(`# Summary\n${fill('## x\n<!-- a --> <!--\n-->\n', K)}`)],
  ['list <script>', withBody(`- a\n${fill('    <script>\n', K)}`)],
  ['list <!--', withBody(`- a\n${fill('    <!--\n', K)}`)],
  ['list <div>', withBody(`- a\n${fill('    <div>\n', K)}`)],
  ['list <a>', withBody(`- a\n${fill('    <a>\n', K)}`)],
  ['list <?', withBody(`- a\n${fill('    <?\n', K)}`)],
  ['list ```', withBody(`- a\n${fill('    ```\n', K)}`)],
  [
    'list ``` different',
    withBody(`- a\n${Array.from({ length: 700 }, (_, i) => `    ${'`'.repeat(3 + (i % 600))}\n`).join('')}`),
  ],
  ['deep lists', withBody(Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}- a\n`).join(''))],
  ['deep lists 32', withBody(fill(Array.from({ length: 31 }, (_, i) => `${' '.repeat(i * 2)}- a\n`).join(''), K))],
  ['- - - - deep', withBody(fill('- - - - - - - - - - a\n', K))],
  [
    'tree-sized worst lists',
    withBody(`- a\n    # b\n${Array.from({ length: 390 }, (_, i) => `${' '.repeat(i % 75)}- a\n`).join('')}`),
  ],
  ['tree-sized quote', withBody(`- a\n   # b\n${fill('> > > > > > > > > > > > > > > > a\n', 13_000)}`)],
  ['tree-sized stars', withBody(`- a\n   # b\n${fill('*a_', 31_000)}`)],
  ['tree-sized brackets', withBody(`- a\n   # b\n${fill('[', 31_000)}`)],
  ['tree-sized table', withBody(`- a\n   # b\n\n|${fill('a|', 15_000)}\n|${fill('-|', 15_000)}\n`)],
  ['tree-sized tabs', withBody(`- a\n   # b\n${fill('\t- a\n', 1950)}`)],
  ['tree-sized defs', withBody(`- a\n   # b\n\n${fill('[a]: b\n', 2700)}`)],
  ['tree-sized footnotes', withBody(`- a\n   # b\n\n${fill('[^a]: b\n', 3100)}`)],
  ['setext long', withBody(`${fill('a\n', K)}===\n`)],
  ['setext many', withBody(fill('a\n===\n', K))],
  ['table rows spaces', withBody(`# Summary\n${fill(`${' '.repeat(1990)}> - |\n`, K)}`)],
  ['table rows spaces 2', withBody(`# Summary\n${fill(`|-${' '.repeat(1900)}>\n`, K)}`)],
  ['marks 400', withBody(`# Summary\n${fill(`${'-'.repeat(3) + ' '.repeat(390)}>\n`, K)}`)],
  ['attr', withBody(`# Summary\n${fill(`<a${fill(' a', 1900)}\n\n`, K)}`)],
  ['attr spaces', withBody(`# Summary\n${fill(`<a ${fill(' ', 1900)}=\n\n`, K)}`)],
  ['attr eq', withBody(`# Summary\n${fill(`<a ${fill('a= ', 1900)}\n\n`, K)}`)],
  ['underscores', withBody(fill(`# ${'_'.repeat(190)}a\n`, K))],
  ['headings #', withBody(fill('#\n', K))],
  ['headings spaces', withBody(`# ${fill(' ', K)}x\n`)],
  ['heading closing', withBody(`# a${fill(' #', K)}x\n`)],
  ['rule spaces', withBody(`-${fill(' ', K)}x\n`)],
  ['rule - - -', withBody(`${fill('- ', 60).repeat(1) + fill(' ', K)}x\n`)],
  ['tabs', withBody(`${fill('\t', K)}x`)],
  ['newlines then TODO', withBody(`${fill('\n', 250_000)}## Summary\n${fill('TODO\n', 50_000)}`)],
  ['newlines then blame', withBody(`# Summary\n${fill('\n', 250_000)}${fill('stupid\n', 50_000)}`)],
  ['newlines then bullets', withBody(`# Summary\n${fill('\n', 250_000)}${fill('-\n\n', 50_000)}`)],
  [
    'newlines then secrets',
    withBody(fill('\n', 200_000) + fill('https://a:' + 'correct-horse' + '@b.example\n', 100_000)),
  ],
  ['one line TODO', withBody(`# Summary\n${fill('TODO ', K)}`)],
  ['one line ESC', withBody(fill('a\u001b', K))],
  ['all NUL', withBody(fill('\0', K))],
  ['{{', withBody(fill('{{', K))],
  ['{{a', withBody(fill('{{a', K))],
  ['{{ long', withBody(`{{${fill('a', K)}`)],
  ['quotes', withBody(`# Summary\nstupid\n${fill('"', K)}`)],
  ['backticks', withBody(`# Summary\nstupid\n${Array.from({ length: 760 }, (_, i) => `${'`'.repeat(i)} `).join('')}`)],
  ['backticks same', withBody(`# Summary\nstupid\n${fill('` ', K)}`)],
  ['https', withBody(`# Summary\nstupid\n${fill('https://', K)}`)],
  ['the the', withBody(`# Summary\nstupid\n${fill('the ', K)}`)],
  ['the the-the', withBody(`# Summary\nstupid\n${fill('the a-the-', K)}`)],
  ['a one our', withBody(`# Summary\nstupid\n${fill('our a one ', K)}`)],
  ['@a.', withBody(`# Summary\nstupid\n@a${fill('.', K)}`)],
  ['@a a.', withBody(`# Summary\nstupid\n@${fill('a', K)}`)],
  ['@a-b', withBody(`# Summary\nstupid\n${fill('@a', K)}`)],
  ['due to a', withBody(`# Summary\nstupid\ndue to ${fill('a ', K)}`)],
  ['due to', withBody(`# Summary\nstupid\n${fill('due to a simple ', K)}`)],
  ['fault of the x', withBody(`# Summary\nstupid\nown fault of the ${fill('a-', K)}`)],
  ['own own', withBody(`# Summary\nstupid\n${fill('own ', K)}`)],
  ['not not', withBody(`# Summary\n${fill('not a careless ', K)}`)],
  ['Forg', withBody(`# Summary\nforgot\n${fill('A', K)}`)],
  ['Forg2', withBody(`# Summary\nforgot\n${fill('Aa', K)}`)],
  ['Forg3', withBody(`# Summary\nforgot\nA${fill('a', K)}`)],
  ['to blame', withBody(`# Summary\n${fill('is to blame for ', K)}`)],
  // secrets
  ['PRIVATE KEY', withBody(fill('PRIVATE KEY', K))],
  ['BEGIN × n', withBody(fill('-----BEGIN PRIVATE KEY-----\n', K))],
  ['BEGIN END × n', withBody(fill('-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n', K))],
  [
    'BEGIN RSA a END',
    withBody(fill(`-----BEGIN RSA PRIVATE KEY-----\n${'a'.repeat(70)}\n-----END RSA PRIVATE KEY-----\n`, K)),
  ],
  ['a://a:b@', withBody(fill('a://a:b@', K))],
  ['a://a:b@ lines', withBody(fill('a://a:b@c\n', K))],
  ['://', withBody(fill('://', K))],
  ['://:@', withBody(`https://${fill(':@', K)}`)],
  ['hooks', withBody(fill('https://hooks.slack.com/', K))],
  ['hooks long', withBody(fill('https://hooks.slack.com/services/T00000000/B00000000/', K))],
  ['_', withBody(fill('_', K))],
  ['npm_', withBody(fill('npm_', K))],
  ['ghp_ a', withBody(`ghp_${fill('a', K)}`)],
  ['ghp_ many', withBody(fill(`ghp_${'aB3'.repeat(12)}\n`, K))],
  ['ops_', withBody(fill(`ops_ey${'J'.repeat(1390)}\n`, K))],
  ['xox', withBody(fill('xox', K))],
  ['xoxb-', withBody(fill('xoxb-1-', K))],
  ['xoxb lines', withBody(fill(`xoxb-${'1'.repeat(490)}\n`, K))],
  ['xapp', withBody(fill('xapp-1-', K))],
  ['T3Blbk', withBody(fill('T3BlbkFJ', K))],
  ['sk T3Blbk', withBody(fill(`sk-${'a'.repeat(20)}T3BlbkFJ${'b'.repeat(20)} `, K))],
  ['ant', withBody(fill('sk-ant-api03-', K))],
  ['SG.', withBody(fill('SG.', K))],
  ['SG. long', withBody(fill(`SG.${'a'.repeat(395)} `, K))],
  ['access key', withBody(fill('access_key = ', K))],
  ['access key spaces', withBody(`access_key${fill(' ', K)}=`)],
  ['access key lines', withBody(fill(`aws_secret_access_key = ${'a'.repeat(40)}\n`, K))],
  ['AKIA', withBody(fill('AKIA', K))],
  // frontmatter
  ['aliases in list', withFacts(`x_a: [${fill('*a, ', 60_000)}b]`)],
  ['aliases lines', withFacts(`x_a:\n${fill('  - *a\n', 60_000)}`)],
  ['anchors lines', withFacts(`x_a:\n${fill('  - &a b\n', 60_000)}`)],
  ['tags', withFacts(`x_a: [${fill('!!str a, ', 60_000)}b]`)],
  ['bomb', withFacts('x_a: &a [b,b,b]\nx_b: &b [*a,*a,*a]\nx_c: &c [*b,*b,*b]\nx_d: [*c,*c,*c]')],
  ['spaces before alias', withFacts(`x_a: a${fill(' ', 55_000)}*a`)],
  ['spaces x', withFacts(`a${fill(' ', 60_000)}x`)],
  ['spaces after key no colon', withFacts(`x_a: "b"${fill(' ', 60_000)}x`)],
  ['spaces key bad', withFacts(`title${fill(' ', 60_000)}\`: a`)],
  ['spaces bad indent', withFacts(`x_a:\n  - a\n b${fill(' ', 60_000)}c: d`)],
  ['tab spaces', withFacts(`\ta${fill(' ', 60_000)}c`)],
  ['bad start spaces', withFacts(`x_a: @${fill(' ', 60_000)}c`)],
  ['bad start comma', withFacts(`x_a: [@${fill(' ', 60_000)}c`)],
  ['bad start %', withFacts(`x_a: %${fill(' a', 60_000)}`)],
  ['open quote', withFacts(`x_a: "${fill(' ', 60_000)}`)],
  ['open quote lines', withFacts(fill('x_a: "\n', 60_000))],
  ['open single', withFacts(`x_a: '${fill(' a', 60_000)}`)],
  ['open flow', withFacts(`x_a: [${fill(' ', 60_000)}`)],
  ['open flows lines', withFacts(fill('x: [\n', 60_000))],
  ['bad escapes', withFacts(`x_a: "${fill('\\q', 60_000)}"`)],
  ['bad escapes lines', withFacts(fill('x_a: "\\q"\n', 60_000))],
  ['nested [ 3000', withFacts(`x_a: ${fill('[', 3000)}${fill(']', 3000)}`)],
  ['nested [ 60_000', withFacts(`x_a: ${fill('[', 60_000)}`)],
  ['nested { 3000', withFacts(`x_a: ${fill('{', 3000)}`)],
  ['nested {a: ', withFacts(`x_a: ${fill('{a: ', 12_000)}`)],
  ['nested - ', withFacts(`x_a:\n  ${fill('- ', 6000)}`)],
  [
    'nested block',
    withFacts(`x_a:\n${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}${' '.repeat(302)}b`),
  ],
  ['nested ? ', withFacts(fill('? ', 60_000))],
  ['nested ?[', withFacts(`x_a: ${fill('? [', 30_000)}`)],
  ['[[]: ', withFacts(`x_a: [${fill('[]: ', 30_000)}]`)],
  ['{},', withFacts(`x_a: [${fill('{},', 19_000)}]`)],
  ['dup keys 60K', withFacts(fill('x_a: 1\n', 55_000))],
  ['dup keys flow', withFacts(`x_a: {${fill('a: 1,', 55_000)}}`)],
  [
    'many keys',
    withFacts(
      Array.from({ length: 7000 }, (_, i) => `x${i}: 1`)
        .join('\n')
        .slice(0, 60_000),
    ),
  ],
  [
    'many x_ keys',
    withFacts(
      Array.from({ length: 7000 }, (_, i) => `x_${i}: 1`)
        .join('\n')
        .slice(0, 60_000),
    ),
  ],
  ['long key', withFacts(`${fill('k', 60_000)}: 1`)],
  ['long keys', withFacts(Array.from({ length: 20 }, (_, i) => `${i + fill('k', 3000)}: 1`).join('\n'))],
  ['__proto__', withFacts('__proto__: {a: 1}\nconstructor: {prototype: {a: 1}}\nprototype: 1\nx_a: {__proto__: 1}')],
  ['actions {} × 5000', victim([/actions:\n[\s\S]*?(?=nonconformity)/, `actions:\n${fill('  - {}\n', 58_000)}`])],
  ['actions 1 × 9000', victim([/actions:\n[\s\S]*?(?=nonconformity)/, `actions: [${fill('1,', 36_000)}]\n`])],
  ['tags numbers', withFacts(`tags: [${fill('1,', 36_000)}]`)],
  ['tags null', withFacts(`tags: [${fill('~,', 36_000)}]`)],
  ['causes {} × n', victim([/causes:\n[\s\S]*?(?=actions:)/, `causes:\n${fill('  - {}\n', 58_000)}`])],
  ['actions same id', victim([/actions:\n[\s\S]*?(?=nonconformity)/, `actions:\n${fill('  - id: A1\n', 58_000)}`])],
  [
    'actions wrong enum',
    victim([
      /actions:\n[\s\S]*?(?=nonconformity)/,
      `actions:\n${fill('  - id: A1\n    status: opne\n    kind: x\n', 58_000)}`,
    ]),
  ],
  [
    'actions wrong causes',
    victim([/actions:\n[\s\S]*?(?=nonconformity)/, `actions:\n  - id: A1\n    causes: [${fill('C2,', 50_000)}]\n`]),
  ],
  [
    'whys blame',
    victim([/ {6}- Why did[\s\S]*?(?=actions:)/, fill(`      - A${'A'.repeat(1000)}\n`, 58_000)]),
    { hasPeople: true },
  ],
  ['statement AAAA', victim([/statement: .*/, `statement: ${fill('A', 60_000)}`]), { hasPeople: true }],
  ['statement Aaaa', victim([/statement: .*/, `statement: ${fill('Aa', 60_000)}`]), { hasPeople: true }],
  ['statement human error', victim([/statement: .*/, `statement: "human error${fill('!', 55_000)}x"`])],
  ['statement !!! ', victim([/statement: .*/, `statement: "${fill('!', 55_000)}x"`])],
  ['statement @a', victim([/statement: .*/, `statement: "@a${fill('a', 55_000)}("`])],
  ['statement @a.a', victim([/statement: .*/, `statement: "${fill('@a.', 55_000)}("`])],
  ['related × n', withFacts(`related: [${fill('a,', 36_000)}]`)],
  [
    'long id',
    victim([/^id: .*/m, `id: ${fill('a', 40_000)}`], ['actions:\n', `actions:\n${fill('  - {}\n', 20_000)}`]),
  ],
  ['long owner', victim([/^owner: .*/m, `owner: ${fill('a', 60_000)}`])],
  ['long email', victim([/^owner: .*/m, `owner: a@${fill('a.', 60_000)}`])],
  ['long email2', victim([/^owner: .*/m, `owner: a@${fill('a', 60)}${fill('-a', 50_000)}`])],
  ['long handle', victim([/^owner: .*/m, `owner: "@a${fill('.', 60_000)}"`])],
  ['long title', victim([/^title: .*/m, `title: ${fill('a', 60_000)}`])],
  ['long severity', victim([/^severity: .*/m, `severity: ${fill('a', 60_000)}`])],
  ['long time', victim([/ {2}started: .*/, `  started: 2026-03-10T09:12:00.${fill('0', 60_000)}Z`])],
  ['long time digits', victim([/ {2}started: .*/, `  started: "${fill('1', 60_000)}"`])],
  ['long due', victim(['due: 2026-04-10', `due: 2026-04-10${fill('0', 60_000)}`])],
  ['long due spaces', victim(['due: 2026-04-10', `due: "2026-04-10${fill(' ', 60_000)}x"`])],
  ['long category', victim([/category: .*/, `category: ${fill('a/', 60_000)}`])],
  ['long evidence', victim(['evidence: ["https', `evidence: ["${fill('a', 50_000)}", "https`])],
  ['evidence × n', victim(['evidence: ["https', `evidence: [${fill('a,', 36_000)} "https`])],
  [
    'evidence file × n',
    withFacts(`evidence: [${fill(`{id: E1, ref: "file:a", sha256: ${'a'.repeat(64)}},`, 55_000)}]`),
  ],
  [
    'services × n',
    victim([
      /services: .*/,
      'services: [' +
        Array.from({ length: 4500 }, (_, i) => `checkuot-ap${i}`)
          .join(',')
          .slice(0, 60_000) +
        ']',
    ]),
    { services: 4000 },
  ],
  ['ticket', victim([/ticket: .*/, `ticket: "${fill('https://', 60_000)}"`])],
  ['fingerprint', withFacts(`approvals: [${fill('{by: "@a", on: 2026-01-01, fingerprint: a},', 58_000)}]`)],
  ['participants', victim([/ {6}- \{ who: "@dan".*/, fill('      - { who: "@dan", role: responder }\n', 58_000)])],
  [
    'participants strangers',
    victim([/ {6}- \{ who: "@dan".*/, fill('      - { who: "@dann", role: responder }\n', 58_000)]),
    { hasPeople: true },
  ],
  [
    'deferrals',
    victim([
      '    effectiveness:',
      `    deferrals: [${fill('{from: 2026-01-01, to: 2026-01-02},', 55_000)}]\n    effectiveness:`,
    ]),
  ],
  ['severity changes', withFacts(`severity_changes: [${fill('{from: a, to: b},', 55_000)}]`)],
  ['reviews', victim([/reviews:\n/, `reviews:\n${fill('  - stage: full\n', 55_000)}`])],
  ['block scalar', withFacts(`x_a: |\n${fill(' a\n', 60_000)}`)],
  ['block scalar indent', withFacts(`x_a: |\n${fill('  \n', 60_000)}  a`)],
  ['folded', withFacts(`x_a: >\n${fill(' a\n\n', 60_000)}`)],
  ['plain multi', withFacts(`x_a: a\n${fill(' a\n', 60_000)}`)],
  ['dquote multi', withFacts(`x_a: "a\n${fill(' a\n', 60_000)}"`)],
  ['comment', withFacts(`x_a: a #${fill(' #', 60_000)}`)],
  ['comments', withFacts(fill('#\n', 60_000))],
  ['dash lines', withFacts(`x_a:\n${fill('  -\n', 60_000)}`)],
  ['colons', withFacts(fill(':', 60_000))],
  ['colons lines', withFacts(fill(':\n', 60_000))],
  ['question', withFacts(fill('?\n', 60_000))],
  ['garbage', withFacts(fill('a\n', 60_000))],
  ['garbage2', withFacts(fill('a: b: c\n', 60_000))],
  ['garbage3', withFacts(fill(' a: b\n  c: d\n', 60_000))],
  ['garbage4', withFacts(fill('- a\n', 60_000))],
  ['garbage5', withFacts(fill(']\n', 60_000))],
  ['directives', withFacts(fill('%YAML 1.2\n', 60_000))],
  ['zero width fm', withFacts(`x_a: ${fill('a\u200b', 30_000)}`)],
  ['zero width escapes', withFacts(fill('x_a: "\\u200b"\n', 60_000))],
  ['zero width escapes list', withFacts(`x_a: [${fill('"\\e",', 50_000)}]`)],
  ['zero-width one ever value', withFacts(Array.from({ length: 2700 }, (_, i) => `x_${i}: "\\u200b"`).join('\n'))],
  ['emoji', withFacts(`x_a: ${fill('👩‍👩‍👧‍👦', 20_000)}`)],
  ['emoji body', withBody(`# Summary\nTODO ${fill('👩‍👩‍👧‍👦', 100_000)}`)],
  ['combining', withBody(`# Summary\nTODO ${fill('\u0301', 140_000)}`)],
  ['combining title', victim([/^owner: .*/m, `owner: a${fill('\u0301', 30_000)}`])],
  ['wide', withBody(fill('漢TODO ', 200_000))],
  ['unclosed', `---\n${fill('a: b\n', K)}`],
  ['render blocks', withBody(fill('<!-- pir:begin actions -->\n<!-- pir:end actions -->\n', K))],
  ['render begins', withBody(fill('<!-- pir:begin actions -->\n', K))],
  ['render stale', withBody(fill('<!-- pir:begin actions -->\nx\n<!-- pir:end actions -->\n', K))],
  ['crlf', victim().replaceAll('\n', '\r\n')],
  ['cr only', victim().replaceAll('\n', '\r')],
  ['crs', withBody(fill('\r', K))],
  ['crcrlf', withBody(fill('\r\r\n', K))],
  ['u2028', withBody(fill('\u2028', 90_000))],
];

const people = peopleOf(Array.from({ length: 800 }, (_, i) => ({ handle: `@p${i}`, name: `Person A${i}` })));
const asOf = parseInstant(EXAMPLE_AS_OF) ?? 0;

it.each<[name: string, text: string, around?: Around]>(texts)('%s', async (_name, text, around: Around = {}) => {
  const services = Object.fromEntries(Array.from({ length: around.services ?? 0 }, (_, i) => [`checkout-${i}`, {}]));
  const config = resolveConfig({ profile: 'enterprise', services } as Parameters<typeof resolveConfig>[0]);
  const clock = clockAt(asOf, zoneClock('UTC'));
  await loadBodyTree();
  await findSecrets('');
  // Over this, nothing would be read at all.
  expect(Buffer.byteLength(text)).toBeLessThan(320 * 1024);
  const file = { path: victimPath, kind: 'incident', text } as const;
  const context = { config, asOf, clock, sha256, people: around.hasPeople ? people : undefined };
  const { result: findings, milliseconds } = await cpuTime(async () => {
    const { findings, doubts } = judgeRecord(file, planRules(rules, config), context);
    for (const { question } of doubts) if (question.ask === 'no-secret') await findSecrets(question.text);
    return findings;
  });
  expect(milliseconds).toBeLessThan(2000);
  expect(findings.length).toBeLessThanOrEqual(1000);
  for (const { message, hint } of findings) expect(message.length + hint.length).toBeLessThan(1300);
});
