import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, makePipe } from '../repository.ts';
import { checkEverywhere, expectHarmless, expectWitness, makeTarget } from './check-everywhere.ts';
import { victim, victimPath, withBody, withFacts } from './sound.ts';

const utf16 = (text: string): Uint8Array => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const run = (canary: string): string => `require('node:fs').writeFileSync(${JSON.stringify(canary)}, '')`;

/**
 * One attack a row: the record in the victim's place, and the rules that speak of it; '' where it is harmless and said to
 * be sound. A function is told where the file is to be made that no attack may bring into being.
 */
const records: readonly (readonly [
  attack: string,
  record: string | Uint8Array | ((canary: string) => string),
  rules: string,
])[] = [
  ['a sound record', victim(), ''],
  // Front matter that is a program to gray-matter.
  ['---js', (canary) => `---js\n${run(canary)}\n---\n`, 'frontmatter'],
  ['--- js', (canary) => `--- js\n${run(canary)}\n---\n`, 'frontmatter'],
  ['---  javascript', (canary) => `---  javascript\n${run(canary)}\n---\n`, 'frontmatter'],
  ['---javascript that gives facts', (canary) => `---javascript\n{ id: ${run(canary)} }\n---\n`, 'frontmatter'],
  ['---coffee', (canary) => `---coffee\n${run(canary)}\n---\n`, 'frontmatter'],
  ['---json', '---json\n{"id": "x"}\n---\n', 'frontmatter'],
  ['js behind a byte order mark', (canary) => `\ufeff---js\n${run(canary)}\n---\n`, 'frontmatter'],
  ['js in the second fence', (canary) => victim([/\n---\n/, `\n---js\n${run(canary)}\n---\n`]), 'frontmatter'],
  ['a !!js/function tag', (canary) => withFacts(`x_a: !!js/function 'function () { ${run(canary)} }'`), 'frontmatter'],
  // Fences
  ['nothing', '', 'frontmatter'],
  ['text without facts', '# A title\n', 'frontmatter'],
  ['a fence that is never closed', victim([/\n---\n/, '\n']), 'frontmatter'],
  [
    'a second document, which is a body',
    withFacts('---\nid: other'),
    'review-held review-participants risk-link similar',
  ],
  ['a second document behind a comment', withFacts('--- # more\nid: other'), 'frontmatter'],
  ['an end of document', withFacts('...\nid: other'), 'frontmatter'],
  ['a directive', victim([/^---\n/, '---\n%YAML 1.1\n']), 'frontmatter'],
  ['facts that are a list', '---\n- a\n---\n', 'frontmatter'],
  ['50,000 fences with text', `---\n${'--- x\n'.repeat(50_000)}`, 'frontmatter'],
  ['75,000 ends of documents', `---\n${'...\n'.repeat(75_000)}`, 'frontmatter'],
  ['40,000 merge conflicts', withBody('<<<<<<<\n'.repeat(36_000)), 'frontmatter'],
  // YAML
  [
    'a bomb of aliases',
    withFacts(
      `x_a: &a [b, b, b]\n${[...'bcdefgh'].map((letter, i) => `x_${letter}: &${letter} [${`*${'abcdefg'[i]}, `.repeat(9)}]`).join('\n')}`,
    ),
    'frontmatter',
  ],
  ['an alias of itself', withFacts('x_a: &a [*a]'), 'frontmatter'],
  ['a merge key', withFacts('x_a: { <<: { id: other } }'), ''],
  ['15,000 aliases', withFacts(`x_a: [${'*a, '.repeat(15_000)}]`), 'frontmatter'],
  ['3,000 nested lists', withFacts(`x_a: ${'['.repeat(3000)}${']'.repeat(3000)}`), 'frontmatter'],
  ['3,000 nested maps', withFacts(`x_a: ${'{a: '.repeat(3000)}${'}'.repeat(3000)}`), 'frontmatter'],
  ['3,000 open brackets', withFacts(`x_a: ${'['.repeat(3000)}`), 'frontmatter'],
  ['60,000 open brackets', withFacts(`x_a: ${'{'.repeat(60_000)}`), 'frontmatter'],
  ['3,000 dashes', withFacts(`x_a:\n  ${'- '.repeat(3000)}a`), 'frontmatter'],
  [
    '300 nested blocks',
    withFacts(`x_a:\n${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`),
    'frontmatter',
  ],
  ['20,000 question marks', withFacts('? '.repeat(20_000)), 'frontmatter'],
  ['400 KB of one key again and again', withFacts('x_a: 1\n'.repeat(57_000)), 'frontmatter'],
  ['60 KB of one key again and again', withFacts('x_a: 1\n'.repeat(8500)), 'frontmatter'],
  [
    '8,000 keys of nobody',
    withFacts(Array.from({ length: 7000 }, (_, i) => `k${i}: 1`).join('\n')),
    'frontmatter schema',
  ],
  [
    'keys of every object',
    withFacts('__proto__: { owner: "@x" }\nconstructor: { prototype: { owner: "@x" } }\nprototype: 1'),
    'frontmatter',
  ],
  ['keys of every object in a map', withFacts('x_a: { __proto__: { polluted: true } }'), 'frontmatter'],
  ['keys of every object, quoted', victim(['times:\n', 'times:\n  "__proto__": 1\n']), 'frontmatter'],
  [
    'names of an object’s own functions',
    victim(['type: availability', 'type: toString'], ['severity: sev2', 'severity: __proto__']),
    'reference schema',
  ],
  ['a map as key', withFacts('? { a: 1 }\n: b'), 'frontmatter'],
  ['64 KiB and a byte of facts', withFacts(`x_a: ${'a'.repeat(65 * 1024)}`), 'frontmatter'],
  ['320 KiB and a byte', withBody('a'.repeat(320 * 1024)), 'frontmatter'],
  ['20,001 values', withFacts(`x_a: [${'1,'.repeat(20_001)}]`), 'frontmatter'],
  ['numbers without end', withFacts('x_a: .inf\nx_b: -.nan\nx_c: 1e999'), 'frontmatter'],
  // Bytes
  ['bytes that are not UTF-8', Buffer.concat([Buffer.from(victim()), Buffer.from([0xc3, 0x28])]), 'frontmatter'],
  [
    'half a surrogate pair as bytes',
    Buffer.concat([Buffer.from(victim()), Buffer.from([0xed, 0xa0, 0x80])]),
    'frontmatter',
  ],
  ['an overlong slash', Buffer.concat([Buffer.from(victim()), Buffer.from([0xc0, 0xaf])]), 'frontmatter'],
  ['UTF-16 with its mark', utf16(victim()), 'frontmatter'],
  ['a byte order mark', `\ufeff${victim()}`, 'frontmatter'],
  ['a byte order mark in the body', withBody('\ufeff# a'), 'frontmatter section'],
  ['NUL in the facts', withFacts('x_a: a\0b'), 'frontmatter'],
  ['NUL in the body', victim(['## Summary\n', '## Summary\n\n\0\n']), 'frontmatter'],
  ['300,000 NULs', '\0'.repeat(300_000), 'frontmatter'],
  ['line ends of another age', victim().replaceAll('\n', '\r'), 'frontmatter'],
  ['150,000 line ends of another age', withBody('\r'.repeat(150_000)), 'frontmatter section'],
  // What a terminal, a build log or a reader obeys.
  ['ESC in the title', victim([/title: .*/, 'title: "\\e[31mred\\e[0m"']), 'frontmatter'],
  ['ESC as a byte', victim([/title: .*/, 'title: \u001b[31mred']), 'frontmatter'],
  [
    'a link by OSC 8',
    victim([/title: .*/, 'title: "\\e]8;;https://evil.example\\e\\\\here\\e]8;;\\e\\\\"']),
    'frontmatter',
  ],
  ['C1 in the owner', victim(['owner: "@alice"', 'owner: "@alice\\x9b31m"']), 'frontmatter'],
  ['the other direction in the owner', victim(['owner: "@alice"', 'owner: "@\u202eecila"']), 'frontmatter'],
  ['zero width in the owner', victim(['owner: "@alice"', 'owner: "@al\u200bice"']), 'frontmatter'],
  ['Cyrillic in the owner', victim(['owner: "@alice"', 'owner: "@\u0430lice"']), 'owner'],
  [
    'Cyrillic in an action’s owner',
    victim(
      ['owner: "@bob"', 'owner: "@b\u043eb"'],
      ['status: done', 'status: open'],
      ['status: closed', 'status: approved'],
    ),
    'action-overdue action-owner',
  ],
  ['ESC in a heading', victim(['## Summary', '## Summary \u001b]0;owned\u0007']), 'frontmatter section'],
  ['tags that nobody sees', victim([/title: .*/, 'title: a\u{e0041}\u{e0042}']), 'frontmatter'],
  ['a workflow command in the owner', victim(['owner: "@alice"', 'owner: "::error::owned"']), 'owner'],
  ['a workflow command behind a line end', victim(['owner: "@alice"', 'owner: "a\\n::set-env name=A::b"']), 'owner'],
  ['a workflow command behind %0A', victim(['owner: "@alice"', 'owner: "a%0A::stop-commands::b"']), 'owner'],
  ['an old workflow command', victim(['owner: "@alice"', 'owner: "##[set-output name=a]b"']), 'owner'],
  ['a command of Azure', victim(['owner: "@alice"', 'owner: "##vso[task.setvariable variable=a]b"']), 'owner'],
  ['a formula', victim(['owner: "@alice"', `owner: "=cmd|' /C calc'!A0"`]), 'owner'],
  [
    'markdown and HTML',
    victim(['owner: "@alice"', 'owner: "<img src=x onerror=alert(1)>[a](javascript:b)|c"']),
    'owner',
  ],
  ['the end of CDATA', victim(['owner: "@alice"', 'owner: "]]></failure><testcase/>"']), 'owner'],
  ['a command in a heading', victim([/## Summary\n\n.*\n/, '## Summary\n\n']), 'section'],
  // Where a reader of bodies gives up.
  ['a line of 20 KB of >', withBody(`${'>'.repeat(20_000)}\n`), 'frontmatter section'],
  ['300 KB of [', withBody('['.repeat(300_000)), 'section'],
  ['<!-- × 75,000', withBody('<!--'.repeat(75_000)), 'section'],
  ['<!-- × 75,000, a line each', withBody('<!--\n'.repeat(60_000)), 'section'],
  ['lists 700 deep', withBody(Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}- a\n`).join('')), 'section'],
  ['30 lists on each line', withBody('- - - - - - - - - - a\n'.repeat(13_000)), 'section'],
  // Findings
  [
    '5,000 actions without anything',
    victim([/actions:\n[\s\S]*?(?=nonconformity)/, `actions:\n${'  - {}\n'.repeat(8000)}`]),
    'frontmatter schema',
  ],
  ['5,000 placeholders', withBody(`# Summary\n${'TODO\n'.repeat(50_000)}`), 'frontmatter placeholder section'],
  ['18,000 references to nobody', withFacts(`related: [${'a,'.repeat(9000)}b]`), 'reference'],
  [
    'a finding in a line of 300 KB',
    withBody(`# Summary\n${'a '.repeat(70_000)}TODO${' a'.repeat(70_000)}\n`),
    'placeholder section',
  ],
  [
    '1,000 findings in a line of 300 KB',
    withBody(`# Summary\n${'TODO '.repeat(60_000)}\n`),
    'frontmatter placeholder section',
  ],
  ['300 KB of ESC', withBody('a\u001b'.repeat(150_000)), 'frontmatter'],
  [
    'an id of 40 KB in 1,000 findings',
    victim([/^id: .*/m, `id: ${'a'.repeat(40_000)}`], ['actions:\n', `actions:\n${'  - {}\n'.repeat(2000)}`]),
    'frontmatter record-id schema',
  ],
  ['a severity of 60 KB', victim(['severity: sev2', `severity: ${'a'.repeat(60_000)}`]), 'reference'],
  // Ids and paths that lead elsewhere.
  ['an id that climbs', victim([/^id: .*/m, 'id: ../../x']), 'record-id'],
  [
    'references that climb',
    withFacts('related: [../../x, /etc/passwd]\nrisks: [{ id: ../R-001, effect: new }]'),
    'reference',
  ],
  ['evidence above', victim([/evidence: \[.*?\]/, 'evidence: ["file:../../etc/passwd"]']), 'action-evidence'],
  ['evidence from the root', victim([/evidence: \[.*?\]/, 'evidence: ["file:/etc/passwd"]']), 'action-evidence'],
  ['evidence that is home', victim([/evidence: \[.*?\]/, 'evidence: ["file:~/.ssh/id_rsa"]']), 'action-evidence'],
  ['evidence behind NUL', victim([/evidence: \[.*?\]/, 'evidence: ["file:a\\0b"]']), 'frontmatter'],
  ['evidence that is an option', victim([/evidence: \[.*?\]/, 'evidence: ["commit:--output=x"]']), 'action-evidence'],
  ['evidence that is a branch', victim([/evidence: \[.*?\]/, 'evidence: ["commit:HEAD"]']), 'action-evidence'],
  ['evidence that is a program', victim([/evidence: \[.*?\]/, 'evidence: ["javascript:alert(1)"]']), 'action-evidence'],
  [
    '500 pieces that are not here',
    withFacts(`evidence: [${'{ id: E1, ref: "file:a" },'.repeat(500)}]`),
    'action-evidence reference',
  ],
];

it.each(records)('%s', async (_attack, record, rules) => {
  const canary = path.join(makeFolder(), 'canary');
  const target = makeTarget({ [victimPath]: typeof record === 'function' ? record(canary) : record });
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  expectWitness(everywhere);
  const spoken = everywhere.findings.filter((finding) => finding.path === victimPath);
  expect([...new Set(spoken.map(({ rule }) => rule))].sort().join(' ')).toBe(rules);
  expect(spoken.length).toBeLessThanOrEqual(2000);
  expect(everywhere.records).toBe(3);
  expect(everywhere.code).toBe(spoken.some(({ severity }) => severity === 'error') ? 1 : 0);
  expect(existsSync(canary)).toBe(false);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const secret = 'root:x:0:0';
/** What stands in a record's place without being a file: [what, how it gets there, path of the finding]. */
const places: readonly (readonly [attack: string, put: (top: string) => void, path: string])[] = [
  ['a link to a file elsewhere', (top) => symlinkSync('/etc/passwd', path.join(top, victimPath)), victimPath],
  ['a link to a sound record', (top) => symlinkSync('2026-03-12-witness.md', path.join(top, victimPath)), victimPath],
  ['a link to itself', (top) => symlinkSync(path.basename(victimPath), path.join(top, victimPath)), victimPath],
  ['a link to a folder', (top) => symlinkSync('/etc', path.join(top, 'incidents/etc')), 'incidents/etc'],
  ['a link to the folder it is in', (top) => symlinkSync('.', path.join(top, 'incidents/loop')), 'incidents/loop'],
  ['a place that is a link elsewhere', (top) => symlinkSync('/etc', path.join(top, 'risks')), 'risks'],
  ['a place that is a link to nothing', (top) => symlinkSync('nothing', path.join(top, 'risks')), 'risks'],
  ['a place that is a file', (top) => writeFileSync(path.join(top, 'risks'), 'x'), 'risks'],
  ['a place that is a pipe', (top) => makePipe(path.join(top, 'risks')), 'risks'],
  ['a pipe that nobody writes to', (top) => makePipe(path.join(top, victimPath)), victimPath],
  ['a socket', (top) => listen(path.join(top, victimPath)), victimPath],
  [
    'a folder of a record’s name',
    (top) => mkdirSync(path.join(top, 'risks/R-001.md'), { recursive: true }),
    'risks/R-001.md',
  ],
  [
    'another repository',
    (top) => void execFileSync('git', ['init', '-q', path.join(top, 'incidents/sub')]),
    'incidents/sub',
  ],
];

function listen(at: string): void {
  const script = `require('node:net').createServer().listen(${JSON.stringify(at)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
}

it.each(places)('%s', async (_attack, put, at) => {
  const target = makeTarget();
  put(target);
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  expectWitness(everywhere);
  expect(everywhere.code).toBe(1);
  const spoken = everywhere.findings.filter((finding) => finding.path !== 'incidents/2026-03-12-witness.md');
  expect(spoken.map(({ rule, path: file }) => `${rule} ${file}`)).toEqual([`frontmatter ${at}`]);
  for (const text of everywhere.texts.values()) expect(text).not.toContain(secret);
});

/** Names that a shell, a build log, a URL or a terminal takes for something else. */
it.each([
  'a\nb.md',
  'a\r::error::b.md',
  '::error::a.md',
  'a%0A::error::b.md',
  '##[error]a.md',
  '##vso[task.complete]a.md',
  'a\u001b[31mb.md',
  'a\u202egnp.md',
  'a\u200bb.md',
  '-rf.md',
  '--output=x.md',
  '=1+1.md',
  'a b"c\'d`e$(f);g|h&i<j>k.md',
  'a,line=1,col=2::b.md',
  '%2e%2e%2fetc.md',
  '漢字 und Ümläute.md',
  `${'a'.repeat(250)}.md`,
  'CON.md',
  '\\..\\..\\x.md',
  'constructor.md',
])('a file named %j', async (name) => {
  const target = makeTarget({ [`incidents/${name}`]: victim(['owner: "@alice"', 'owner: tbd']) });
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  expectWitness(everywhere);
  const spoken = everywhere.findings.filter((finding) => finding.path === `incidents/${name}`);
  expect(spoken.map(({ rule }) => rule).sort()).toEqual(['owner', 'record-id']);
});

it('takes a file whose name is an option for a path', async () => {
  const target = makeTarget({ 'incidents/--staged.md': victim(), 'incidents/-C.md': victim() });
  const { findings } = await checkEverywhere(target, ['--', 'incidents/--staged.md']);
  expect([...new Set(findings.map((finding) => finding.path))]).toEqual(['incidents/--staged.md']);
});

it('says so when a file is one of a hundred bad ones', async () => {
  const bad = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`incidents/bad-${i}.md`, `---js\n${i}\n---\n`]),
  );
  const everywhere = await checkEverywhere(makeTarget(bad));
  expectHarmless(everywhere);
  expectWitness(everywhere);
  expect(everywhere.findings.filter(({ rule }) => rule === 'frontmatter').length).toBe(100);
});

it.each([
  ['a link that leads out', (top: string) => symlinkSync('/etc/hostname', path.join(top, 'e'))],
  [
    'a link through a folder that leads out',
    (top: string) => {
      symlinkSync('/etc', path.join(top, 'd'));
      symlinkSync('d/hostname', path.join(top, 'e'));
    },
  ],
  ['a pipe', (top: string) => makePipe(path.join(top, 'e'))],
  ['a folder', (top: string) => mkdirSync(path.join(top, 'e'))],
  ['nothing', () => {}],
])('takes no evidence from %s', async (_what, put) => {
  const target = makeTarget({ [victimPath]: victim([/evidence: \[.*?\]/, 'evidence: ["file:e"]']) });
  put(target);
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  expect(everywhere.findings.filter((finding) => finding.path === victimPath).map(({ rule }) => rule)).toEqual([
    'action-evidence',
  ]);
});

it('reads large evidence once, however many name it', async () => {
  const named = Array.from(
    { length: 400 },
    (_, i) => `{ id: E${i}, ref: "file:${'./'.repeat(i % 9)}big", sha256: "${'0'.repeat(64)}" }`,
  );
  const target = makeTarget({
    [victimPath]: withFacts(`evidence: [${named.join(', ')}]`),
    big: Buffer.alloc(30_000_000),
  });
  const everywhere = await checkEverywhere(target);
  expectHarmless(everywhere);
  expect(everywhere.findings.filter((finding) => finding.path === victimPath).length).toBe(400);
});
