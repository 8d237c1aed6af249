import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { controlMap } from '../../../src/core/audit/control-map.ts';
import { incidentExample, signedText } from '../../../src/core/check/example.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { demoArguments, demoPackage, demoRepository } from '../../demo-package.ts';
import { makeFolder, makeRepository, type Repository } from '../../repository.ts';
import { runPir } from '../../run-pir.ts';

beforeAll(() => loadBodyTree());

// Before the tests, since what one of them makes is gone with it.
const made = await demoPackage('--with-bundle');
const manifest = JSON.parse(made.read('manifest.json'));

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const id = '2026-03-10-checkout-500s';
const year = ['--control', 'A.5.27', '--from', '2026-01-01', '--to', '2026-12-31'];

const filesIn = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .sort();
const bytesIn = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((name) => [name, sha256(fs.readFileSync(path.join(folder, name)))]));

/** A record on which no rule speaks; unsigned where it is to be changed. */
const sound = signedText(incidentExample(), sha256);
const unsigned = sound.replace(/approvals:\n.*\n/, '');
let day = 1;

/** As of a commit's date: what happened later would be of the future. */
const commitTo = (repository: Repository, message: string) =>
  repository.commit(message, { date: `2026-06-${String(day++).padStart(2, '0')}T12:00:00Z` });

/** A repository with one record. */
function small(text = sound, more: { [path: string]: string } = {}): Repository {
  day = 1;
  const repository = makeRepository();
  for (const [name, content] of Object.entries({ [`incidents/2026/${id}.md`]: text, ...more }))
    repository.write(name, content);
  commitTo(repository, 'Begin');
  return repository;
}

async function pack(cwd: string, ...more: readonly string[]) {
  const folder = path.join(makeFolder(), 'package');
  const outcome = await runPir(['audit', 'package', ...year, '--out', folder, ...more], { cwd });
  const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8');
  return { ...outcome, folder, read, manifest: () => JSON.parse(read('manifest.json')) };
}

describe('the folder', () => {
  it('holds what the design lays out', () => {
    const names = filesIn(made.folder);
    for (const name of [
      ...['README.md', 'index.html', 'control-map.json', 'manifest.json', 'MANIFEST.sha256', 'repository.bundle'],
      ...['incidents/2025/2025-11-12-checkout-500s.md', 'risks/R-001-settings-changed-by-hand.md'],
      ...['policies/change-management.md', 'management-reviews/2026-h1.md'],
      ...['evidence/runbooks/restore-order-database.md', 'excerpt/pir.config.yaml', 'excerpt/people.yaml'],
      ...['excerpt/waivers.yaml', 'interop/oscal-poam.json', 'checks/check.json', 'checks/results.sarif'],
      ...['corrective-actions', 'risks', 'incidents', 'acknowledgements'].map((each) => `registers/${each}.csv`),
      ...['metrics.json', 'coverage.json', 'repeats.json', 'management-review.md'].map((each) => `reports/${each}`),
      ...['history/events.json', 'history/signatures.csv'],
    ])
      expect(names).toContain(name);
    const lines = made.read('MANIFEST.sha256').trimEnd().split('\n');
    expect(lines).toHaveLength(names.length - 1);
    expect(lines).toEqual([...lines].sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)));
  });

  it('holds records byte for byte, and of people who they are and their roles', () => {
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: made.repository });
    const records = manifest.files.filter(({ source }: { source: string | null }) => source !== null);
    expect(records.length).toBeGreaterThan(20);
    for (const { path: name, source, git_blob: blob } of records) {
      const bytes = git('cat-file', 'blob', `${manifest.repository.commit}:${source}`);
      expect(bytes.equals(fs.readFileSync(path.join(made.folder, name))), name).toBe(true);
      expect(git('rev-parse', `HEAD:${source}`).toString().trim()).toBe(blob);
    }
    expect(made.read('excerpt/people.yaml')).not.toContain('example.com');
    expect(made.read('excerpt/people.yaml')).toContain('handle: "@sre-lead"');
  });

  it('says what its figures are about', () => {
    const { population, period, as_of: asOf, allowed } = manifest;
    const incidents = filesIn(made.folder).filter((name) => name.startsWith('incidents/'));
    expect(population.incidents.ids).toEqual(incidents.map((name) => path.basename(name, '.md')).sort());
    expect(population.incidents).toMatchObject({ total: incidents.length, by_status: { withdrawn: 1 } });
    expect(population.actions.refs).toContain('2026-h1/A1');
    expect(population.uncountable.map(({ record, as }: { [key: string]: string }) => `${record} ${as}`)).toEqual([
      '2026-03-05-exercise exercise',
      '2026-07-01-time-outs withdrawn',
    ]);
    expect(period).toEqual({ from: '2025-11-01', to: '2026-10-31', timezone: 'Europe/Berlin' });
    // The commit's date, not the clock's.
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: made.repository }).toString();
    expect(Date.parse(asOf) / 1000).toBe(Number(seconds));
    expect(allowed).toEqual([{ what: 'approval-stale', means: 'sign-offs of another text' }]);
  });

  it('says of every requirement of the map what is here for it', () => {
    const { controls } = JSON.parse(made.read('control-map.json'));
    expect(controls.map((each: { id: string }) => each.id)).toEqual(controlMap.map((each) => each.id));
    const states = new Set<string>();
    const names = new Set(filesIn(made.folder));
    for (const { requirements } of controls)
      for (const { state, records, files } of requirements) {
        states.add(state);
        expect(state === 'evidence').toBe(records.length + files.length > 0);
        for (const each of records) expect(names).toContain(each.path);
        for (const each of files) expect(names).toContain(each);
      }
    expect([...states].sort()).toEqual(['evidence', 'no evidence in this period', 'not covered by pir']);
  });

  it('leads from the control to requirements, records, actions and commits on a page without a script', () => {
    const page = made.read('index.html');
    expect(page).toMatch(/<h1>Evidence for A\.5\.27/);
    expect(page).toContain('href="incidents/2025/2025-11-12-checkout-500s.md"');
    expect(page).not.toMatch(/<script|javascript:|onload=/i);
    expect(page).toContain('default-src &#39;none&#39;');
    const [first] = JSON.parse(made.read('history/events.json')).events.filter(
      (event: { closing: unknown }) => event.closing !== null,
    );
    expect(page).toContain(first.commit.slice(0, 12));
    for (const [, href] of page.matchAll(/href="([^#"][^"]*)"/g))
      expect(fs.existsSync(path.join(made.folder, decodeURIComponent(href ?? ''))), href).toBe(true);
  });

  it('has no absolute path, and nothing of who made it', () => {
    for (const name of filesIn(made.folder).filter((each) => each !== 'repository.bundle')) {
      const text = made.read(name);
      for (const word of [made.repository, made.folder, process.cwd(), '/tmp/'])
        expect(text.includes(word), name).toBe(false);
    }
  });
});

describe('the same bytes', () => {
  it('come out in another clone, zone, locale and umask, for another user', () => {
    const project = path.resolve(import.meta.dirname, '../../..');
    const one = demoRepository();
    const two = path.join(makeFolder(), 'a clone');
    execFileSync('git', ['clone', '--quiet', '--branch', 'main', one, two]);
    const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd });
    git(two, 'repack', '-adq');
    git(two, 'config', 'gpg.ssh.allowedSignersFile', '/dev/null');
    git(two, 'tag', 'v1', 'HEAD~3');
    git(two, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit-tree', '-m', 'beside', 'HEAD^{tree}');
    const key = path.join(makeFolder(), 'key');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    const make = (cwd: string, env: { [name: string]: string }, umask: string, clock: string) => {
      const out = path.join(makeFolder(), 'package');
      const command = [
        path.join(project, 'bin/pir.js'),
        ...demoArguments,
        '--with-bundle',
        '--sign',
        key,
        '--out',
        out,
      ];
      const { status, stderr } = spawnSync(
        'sh',
        ['-c', `umask ${umask}; exec "$0" "$@"`, process.execPath, ...command],
        {
          cwd,
          env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', PIR_AS_OF: clock, ...env },
          encoding: 'utf8',
        },
      );
      expect(status, stderr).toBe(0);
      return out;
    };
    const a = make(one, { TZ: 'Asia/Kathmandu', LC_ALL: 'C', HOME: '/nonexistent', USER: 'ada' }, '077', '2026-10-30');
    const home = makeFolder();
    const b = make(
      two,
      { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', HOME: home, USER: 'bob', COLUMNS: '40' },
      '022',
      '2030-01-01',
    );
    expect(spawnSync('diff', ['-r', a, b], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
    expect(bytesIn(a)).toEqual(bytesIn(b));
    const modes = (folder: string) =>
      fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => fs.statSync(path.join(folder, name)).mode);
    expect(modes(a)).toEqual(modes(b));
  });

  it('come out of a commit, whatever was committed since, and from whichever folder', async () => {
    const repository = small();
    const then = await pack(repository.path);
    const commit = repository.git('rev-parse', 'HEAD');
    repository.write(`incidents/2026/${id}.md`, 'gone');
    repository.write('other/a.txt', 'a');
    commitTo(repository, 'Later');
    const now = await pack(repository.path, '--as-of', commit);
    const deep = await pack(path.join(repository.path, 'other'), '--as-of', commit);
    expect(bytesIn(now.folder)).toEqual(bytesIn(then.folder));
    expect(bytesIn(deep.folder)).toEqual(bytesIn(then.folder));
  });

  it('do not depend on what a clone has besides: branches, keys', async () => {
    const text = unsigned.replace('https://forge.example/limits/pull/12', 'commit:COMMIT');
    const repository = small(text.replace('COMMIT', '0000000'));
    repository.git('checkout', '--quiet', '-b', 'side');
    const side = commitTo(repository, 'On the side');
    repository.git('checkout', '--quiet', 'main');
    repository.write(`incidents/2026/${id}.md`, text.replace('COMMIT', side.slice(0, 10)));
    commitTo(repository, 'Name it');
    const clone = path.join(makeFolder(), 'clone');
    repository.git('clone', '--quiet', '--single-branch', repository.path, clone);
    const [a, b] = [await pack(repository.path), await pack(clone)];
    expect(a.err).toContain('audit verify');
    expect(bytesIn(a.folder)).toEqual(bytesIn(b.folder));
    expect(a.manifest().evidence[0]).toMatchObject({
      ref: `commit:${side.slice(0, 10)}`,
      why: 'no commit of the packaged history',
    });
    expect(a.read('checks/check.json')).toContain(`commit:${side.slice(0, 10)}`);
  });
});

describe('evidence', () => {
  it('travels when it is a file, of any bytes and size, and is named when it is not', async () => {
    const refs = [
      'file:evidence/pool.png',
      'file:big.bin',
      'file:pointer',
      'file:gone.txt',
      'file:link',
      'https://forge.example/1',
      'file:../out',
    ];
    const text = unsigned.replace(
      '["https://forge.example/limits/pull/12"]',
      `[${refs.map((ref) => JSON.stringify(ref)).join(', ')}]`,
    );
    const repository = small(text);
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10);
    const big = Buffer.alloc(500_000, 'x');
    const oid = sha256('elsewhere');
    repository.write('evidence/pool.png', png);
    repository.write('big.bin', big);
    repository.write('pointer', `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 9\n`);
    fs.symlinkSync('big.bin', path.join(repository.path, 'link'));
    commitTo(repository, 'Evidence');
    const { folder, manifest: read } = await pack(repository.path);
    expect(fs.readFileSync(path.join(folder, 'evidence/evidence/pool.png'))).toEqual(Buffer.from(png));
    expect(fs.readFileSync(path.join(folder, 'evidence/big.bin')).equals(big)).toBe(true);
    const rows: { ref: string; carried: boolean; sha256: string | null; why: string | null }[] = read().evidence;
    const of = (ref: string) => rows.find((row) => row.ref === ref);
    expect(of('file:evidence/pool.png')).toMatchObject({ carried: true, sha256: sha256(png), why: null });
    expect(of('file:big.bin')).toMatchObject({ carried: true, sha256: sha256(big) });
    expect(of('file:pointer')).toMatchObject({ carried: false, sha256: oid, why: 'kept in git-lfs, outside git' });
    expect(of('file:gone.txt')?.why).toBe('no file of this commit');
    expect(of('file:link')?.why).toBe('a symbolic link');
    expect(of('https://forge.example/1')?.why).toBe('an address: nothing is fetched');
    expect(of('file:../out')).toMatchObject({ carried: false, why: 'neither a file nor an address' });
  });
});

describe('refusals', () => {
  it('of a tree with changes, unless that is allowed', async () => {
    const repository = small();
    repository.write('note.txt', 'a');
    const refused = await pack(repository.path);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('expected a clean tree');
    expect(fs.existsSync(refused.folder)).toBe(false);
    expect(refused.err).toContain('note.txt');
    const allowed = await pack(repository.path, '--allow', 'dirty');
    expect(allowed.code).toBe(0);
    expect(allowed.manifest().allowed).toMatchObject([{ what: 'dirty' }]);
    expect(allowed.read('README.md')).toContain('`dirty`');
  });

  it('not of a package that was made in it before', async () => {
    const repository = small();
    const run = (out: string) => runPir(['audit', 'package', ...year, '--out', out], { cwd: repository.path });
    expect((await run('evidence')).code).toBe(0);
    expect((await run('evidence-again')).code).toBe(0);
    expect(bytesIn(path.join(repository.path, 'evidence-again'))).toEqual(
      bytesIn(path.join(repository.path, 'evidence')),
    );
    expect((await runPir(['audit', 'verify', 'evidence'], { cwd: repository.path })).code).toBe(0);
    repository.write(`incidents/2026/${id}.md`, `${sound}\nMore.\n`);
    const refused = await run('third');
    expect(refused.err).toContain(`expected a clean tree: incidents/2026/${id}.md`);
  });

  it.each([
    ['schema', (text: string) => text.replace('type: availability', 'type: outage')],
    ['record-id', (text: string) => text.replace(`id: ${id}`, 'id: 2026-03-10-another')],
    ['reference', (text: string) => text.replace('severity: sev2', 'severity: sev22')],
    ['time-order', (text: string) => text.replace(/resolved: .*/, 'resolved: 2026-03-09T10:00:00Z')],
    ['approval-stale', (text: string) => text.replace(/title: .*/, 'title: Another one')],
    ['frontmatter', () => 'no frontmatter at all\n'],
  ] as const)('of records by the rule %s, unless that is allowed', async (rule, change) => {
    const repository = small(change(sound));
    const refused = await pack(repository.path);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`${rule} (`);
    expect(refused.err.replace(/\s+/g, ' ')).toContain(`--allow ${rule}`);
    // One wrong fact may be wrong by more than one of these rules.
    const rules = [...refused.err.matchAll(/([a-z-]+) \(\d+\)/g)].map(([, name]) => name ?? '');
    const allowed = await pack(repository.path, ...rules.flatMap((name) => ['--allow', name]));
    expect(allowed.code, allowed.err).toBe(0);
    expect(allowed.manifest().integrity.find((each: { rule: string }) => each.rule === rule).errors).toBeGreaterThan(0);
    expect((await runPir(['audit', 'verify', allowed.folder], { cwd: makeFolder() })).code).toBe(0);
  });

  it('of a clone without its history, with the command that mends it', async () => {
    const repository = small();
    commitTo(repository, 'Second');
    const clone = path.join(makeFolder(), 'clone');
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.path}`, clone);
    const { code, err, folder } = await pack(clone);
    expect(code).toBe(4);
    expect(err).toContain('git fetch --unshallow');
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('of a folder that holds something, and of what cannot be meant', async () => {
    const repository = small();
    const full = makeFolder();
    fs.writeFileSync(path.join(full, 'a'), 'a');
    const run = (...more: readonly string[]) => runPir(['audit', 'package', ...more], { cwd: repository.path });
    for (const [args, words] of [
      [[...year, '--out', full], 'no empty folder'],
      [[...year, '--out', 'x', '--allow', 'blame'], 'Unexpected --allow "blame"'],
      [['--control', 'A.5.2', '--from', '2026-01-01', '--to', '2026-12-31', '--out', 'x'], 'Did you mean A.5.2'],
      [['--control', 'A.5.27', '--from', '2026-12-31', '--to', '2026-01-01', '--out', 'x'], 'after --to'],
      [['--control', 'A.5.27', '--from', 'May', '--to', '2026-01-01', '--out', 'x'], 'expected a day'],
      [[...year, '--out', 'x', '--redact', 'impact.costs'], 'Did you mean impact.cost'],
      [[...year, '--out', 'x', '--redact', 'id'], 'told apart'],
      [[...year, '--out', 'x', '--redact', 'title', '--with-bundle'], 'hands over everything'],
      [[...year, '--out', 'x', '--redact-key', 'k'], 'without --redact'],
      [[...year, '--out', 'x', '--redact', 'title', '--quiet'], 'said to nobody'],
      [[...year, '--out', 'x', '--sign', 'no-key'], 'Cannot sign with'],
      [['--control', 'A.5.27'], '--from DAY, --to DAY, --out DIR'],
    ] as const) {
      const { code, err } = await run(...args);
      expect({ code, has: err.replace(/\s+/g, ' ').includes(words) ? words : err }).toEqual({ code: 2, has: words });
    }
    expect(fs.readdirSync(full)).toEqual(['a']);
    expect(fs.existsSync(path.join(repository.path, 'x'))).toBe(false);
    expect((await runPir(['audit', 'package', ...year, '--out', 'x'], { cwd: makeFolder() })).code).toBe(2);
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const repository = small();
    const { code, out, folder } = await pack(repository.path, '--dry-run', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out).files.length).toBeGreaterThan(15);
    expect(fs.existsSync(folder)).toBe(false);
  });
});

describe('--redact', () => {
  const keyFile = path.join(makeFolder(), 'redact.key');
  fs.writeFileSync(keyFile, 'a key of at least sixteen bytes\n');
  const asked = [
    '--redact',
    'impact.cost',
    '--redact',
    'causes.statement',
    '--redact',
    'people',
    '--redact-key',
    keyFile,
  ];

  it('lets nothing of it into the package, in whatever words of the record it stands', async () => {
    const redacted = await demoPackage(...asked);
    const secret = [
      'The payout run takes a lock that survives a failover',
      'connection limit of checkout could be changed',
      'sre-lead',
      'payments-lead',
      'cto',
      '4100',
      '@example.com',
    ];
    for (const name of filesIn(redacted.folder)) {
      const text = redacted.read(name);
      for (const word of secret)
        if (!/evidence\/runbooks/.test(name))
          expect(new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text), `${word} in ${name}`).toBe(false);
    }
    const { redactions, redaction_key: check } = JSON.parse(redacted.read('manifest.json'));
    expect(redactions.map(({ field }: { field: string }) => field)).toEqual([
      'impact.cost',
      'causes.statement',
      'people',
    ]);
    for (const { records, values } of redactions) expect(Math.min(records, values)).toBeGreaterThan(0);
    expect(check).toMatch(/^[0-9a-f]{16}$/);
    // Figures do not rest on any of it.
    expect(redacted.read('reports/metrics.json')).toBe(made.read('reports/metrics.json'));
    const { code } = await runPir(['audit', 'verify', redacted.folder], { cwd: makeFolder() });
    expect(code).toBe(0);
  });

  it('changes nothing else in a record', async () => {
    const redacted = await demoPackage('--redact', 'causes.statement', '--redact-key', keyFile);
    const name = 'incidents/2026/2026-01-14-payouts-late.md';
    const before = made.read(name).split('\n');
    const after = redacted.read(name).split('\n');
    const changed = before.flatMap((line, at) => (line === after[at] ? [] : [[line, after[at] ?? '']]));
    expect(after).toHaveLength(before.length);
    // The fingerprint is that of the statements, by which values could be tried.
    expect(changed).toHaveLength(3);
    for (const [line = '', other = ''] of changed)
      expect(other).toMatch(
        /statement/.test(line) ? /^ {4}statement: "redacted-[0-9a-f]{32}"$/ : /fingerprint: "sha256:[0-9a-f]{64}" }$/,
      );
  });

  it('is the same with the same key, and another with another', async () => {
    const repository = small();
    const once = await pack(repository.path, '--redact', 'title', '--redact-key', keyFile);
    const again = await pack(repository.path, '--redact', 'title', '--redact-key', keyFile);
    expect(bytesIn(once.folder)).toEqual(bytesIn(again.folder));
    const other = await pack(repository.path, '--redact', 'title');
    expect(other.read(`incidents/2026/${id}.md`)).not.toBe(once.read(`incidents/2026/${id}.md`));
    const [, key = ''] = /said here once: ([0-9a-f]{64})/.exec(other.err) ?? [];
    const own = path.join(makeFolder(), 'own.key');
    fs.writeFileSync(own, key);
    const third = await pack(repository.path, '--redact', 'title', '--redact-key', own);
    expect(bytesIn(third.folder)).toEqual(bytesIn(other.folder));
    for (const name of filesIn(other.folder)) expect(other.read(name).includes(key), name).toBe(false);
  });

  it('refuses a key that could be guessed', async () => {
    const short = path.join(makeFolder(), 'short.key');
    fs.writeFileSync(short, 'short');
    const { code, err } = await pack(small().path, '--redact', 'title', '--redact-key', short);
    expect(code).toBe(2);
    expect(err).toContain('16 bytes or more');
  });
});

describe('ids that are gone', () => {
  it('are named, and what they became', async () => {
    const repository = small(undefined, {
      'incidents/2026/2026-03-11-other.md': unsigned.replaceAll(id, '2026-03-11-other'),
    });
    repository.git('rm', '--quiet', 'incidents/2026/2026-03-11-other.md');
    const commit = commitTo(repository, 'Tidy up');
    const { manifest: read } = await pack(repository.path);
    expect(read().population.absent).toEqual([
      expect.objectContaining({
        record: '2026-03-11-other',
        kind: 'incident',
        became: null,
        commit,
        author: 'Alex Example',
      }),
    ]);
  });
});
