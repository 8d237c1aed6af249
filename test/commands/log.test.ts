import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/core/record/fingerprint.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../src/core/record/record.ts';
import { realWorld } from '../../src/world/index.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const alice = 'Alice <alice@shop.example>';
const bob = 'Bob <bob@shop.example>';
const lee = 'Lee <lee@shop.example>';
const github = 'GitHub <noreply@github.com>';

const people = `- { handle: "@alice", name: Alice, emails: [alice@shop.example] }
- { handle: "@bob", name: Bob, emails: [bob@shop.example] }
- { handle: "@sre-lead", name: Lee, emails: [lee@shop.example] }
- { handle: "@cto", name: Chris, emails: [cto@shop.example] }
`;

interface Told {
  id?: string;
  title?: string;
  status?: string;
  resolved?: string;
  actions?: readonly string[];
  approvals?: string;
}

const a1 = (owner: string, more: string) =>
  `  - { id: A1, title: Add an alert, owner: "${owner}", kind: detect, ${more} }\n`;
const a2 = (due: string, more = '') =>
  `  - { id: A2, title: Limits in code, owner: "@bob", due: ${due}, status: open, kind: prevent${more} }\n`;

const told = ({
  id = 'checkout',
  title = 'Checkout down',
  status = 'in_review',
  resolved = '08:54',
  actions = [],
  approvals = '',
}: Told) => `---
schema: pir/incident@1
id: ${id}
title: ${title}
type: availability
severity: sev2
status: ${status}
owner: "@alice"
times:
  started: 2026-01-05T08:12:00Z
  detected: 2026-01-05T08:20:00Z
  resolved: 2026-01-05T${resolved}:00Z
${actions.length === 0 ? '' : `actions:\n${actions.join('')}`}${approvals}---

## Summary

The pool was exhausted.
`;

/** An approval of exactly that text. */
function approved(record: Told): string {
  const { sha256 } = realWorld();
  const text = told({ ...record, approvals: 'approvals: []\n' });
  const parsed = parseRecord({ path: '', kind: 'incident', text }).record as IncidentRecord;
  return `approvals: [{ by: "@cto", role: management, on: 2026-03-20, fingerprint: "${fingerprintOf(parsed, sha256)}" }]\n`;
}

/** The story of the issue: every way in which a record's history goes in real repositories. */
function story(): Repository {
  const repository = makeRepository();
  const { write, commit, git } = repository;
  write('people.yaml', people);
  write('incidents/_template.md', told({ id: 'template', title: 'Template' }));
  commit('Set up', { date: '2026-01-02T10:00:00Z', author: lee });

  // A copy of the template, on a branch, merged by somebody else.
  const first = 'incidents/checkout.md';
  git('checkout', '-q', '-b', 'begin');
  write(first, told({ status: 'draft' }));
  commit('Begin the record', { date: '2026-01-06T10:00:00Z', author: alice });
  write(first, told({ actions: [a1('@bob', 'due: 2026-02-01, status: open'), a2('2026-03-01')] }));
  commit('Add actions', { date: '2026-01-07T10:00:00Z', author: bob });
  git('checkout', '-q', 'main');
  git('merge', '-q', '--no-ff', '--no-commit', 'begin');
  commit('Merge begin', { date: '2026-01-08T10:00:00Z', author: lee });

  // A copy of this record, with its own id and history.
  write('incidents/search.md', told({ id: 'search', title: 'Search down' }));
  commit('Begin another', { date: '2026-01-20T10:00:00Z', author: alice });

  // Slips twice: once as it should be, once in silence.
  const deferral = ', deferrals: [{ from: 2026-03-01, to: 2026-04-15, on: 2026-02-20, by: "@bob", reason: late }]';
  git('checkout', '-q', '-b', 'slip');
  write(first, told({ actions: [a1('@bob', 'due: 2026-02-01, status: open'), a2('2026-04-15', deferral)] }));
  commit('Defer', { date: '2026-02-20T10:00:00Z', author: bob });
  git('checkout', '-q', 'main');
  git('merge', '-q', '--no-ff', '--no-commit', 'slip');
  commit('Merge slip', { date: '2026-02-21T10:00:00Z', author: lee });
  write(first, told({ actions: [a1('@alice', 'due: 2026-02-01, status: open'), a2('2026-05-01', deferral)] }));
  commit('Tidy up', { date: '2026-02-25T10:00:00Z', author: bob });

  // A folder moves, in a squash merged on the forge.
  git('mv', 'incidents/checkout.md', 'incidents/search.md', '.');
  git('rm', '-q', '--cached', 'checkout.md', 'search.md');
  write(
    'incidents/2026/checkout.md',
    told({ actions: [a1('@alice', 'due: 2026-02-01, status: open'), a2('2026-05-01', deferral)] }),
  );
  write('incidents/2026/search.md', told({ id: 'search', title: 'Search down' }));
  git('clean', '-qf', 'checkout.md', 'search.md');
  commit('Sort by year (#12)', {
    date: '2026-03-01T10:00:00Z',
    author: alice,
    committer: github,
    committed: '2026-03-02T10:00:00Z',
  });

  // Done, three weeks ago says its owner; taken back; done again.
  const moved = 'incidents/2026/checkout.md';
  const closed = a1('@alice', 'due: 2026-02-01, status: done, done: { on: 2026-02-10, by: "@alice" }');
  const open = a1('@alice', 'due: 2026-02-01, status: open');
  const rest = a2('2026-05-01', deferral);
  write(moved, told({ actions: [closed, rest] }));
  commit('Close A1', { date: '2026-03-03T10:00:00Z', author: alice });
  write(moved, told({ actions: [open, rest] }));
  commit('Revert "Close A1"', { date: '2026-03-04T10:00:00Z', author: lee });
  const proven = a1(
    '@alice',
    'due: 2026-02-01, status: done, done: { on: 2026-03-10, by: "@alice", evidence: ["https://shop.example/pull/3"] }',
  );
  write(moved, told({ actions: [proven, rest] }));
  commit('Close A1 again', { date: '2026-03-10T10:00:00Z', author: alice });

  // Signed, edited afterwards, and an action is gone. The sign-off is committed by another hand than it names.
  const signed = { status: 'approved', actions: [proven, rest] };
  const approvals = approved(signed);
  write(moved, told({ ...signed, approvals }));
  commit('Approve', { date: '2026-03-20T10:00:00Z', author: lee });
  write(moved, told({ ...signed, approvals, resolved: '08:30' }));
  commit('Mend a time', { date: '2026-03-21T10:00:00Z', author: alice });
  write(moved, told({ ...signed, approvals, resolved: '08:30', actions: [proven] }));
  commit('Tidy up', { date: '2026-03-25T10:00:00Z', author: bob, committed: '2026-03-19T10:00:00Z' });
  return repository;
}

describe('the story of a record', () => {
  let repository: Repository;
  beforeAll(() => {
    repository = story();
  });
  const pir = async (...argv: string[]) =>
    runPir(['log', ...argv], { cwd: repository.path, now: '2026-06-01T12:00:00Z' });
  const rows = async (...argv: string[]) => {
    const { out, code } = await pir(...argv, '--format', 'json');
    expect(code).toBe(0);
    return (JSON.parse(out) as { tables: [{ rows: { [key: string]: unknown }[] }] }).tables[0].rows;
  };

  test('is told from its beginning, as people read it', async () => {
    const { code, out, err } = await pir('checkout');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`checkout
────────

Checkout down

6 Jan 2026   created as incidents/checkout.md  by @alice, merged 8 Jan by
             @sre-lead
7 Jan 2026   A1 added: Add an alert
             A2 added: Limits in code
             by @bob, merged 8 Jan by @sre-lead
20 Feb 2026  A2 due moved 1 Mar → 15 Apr (+45 days)  by @bob, merged 21 Feb by
             @sre-lead
25 Feb 2026  A1 owner @bob → @alice — no reassignment recorded
             A2 due moved 15 Apr → 1 May (+16 days) — no deferral recorded
             by @bob
1 Mar 2026   moved from incidents/checkout.md to incidents/2026/checkout.md  by
             @alice, merged 2 Mar on the forge, person not in git
3 Mar 2026   A1 open → done, says @alice — back-dated, closed by its own owner,
             without evidence  by @alice
4 Mar 2026   A1 done → open — no reopening recorded  by @sre-lead
10 Mar 2026  A1 open → done, says @alice — closed by its own owner  by @alice
20 Mar 2026  status in review → approved
             approved for management, says @cto (committed by somebody else)
             by @sre-lead
21 Mar 2026  resolved changed 2026-01-05 08:54Z → 2026-01-05 08:30Z — edited
             after approval
             changed after the approval for management by @cto
             by @alice
25 Mar 2026  A2 deleted: Limits in code — not cancelled, edited after approval
             by @bob, committed 19 Mar — written a day or more after it was
             committed, dated a day or more before what came before it
`);
  });

  test('is the same in rows, with names as the commits have them', async () => {
    const events = await rows('checkout');
    expect(
      events.map(({ kind, action, field, from, to }) =>
        [kind, action, field, from, to].map((cell) => cell ?? '').join(' '),
      ),
    ).toEqual([
      'created  path  incidents/checkout.md',
      'action-added A1 title  Add an alert',
      'action-added A2 title  Limits in code',
      'action-due A2 due 2026-03-01 2026-04-15',
      'action-owner A1 owner @bob @alice',
      'action-due A2 due 2026-04-15 2026-05-01',
      'renamed  path incidents/checkout.md incidents/2026/checkout.md',
      'action-status A1 status open done',
      'action-status A1 status done open',
      'action-status A1 status open done',
      'status  status in_review approved',
      'approved  management  2026-03-20',
      'time  resolved 2026-01-05T08:54:00Z 2026-01-05T08:30:00Z',
      expect.stringMatching(/^approval-stale {2}management sha256:/),
      'action-removed A2 title Limits in code ',
    ]);
    expect(events[3]).toMatchObject({
      at: '2026-02-20T10:00:00Z',
      author: 'Bob',
      author_email: 'bob@shop.example',
      merged_at: '2026-02-21T10:00:00Z',
      merged_by: 'Lee',
      record: 'checkout',
      signature: null,
      attested: null,
      trailers: [],
      flags: [],
    });
    expect(events[3]?.commit).toBe(repository.git('rev-parse', ':/^Defer'));
    expect(events[3]?.merge).toBe(repository.git('rev-parse', ':/^Merge slip'));
    expect(events.map(({ attested }) => attested).filter(Boolean)).toEqual(['other']);
  });

  test('is newest first for the whole repository, and narrowed by action, kind and days', async () => {
    const all = await rows();
    expect(all.map(({ record }) => record).filter((record) => record === 'search')).toHaveLength(2);
    expect([all.length, all[0]?.kind, all.at(-1)?.kind]).toEqual([17, 'action-removed', 'action-added']);
    expect((await rows('check/A2')).map(({ kind }) => kind)).toEqual([
      'action-added',
      'action-due',
      'action-due',
      'action-removed',
    ]);
    expect(await rows('--kind', 'action')).toHaveLength(9);
    expect(await rows('--kind', 'action-due', '--from', '2026-02-22')).toHaveLength(1);
    expect(await rows('--to', '2026-01-07')).toEqual([]);
    // Its commit is dated back to the 19th; it cannot have been there before what it follows.
    expect((await rows('--from', '2026-03-20')).map(({ kind }) => kind)).toContain('action-removed');
  });

  test('ends at as-of', async () => {
    const { out } = await runPir(['log', 'checkout', '--as-of', '2026-02-21', '--format', 'csv'], {
      cwd: repository.path,
    });
    expect(out.trim().split('\n').at(-1)).toContain('action-due');
  });

  test('refuses what no record ever was', async () => {
    expect(await pir('nothing')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('which no record on the main line has'),
    });
    expect(await pir('checkout/A9')).toMatchObject({
      code: 2,
      err: expect.stringContaining('which checkout never had'),
    });
    expect(await pir('--from', 'monday')).toMatchObject({ code: 2, err: expect.stringContaining('expected a day') });
    expect(await pir('--kind', 'gossip')).toMatchObject({ code: 2 });
  });

  test('cannot be told by a shallow clone, which says what to fetch', async () => {
    const folder = path.join(makeFolder(), 'clone');
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, folder);
    const { code, out, err } = await runPir(['log'], { cwd: folder });
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/shallow clone[\s\S]*git fetch --unshallow/);
  });
});

describe('a repository', () => {
  test('without a commit, without records, and no repository at all', async () => {
    const repository = makeRepository();
    expect(await runPir(['log'], { cwd: repository.path })).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing is committed yet'),
    });
    repository.write('README.md', 'Nothing\n');
    repository.commit('Begin');
    expect(await runPir(['log'], { cwd: repository.path })).toMatchObject({
      code: 0,
      out: expect.stringContaining('has no record yet'),
    });
    expect(await runPir(['log'], { cwd: makeFolder() })).toMatchObject({
      code: 4,
      err: expect.stringContaining('no git repository'),
    });
  });

  test('with old versions that cannot be read passes over them, and says so', async () => {
    const repository = makeRepository({ 'incidents/a.md': told({ id: 'a' }) });
    repository.write('incidents/a.md', '<<<<<<< oops\n');
    repository.commit('Conflict committed');
    repository.write('incidents/a.md', told({ id: 'a', status: 'draft' }));
    repository.commit('Mended');
    const { out } = await runPir(['log', '--format', 'csv'], { cwd: repository.path });
    expect(out.split('\n').filter((line) => line.includes(',a,'))).toHaveLength(2);
    expect((await runPir(['log'], { cwd: repository.path })).out).toContain(
      '1 old version could not be read and was passed over',
    );
  });

  test('that begins its evidence at an epoch marks what is older', async () => {
    const repository = makeRepository({ 'incidents/a.md': told({ id: 'a' }) });
    const epoch = repository.git('rev-parse', 'HEAD');
    repository.write('pir.config.yaml', `epoch: ${epoch}\n`);
    repository.write('incidents/a.md', told({ id: 'a', status: 'draft' }));
    repository.commit('Go on');
    const { out } = await runPir(['log', 'a', '--format', 'json'], { cwd: repository.path });
    const { rows } = (JSON.parse(out) as { tables: [{ rows: { kind: string; flags: string[] }[] }] }).tables[0];
    expect(rows.map(({ kind, flags }) => [kind, flags])).toEqual([
      ['created', ['before_epoch']],
      ['status', []],
    ]);
  });

  test('in a folder below the top, with places of its own that were others before', async () => {
    const repository = makeRepository({
      'docs/pir.config.yaml': 'places: { incident: postmortems }\n',
      'docs/incidents/a.md': told({ id: 'a' }),
      'docs/incidents/notes.md': 'Notes\n',
    });
    repository.git('mv', 'docs/incidents', 'docs/postmortems');
    repository.commit('Rename the folder');
    const { out } = await runPir(['log', 'a', '--format', 'csv'], { cwd: path.join(repository.path, 'docs') });
    expect(out).toContain('created');
    expect(out).toContain('docs/incidents/a.md,docs/postmortems/a.md,renamed');
  });

  test('tells signed commits from others where asked, and takes a signer for a witness', async () => {
    const repository = makeRepository({ 'people.yaml': people });
    const { git, write, commit } = repository;
    const key = path.join(makeFolder(), 'key');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const [type, words] = readFileSync(`${key}.pub`, 'utf8').split(' ');
    const signers = path.join(path.dirname(key), 'allowed_signers');
    writeFileSync(signers, `cto@shop.example ${type} ${words}\n`);
    git('config', 'gpg.format', 'ssh');
    git('config', 'user.signingkey', key);
    git('config', 'gpg.ssh.allowedSignersFile', signers);
    write('incidents/a.md', told({ id: 'a' }));
    commit('Begin', { author: alice });
    git('config', 'commit.gpgsign', 'true');
    write(
      'incidents/a.md',
      told({ id: 'a', approvals: 'approvals: [{ by: "@cto", role: management, on: 2026-01-02 }]\n' }),
    );
    commit('Approve', { author: alice });
    const run = (...argv: string[]) => runPir(['log', 'a', ...argv], { cwd: repository.path });
    expect((await run('--signatures')).out).toMatch(
      /approved for management, says @cto \(attested\) {2}by @alice,\s+signed\n/,
    );
    expect((await run('--signatures')).out).toContain('1 of 2 commits signed with a known key');
    const { out } = await run('--signatures', '--format', 'csv');
    expect(out).toMatch(/created,none,/);
    expect(out).toMatch(/approved,good,self,/);
    // Without looking, nothing is said of signatures, and the author alone bears witness.
    expect((await run()).out).toContain('(committed by somebody else)');
    expect((await run()).out).not.toContain('signed');
  });
});

describe('on a terminal', () => {
  const shownBy = async (argv: readonly string[], rows: number) => {
    const work = makeRepository({ 'incidents/2026/checkout.md': told({}) });
    const shown = { printed: '', paged: '' };
    const terminal = {
      out: async (text: string) => {
        shown.printed += text;
      },
      err: () => {},
      outIsTty: true,
      errIsTty: true,
      inIsTty: true,
      columns: 80,
      pager: {
        rows,
        show: async (text: string) => {
          shown.paged += text;
        },
      },
    };
    await runPir(argv, { cwd: work.path, world: { terminal } });
    return shown;
  };

  test('what is longer than the screen is paged, unless it is one record or nobody may be asked', async () => {
    expect((await shownBy(['log'], 2)).paged).toContain('1 event of 1 record');
    for (const argv of [
      ['log', 'checkout'],
      ['log', '--no-input'],
      ['log', '--format', 'json'],
    ])
      expect((await shownBy(argv, 2)).paged).toBe('');
    expect(await shownBy(['log'], 60)).toMatchObject({ paged: '', printed: expect.stringContaining('1 event') });
  });
});
