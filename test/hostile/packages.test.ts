import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { cpuTime } from '../cpu-time.ts';
import { commandsIn } from '../reporters/runner.ts';
import { makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { expectPrintable } from './check-everywhere.ts';
import { beside, victim, victimPath } from './sound.ts';

const people = `- { handle: "@alice", name: Alice Doe }\n- { handle: "@bob" }\n- { handle: "@carol" }\n- { handle: "@dan" }\n- { handle: "@cto" }\n`;
const files = {
  ...beside,
  [victimPath]: victim(),
  'people.yaml': people,
  'pir.config.yaml': 'timezone: Europe/Berlin\n',
};
const year = ['--control', 'A.5.27', '--from', '2026-01-01', '--to', '2026-12-31'];

/** Runs pir, and holds what it prints to what people may be shown; milliseconds of the processor. */
async function play(argv: readonly string[], cwd: string, most = 4000) {
  const { result, milliseconds } = await cpuTime(() => runPir(argv, { cwd, now: EXAMPLE_AS_OF }));
  const { code, out, err } = result;
  for (const text of [out, err]) {
    expectPrintable(text, argv.join(' '));
    expect(commandsIn(text)).toEqual([]);
  }
  expect(milliseconds).toBeLessThan(most);
  return { code, out, err };
}

async function makePackage(repository: string, more: readonly string[] = []) {
  const folder = path.join(makeFolder(), 'package');
  const { code, out, err } = await play(['audit', 'package', ...year, '--out', folder, ...more], repository);
  return { code, out, err, folder, repository };
}

/** What is packaged stands in a commit of the day on which it is looked at. */
function committed(more: Readonly<{ [name: string]: string | Uint8Array }> = {}): string {
  const repository = makeRepository();
  for (const [name, content] of Object.entries({ ...files, ...more })) repository.write(name, content);
  repository.commit('Begin', { date: EXAMPLE_AS_OF });
  return repository.path;
}

const made = await makePackage(committed(), ['--with-bundle']);
if (made.code !== 0) throw new Error(made.err);
const elsewhere = makeFolder();

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

const listOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.lstatSync(path.join(folder, name)).isFile())
    .sort();

/** A copy with those files (a function changes the text that stands there), listed as somebody would who means ill. */
function forged(changes: Readonly<{ [name: string]: string | Uint8Array | ((text: string) => string) }>): string {
  const folder = path.join(makeFolder(), 'package');
  fs.cpSync(made.folder, folder, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof change === 'function' ? change(fs.readFileSync(file, 'utf8')) : change);
  }
  const manifestFile = path.join(folder, 'manifest.json');
  if (changes['manifest.json'] === undefined) {
    const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
    for (const each of manifest.files)
      if (changes[each.path] !== undefined) {
        const bytes = fs.readFileSync(path.join(folder, each.path));
        Object.assign(each, { sha256: sha256(bytes), size: bytes.length });
      }
    fs.writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
  }
  if (changes['MANIFEST.sha256'] !== undefined) return folder;
  const sums = listOf(folder)
    .filter((name) => !name.startsWith('MANIFEST.sha256'))
    .map((name) => `${sha256(fs.readFileSync(path.join(folder, name)))}  ${name}\n`);
  fs.writeFileSync(path.join(folder, 'MANIFEST.sha256'), sums.join(''));
  return folder;
}

// biome-ignore lint/suspicious/noExplicitAny: what is forged may be of any shape.
type Json = { [key: string]: any };
const manifestWith = (change: (manifest: Json) => void) => ({
  'manifest.json': (text: string) => {
    const manifest = JSON.parse(text);
    change(manifest);
    return JSON.stringify(manifest, null, 2);
  },
});
const reportWith = (name: string, text: string) => ({ [`reports/${name}.json`]: text });

describe('a package that was made to harm', () => {
  it.each<[attack: string, changes: Parameters<typeof forged>[0]]>([
    ['tables that are null', reportWith('metrics', '{"tables":[{"name":"durations","rows":null}]}')],
    ['tables that are text', reportWith('metrics', '{"tables":[{"name":"durations","rows":"abc"}]}')],
    ['tables without rows', reportWith('coverage', '{"tables":[{"name":"coverage"}]}')],
    ['tables that are a number', reportWith('coverage', '{"tables":[7, null]}')],
    [
      'rows of null',
      { 'reports/coverage.json': (t) => t.replace(/"rows": \[[\s\S]*?\n {6}\]/, '"rows": [null,null,null]') },
    ],
    ['rows that say they are many', reportWith('coverage', '{"tables":[{"name":"coverage","rows":{"length":3}}]}')],
    ['a report of 4 MB of brackets', reportWith('metrics', '['.repeat(4_000_000))],
    ['events of null', { 'history/events.json': '{"version":1,"events":[null]}' }],
    ['events that are a number', { 'history/events.json': '{"version":1,"events":5}' }],
    [
      'events with odd closings',
      {
        'history/events.json': (t) =>
          t.replace(/"closing": null/g, '"closing": {"owner":5,"on":{},"by":[],"has_evidence":1}'),
      },
    ],
    [
      'events with closings that are text',
      { 'history/events.json': (t) => t.replace(/"closing": null/g, '"closing": "x"') },
    ],
    [
      'events without moments',
      { 'history/events.json': (t) => t.replace(/"(at|merged_at|holds_from)": "[^"]*"/g, '"$1": "never"') },
    ],
    ['events of no kind', { 'history/events.json': (t) => t.replace(/"kind": "[^"]*"/g, '"kind": "constructor"') }],
    [
      'events of odd values',
      { 'history/events.json': (t) => t.replace(/"(from|to|field|action)": null/g, '"$1": {"a":1}') },
    ],
    ['people that are a map', { 'excerpt/people.yaml': '{ a: b }' }],
    [
      'people that are numbers',
      { 'excerpt/people.yaml': '[1, ~, { handle: 5, emails: x, roles: 7 }, { emails: [~, 1] }]' },
    ],
    ['settings that are a list', { 'excerpt/pir.config.yaml': '[1]' }],
    [
      'settings that are odd',
      { 'excerpt/pir.config.yaml': 'severities: 5\ntimezone: [x]\ncauses: ~\nmetrics: 7\nrules: []\n' },
    ],
    ['settings of another zone', { 'excerpt/pir.config.yaml': 'timezone: ../../etc/passwd\n' }],
    ['settings with an alias', { 'excerpt/pir.config.yaml': 'a: &a [*a]\n' }],
    ['a record that is none', { [victimPath]: '---js\nprocess.exit(9)\n---\n' }],
    ['a record of 1 MB', { [victimPath]: `${victim()}${'a'.repeat(1_000_000)}` }],
    [
      'an end of time',
      manifestWith((m) => {
        m.period.to = '9999-99-99';
      }),
    ],
    [
      'a beginning of time',
      manifestWith((m) => {
        m.period.from = '0000-00-00';
      }),
    ],
    [
      'no such moment',
      manifestWith((m) => {
        m.as_of = '2026-99-99T99:99:99Z';
      }),
    ],
    [
      'no such epoch',
      manifestWith((m) => {
        m.repository.epoch_at = '2026-99-99T99:99:99Z';
      }),
    ],
    [
      'a root that climbs',
      manifestWith((m) => {
        m.repository.root = '../../../..';
      }),
    ],
    [
      'a root that is absolute',
      manifestWith((m) => {
        m.repository.root = '/etc';
      }),
    ],
    [
      'a root of line ends',
      manifestWith((m) => {
        m.repository.root = '\n\u001b[31m';
      }),
    ],
    [
      'a branch that is an option',
      manifestWith((m) => {
        m.repository.branch = '--output=canary';
      }),
    ],
    [
      'a branch of odd signs',
      manifestWith((m) => {
        m.repository.branch = '\u001b[31m:(glob)^{}@{-1}';
      }),
    ],
    [
      'a commit that is none',
      manifestWith((m) => {
        m.repository.commit = '0'.repeat(40);
      }),
    ],
    [
      'a commit of SHA-256',
      manifestWith((m) => {
        m.repository.commit = '0'.repeat(64);
        m.repository.roots = ['f'.repeat(64)];
      }),
    ],
    [
      '100,000 roots',
      manifestWith((m) => {
        m.repository.roots = Array.from({ length: 100_000 }, (_, i) => i.toString(16).padStart(40, '0'));
      }),
    ],
    [
      'a control of ESC',
      manifestWith((m) => {
        m.control = '\u001b[31m';
      }),
    ],
    [
      'a control of every object',
      manifestWith((m) => {
        m.control = '__proto__';
      }),
    ],
    [
      'a name that is an option',
      manifestWith((m) => {
        m.repository.name = '--x/../..';
      }),
    ],
    [
      'reasons of every object',
      manifestWith((m) => {
        m.allowed = [{ what: '__proto__' }, { what: 'constructor' }];
      }),
    ],
    [
      'sources that climb',
      manifestWith((m) => {
        for (const f of m.files) f.source = '../../../etc/passwd';
      }),
    ],
    [
      'sources with NUL',
      manifestWith((m) => {
        for (const f of m.files) f.source = 'a\0b';
      }),
    ],
    [
      'sources of 200 KB',
      manifestWith((m) => {
        for (const f of m.files) f.source = 'a'.repeat(200_000);
      }),
    ],
    [
      'sources that are options',
      manifestWith((m) => {
        for (const f of m.files) f.source = '--output=canary';
      }),
    ],
    [
      'sources of nothing',
      manifestWith((m) => {
        for (const f of m.files) f.source = '';
      }),
    ],
    [
      'blobs of nobody',
      manifestWith((m) => {
        for (const f of m.files) f.git_blob = '0'.repeat(40);
      }),
    ],
    [
      'sizes that lie',
      manifestWith((m) => {
        for (const f of m.files) f.size = 2 ** 52;
      }),
    ],
    [
      'sizes below zero',
      manifestWith((m) => {
        for (const f of m.files) f.size = -1;
      }),
    ],
    [
      '100,000 files that are not here',
      manifestWith((m) => {
        for (let i = 0; i < 100_000; i++) m.files.push({ ...m.files[0], path: `evidence/${i}` });
      }),
    ],
    [
      'paths of ESC and worse',
      manifestWith((m) => {
        for (const p of ['\u001b[31m', '::error::x', '\u202e', 'a\nb', '##[error]x'])
          m.files.push({ ...m.files[0], path: p });
      }),
    ],
    [
      'one path 1,000 times',
      manifestWith((m) => {
        for (let i = 0; i < 1000; i++) m.files.push(m.files[0]);
      }),
    ],
    [
      'keys of every object',
      {
        'manifest.json': (t) =>
          t.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
      },
    ],
    [
      'files of every object',
      manifestWith((m) => {
        m.files.push({ ...m.files[0], path: '__proto__' }, { ...m.files[0], path: 'constructor' });
      }),
    ],
    ['a manifest of 4 MB of brackets', { 'manifest.json': '['.repeat(4_000_000) }],
    ['a manifest of 40 MB', { 'manifest.json': `{"version":1,"x":"${'a'.repeat(40_000_000)}"}` }],
    ['a manifest that is no text', { 'manifest.json': Buffer.from([0xff, 0xfe, 0, 1]) }],
    ['a list of no text', { 'MANIFEST.sha256': Buffer.from([0xff, 0, 0xfe]) }],
    [
      'a list of 300,000',
      { 'MANIFEST.sha256': Array.from({ length: 300_000 }, (_, i) => `${'0'.repeat(64)}  ${i}\n`).join('') },
    ],
    ['a signature that is none', { 'MANIFEST.sha256.sig': 'x' }],
    ['a signature of 20 MB', { 'MANIFEST.sha256.sig': `-----BEGIN SSH SIGNATURE-----\n${'A'.repeat(20_000_000)}` }],
    ['a bundle that is none', { 'repository.bundle': 'x' }],
    ['a bundle of nothing', { 'repository.bundle': '# v2 git bundle\n\n' }],
    ['a bundle of ESC', { 'repository.bundle': '# v2 git bundle\n\u001b[31m HEAD\n\n' }],
    ['a bundle with odd heads', { 'repository.bundle': `# v2 git bundle\n${'0'.repeat(40)} ../../x\n\n` }],
    [
      'a bundle that lacks',
      { 'repository.bundle': `# v2 git bundle\n-${'1'.repeat(40)} x\n${'0'.repeat(40)} HEAD\n\n` },
    ],
    [
      'a bundle with a filter',
      { 'repository.bundle': `# v3 git bundle\n@filter=blob:none\n@object-format=sha1\n${'0'.repeat(40)} HEAD\n\n` },
    ],
  ])('with %s', async (_attack, changes) => {
    const folder = forged(changes);
    const before = listOf(folder);
    // Where the repository is not, all rests on the bundle.
    for (const cwd of [made.repository, ...(changes['repository.bundle'] === undefined ? [] : [elsewhere])]) {
      const { code, out } = await play(['audit', 'verify', folder], cwd, 8000);
      expect([1, 4]).toContain(code);
      // However long the names are that it gives to its files.
      expect(out.length).toBeLessThan(20_000);
    }
    expect(listOf(folder)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a list of keys', () => {
  it('of the package itself vouches for nothing', async () => {
    const folder = forged({ 'history/allowed_signers': 'x ssh-ed25519 AAAA\n' });
    fs.symlinkSync(path.join(folder, 'history/allowed_signers'), path.join(elsewhere, 'signers'));
    for (const list of [
      'history/allowed_signers',
      '../package/history/allowed_signers',
      path.join(elsewhere, 'signers'),
    ]) {
      const { code, err } = await play(['audit', 'verify', '.', '--allowed-signers', list], folder);
      expect([code, err]).toEqual([2, expect.stringContaining('a part of the package')]);
    }
  });
});

const evidenceOf = (refs: readonly string[]) =>
  victim([/evidence: \[.*?\]/, `evidence: [${refs.map((ref) => JSON.stringify(`file:${ref}`)).join(', ')}]`]);

describe('a repository that means ill', () => {
  it('gets no file from elsewhere into a package by naming it as evidence', async () => {
    const secret = path.join(makeFolder(), 'secret');
    fs.writeFileSync(secret, 'the secret');
    const refs = [
      '../../etc/passwd',
      '/etc/passwd',
      '~/.ssh/id_rsa',
      'a/../../x',
      'link',
      'folder/secret',
      'C:/x',
      '.git/config',
      '..',
      '.',
      '',
    ];
    const repository = makeRepository();
    for (const [name, content] of Object.entries({ ...files, [victimPath]: evidenceOf(refs) }))
      repository.write(name, content);
    fs.symlinkSync(secret, path.join(repository.path, 'link'));
    fs.symlinkSync(path.dirname(secret), path.join(repository.path, 'folder'));
    repository.commit('Begin', { date: EXAMPLE_AS_OF });
    const { code, err, folder } = await makePackage(repository.path);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const listed = listOf(folder);
    expect(listed.filter((name) => name.startsWith('evidence/'))).toEqual([]);
    for (const name of listed)
      expect(fs.readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/the secret|root:x/);
  });

  it('carries huge, binary and oddly named evidence as what it is', async () => {
    const odd = [
      'evidence/-rf',
      'evidence/--output=x',
      'evidence/a b"c\'d`e$(f);g',
      'evidence/=1+1',
      'evidence/a%0A::error::b',
      'evidence/漢 字',
      'evidence/CON',
      'evidence/##[error]x',
      'manifest.json',
      'index.html',
    ];
    const binary = Uint8Array.from({ length: 4096 }, (_, i) => i % 256);
    const target = committed({
      ...Object.fromEntries(odd.map((name) => [name, binary])),
      'evidence/huge': new Uint8Array(65 * 1024 * 1024),
      [victimPath]: evidenceOf([...odd, 'evidence/huge']),
    });
    const { code, err, folder } = await makePackage(target);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const { evidence } = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    expect(evidence.find((row: Json) => row.ref === 'file:evidence/huge')).toMatchObject({
      carried: false,
      why: 'over 64 MiB',
    });
    for (const name of odd) expect(fs.readFileSync(path.join(folder, 'evidence', name))).toEqual(Buffer.from(binary));
    expect((await play(['audit', 'verify', folder], target, 8000)).code).toBe(0);
  });

  it.each([
    ['that differ in case', ['evidence/a.txt', 'evidence/A.txt']],
    ['of a folder and a file', ['evidence/a', 'evidence/A/x']],
    ['of folders', ['evidence/a/x', 'evidence/A/y']],
    ['in letters that are one', ['evidence/s', 'evidence/\u017f']],
    ['composed and decomposed', ['evidence/\u00e9', 'evidence/e\u0301']],
  ])('is refused for names %s', async (_which, names) => {
    const target = committed({
      ...Object.fromEntries(names.map((name) => [name, 'x'])),
      [victimPath]: evidenceOf(names),
    });
    const { code, err, folder } = await makePackage(target);
    expect([code, err]).toEqual([2, expect.stringContaining('differ in case')]);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it.each(['out', 'out/package', 'in/side/package'])('leads no package elsewhere by a link: --out %s', async (out) => {
    const target = committed();
    const away = makeFolder();
    fs.symlinkSync(away, path.join(target, 'out'));
    fs.mkdirSync(path.join(target, 'in'));
    fs.symlinkSync(away, path.join(target, 'in/side'));
    const { code } = await play(['audit', 'package', ...year, '--allow', 'dirty', '--out', out], target);
    expect([code, fs.readdirSync(away)]).toEqual([2, []]);
  });

  it('shows in its page what it wrote, and nothing that acts', async () => {
    const loud = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><a href=javascript:alert(1)>x</a>';
    const target = committed({
      [victimPath]: victim(
        [/title: .*/, `title: ${JSON.stringify(loud)}`],
        [/statement: .*/, `statement: ${JSON.stringify(loud)}`],
        ['## Summary\n', `## Summary\n\n${loud}\n\n[x](javascript:alert(1)) ![y](https://evil.example/y.png)\n`],
      ),
    });
    const { code, err, folder } = await makePackage(target);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const html = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
    expect(html.match(/<(?:script|img|iframe|object|form|link)\b|\son\w+=(?=[^<]*>)/gi)).toBe(null);
    expect(html.match(/href="(?!#|https?:|mailto:|[\w%.-]+(?:\/[\w%.-]+)*")[^"]*"/g)).toBe(null);
  });
});

describe('what is redacted', () => {
  const secrets = [
    'A lowered limit that nobody reviewed',
    'Zebulon Quux',
    '@zebulon',
    'zebulon@private.example',
    '7654321',
  ];
  const cause = 'A lowered limit that nobody reviewed';
  const record = (text: string) =>
    text
      .replace(/statement: .*/, `statement: ${cause}`)
      .replace('  customers: 1240', '  customers: 1240\n  cost: { amount: 7654321, currency: EUR }')
      .replace('owner: "@alice"', 'owner: "@zebulon"')
      .replace(
        '## Summary\n',
        `## Summary\n\nIt cost 7,654,321. A lowered limit that\nnobody reviewed; ZEBULON QUUX and Zebulon\nQuux wrote to zebulon@private.example.\n`,
      );
  it('stands nowhere in the package: records, registers, ledger, findings, page, OSCAL', async () => {
    const repository = makeRepository();
    const start = {
      ...files,
      'people.yaml': `${people}- { handle: "@zebulon", name: Zebulon Quux, emails: [zebulon@private.example] }\n`,
    };
    for (const [name, content] of Object.entries(start)) repository.write(name, content);
    repository.write(
      'allowed_signers',
      'zebulon@private.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJxx Zebulon Quux zebulon@laptop\n',
    );
    const author = 'Zebulon Quux <zebulon@private.example>';
    repository.write(victimPath, record(victim()).replace('owner: "@zebulon"', 'owner: tbd'));
    repository.commit('Begin', { date: '2026-05-01T12:00:00Z', author });
    repository.write(victimPath, record(victim()));
    repository.commit(`Because ${cause}\n\nReviewed-by: Zebulon Quux <zebulon@private.example>`, {
      date: EXAMPLE_AS_OF,
      author,
    });
    const { code, err, folder } = await makePackage(repository.path, [
      '--redact',
      'people',
      '--redact',
      'causes.statement',
      '--redact',
      'impact.cost',
    ]);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const leaks = listOf(folder).flatMap((name) => {
      const text = `${name}\n${fs.readFileSync(path.join(folder, name), 'utf8')}`.replace(/\s+/g, ' ');
      const found = [...secrets, 'ZEBULON', 'zebulon', '7,654,321', 'AAAAC3'].filter((secret) => text.includes(secret));
      return found.length > 0 ? [`${name}: ${found.join(', ')}`] : [];
    });
    expect(leaks).toEqual([]);
  });
});
