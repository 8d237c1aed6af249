// Long because every way a change can come about is one short story here, most of them with a repository of its own.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Change, incidentExample, inReview, openAction, signedText } from '../../src/core/check/example.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

beforeAll(() => loadBodyTree());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const id = '2026-03-10-checkout-500s';
const path = `incidents/2026/${id}.md`;
const due = '    due: 2026-06-10\n';
const incident = (changes: readonly Change[] = []) => signedText(incidentExample(changes), sha256);
/** The same record under another id, in review, so that its id is no part of what was signed. */
const second = (changes: readonly Change[] = [], name = '2026-04-01-mail-delayed') =>
  incident([
    ...inReview,
    [`id: ${id}`, `id: ${name}`],
    ['approvals:\n  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n', ''],
    ...changes,
  ]);
const otherPath = 'incidents/2026/2026-04-01-mail-delayed.md';

async function check(cwd: string, args: readonly string[] = ['--base', 'main'], now = '2026-04-10T12:00:00Z') {
  const { code, out, err } = await runPir(['check', ...args, '--format', 'json'], { cwd, now });
  const report = out === '' ? undefined : JSON.parse(out);
  type Row = { rule: string; severity: string; path: string; line: number };
  const found = (report?.findings as Row[] | undefined)?.map(
    ({ rule, severity, path, line }) => `${severity} ${rule} ${path.split('/').at(-1)}:${line}`,
  );
  return { code, err, report, found };
}

/** A repository with those files on main, and a branch checked out on which these were changed; undefined deletes. */
function branched(
  before: { [name: string]: string },
  after: { [name: string]: string | undefined },
  at: Repository = makeRepository(before),
): Repository {
  at.git('switch', '--quiet', '--create', 'change');
  for (const [name, text] of Object.entries(after)) {
    if (text === undefined) rmSync(join(at.path, name));
    else at.write(name, text);
  }
  at.commit('Change');
  return at;
}

const found = async (before: { [name: string]: string }, after: { [name: string]: string | undefined }) =>
  (await check(branched(before, after).path)).found;

describe('the story of one record, each step against the one before', () => {
  const approved = (changes: readonly Change[] = []) => incident([...openAction, ...changes]);
  // The fingerprint that was signed; what follows changes the text under it.
  const signed = /fingerprint: "(.*)"/.exec(approved())?.[1] ?? '';
  const deferral =
    '    deferrals: [{ from: 2026-06-10, to: 2026-06-30, on: 2026-04-08, by: "@bob", reason: the supplier is late }]\n';
  const held = ['{{fingerprint}}', signed] as const;
  const moved: Change = [due, `    due: 2026-06-30\n${deferral}`];

  it('says of each step what it should', async () => {
    const repository = makeRepository({ [path]: approved() });
    const step = async (text: string | undefined, to = path) => {
      if (text === undefined) repository.git('rm', '--quiet', '-r', 'incidents');
      else repository.write(to, text);
      repository.commit('A step');
      return (await check(repository.path, ['--base', 'HEAD~1'])).found;
    };
    const slipped = await step(approved([[due, '    due: 2026-06-30\n'], held]));
    expect(slipped).toEqual([
      `error due-slipped ${id}.md:33`,
      `error signed-off-changed ${id}.md:60`,
      `error approval-stale ${id}.md:61`,
    ]);
    expect(await step(approved())).toEqual([`error signed-off-changed ${id}.md:60`]);
    expect(await step(approved([moved, held]))).toEqual([]);
    const swapped: Change = ['owner: "@bob"', 'owner: "@erin"'];
    expect(await step(approved([moved, held, swapped]))).toEqual([
      `error owner-swapped ${id}.md:32`,
      `error signed-off-changed ${id}.md:61`,
      `error approval-stale ${id}.md:62`,
    ]);
    await step(approved([moved, held]));
    const done: Change = [
      '    status: open\n',
      '    status: done\n    done: { on: 2026-04-09, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n',
    ];
    const closing: Change = ['status: approved', 'status: closed'];
    expect(await step(approved([moved, held, done, closing]))).toEqual([]);
    expect(await step(approved([moved, held, closing]))).toEqual([
      `error closed-open-actions ${id}.md:35`,
      `warning reopened-silently ${id}.md:35`,
    ]);
    await step(approved([moved, held, done, closing]));
    expect(await step(approved([moved, held, done]))).toEqual([`error status-transition ${id}.md:7`]);
    await step(approved([moved, held, done, closing]));
    const time: Change = ['resolved: 2026-03-10T09:54:00+01:00', 'resolved: 2026-03-10T09:44:00+01:00'];
    expect(await step(approved([moved, held, done, closing, time]))).toEqual([
      `error signed-off-changed ${id}.md:15`,
      `error approval-stale ${id}.md:63`,
    ]);
    expect(await step(undefined)).toEqual([`error record-removed ${id}.md:3`]);
  });
});

describe('records that are touched', () => {
  it('are all that record rules speak of', async () => {
    const bad = second([['owner: "@alice"\nservices', 'owner: TBD\nservices']]);
    const good = second([], '2026-04-02-disk-full');
    const at = 'incidents/2026/2026-04-02-disk-full.md';
    const more = good.replace('customers: 1240', 'customers: 1241');
    expect(await found({ [at]: good, [otherPath]: bad }, { [at]: more })).toEqual([]);
    const { report, code } = await check(
      branched({ [at]: good, [otherPath]: bad }, { [otherPath]: bad.replace('customers: 1240', 'customers: 1241') })
        .path,
    );
    expect([code, report.summary.records, report.findings[0].rule]).toEqual([1, 1, 'owner']);
  });

  it('may move, with their folder and all that was wrong with them', async () => {
    const bad = second([['owner: "@alice"\nservices', 'owner: TBD\nservices']]);
    const after = {
      [path]: undefined,
      [otherPath]: undefined,
      'incidents/old/2026-04-01-mail-delayed.md': bad,
      [`incidents/old/${id}.md`]: incident(),
    };
    const { code, found, report } = await check(branched({ [path]: incident(), [otherPath]: bad }, after).path);
    expect([code, found]).toEqual([0, []]);
    expect(report.tables[0].rows.map((row: { change: string }) => row.change)).toEqual(['moved', 'moved']);
  });

  it('may move and change at once: the same id is the same record', async () => {
    const slipped = incident([...openAction, [due, '    due: 2026-07-10\n']]);
    expect(
      await found({ [path]: incident(openAction) }, { [path]: undefined, [`incidents/2027/${id}.md`]: slipped }),
    ).toEqual([`error due-slipped ${id}.md:33`, `error signed-off-changed ${id}.md:60`]);
  });

  it('are gone when their id is, and not when another file still has it', async () => {
    const renumbered = second([], '2026-04-01-mail-late');
    expect(
      await found(
        { [otherPath]: second() },
        { [otherPath]: undefined, 'incidents/2026/2026-04-01-mail-late.md': renumbered },
      ),
    ).toEqual(['error record-removed 2026-04-01-mail-delayed.md:3']);
    const twice = { [otherPath]: second(), 'incidents/2026/copies/2026-04-01-mail-delayed.md': second() };
    expect(await found(twice, { [otherPath]: undefined })).toEqual([]);
  });

  it('are not called gone when they cannot be read', async () => {
    expect(await found({ [otherPath]: second() }, { [otherPath]: second().replace('---\n', '') })).toEqual([
      'error frontmatter 2026-04-01-mail-delayed.md:1',
    ]);
  });

  it('may not hide behind a link', async () => {
    const repository = makeRepository({ [otherPath]: second() });
    repository.git('switch', '--quiet', '--create', 'change');
    repository.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${repository.git('rev-parse', `HEAD:${otherPath}`)},${otherPath}`,
    );
    repository.git('commit', '--quiet', '--message=Link');
    expect((await check(repository.path)).found).toEqual(['error frontmatter 2026-04-01-mail-delayed.md:1']);
  });

  it('are judged as they were committed, whatever stands in the work tree', async () => {
    const repository = branched({ [path]: incident() }, { [otherPath]: second() });
    repository.write(otherPath, 'nothing of it');
    repository.write('incidents/2026/new.md', 'nor of this');
    expect((await check(repository.path)).found).toEqual([]);
    const terminal = { errIsTty: true };
    let err = '';
    await runPir(['check', '--base', 'main'], {
      cwd: repository.path,
      world: {
        terminal: {
          ...terminal,
          out: async () => {},
          err: (text) => {
            err += text;
          },
          outIsTty: false,
          inIsTty: false,
          columns: 80,
        },
      },
    });
    expect(err).toBe('What is not committed was not looked at.\n');
  });
});

describe('what else a change may bring about', () => {
  const late = second([
    ['    due: 2026-04-10\n    status: done\n', '    due: 2026-04-05\n    status: open\n'],
    ['    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n', ''],
  ]);

  it('is no action that fell due by itself, touched or not', async () => {
    expect(await found({ [otherPath]: late, [path]: incident() }, { 'README.md': 'x' })).toEqual([]);
    expect(
      await found({ [otherPath]: late }, { [otherPath]: late.replace('customers: 1240', 'customers: 1241') }),
    ).toEqual([]);
  });

  it('is an action that it makes overdue, or brings overdue', async () => {
    expect(await found({ [path]: incident() }, { [otherPath]: late })).toEqual([
      'warning action-overdue 2026-04-01-mail-delayed.md:33',
    ]);
    const open = late.replace('due: 2026-04-05', 'due: 2026-04-20');
    expect(await found({ [otherPath]: open }, { [otherPath]: late })).toEqual([
      'warning action-overdue 2026-04-01-mail-delayed.md:33',
    ]);
  });

  it('is a second record by an id, and no pair that stood before', async () => {
    const copy = 'incidents/2026/copies/2026-04-01-mail-delayed.md';
    expect(await found({ [otherPath]: second() }, { [copy]: second() })).toEqual([
      'error record-id 2026-04-01-mail-delayed.md:3',
    ]);
    const touched = { [otherPath]: second([['customers: 1240', 'customers: 1241']]) };
    expect(await found({ [otherPath]: second(), [copy]: second() }, touched)).toEqual([]);
  });

  it('is looked up in records that it does not touch', async () => {
    const related = (ref: string) => second([['customers: 1240\n', `customers: 1240\nrepeat_of: [${ref}]\n`]]);
    const follows = (ref: string) => second([['    kind: prevent\n', `    kind: prevent\n    follows: ${ref}\n`]]);
    expect(await found({ [path]: incident() }, { [otherPath]: related(id) })).toEqual([]);
    expect(await found({ [path]: incident() }, { [otherPath]: related('2026-03-10-checkout-400s') })).toEqual([
      'error reference 2026-04-01-mail-delayed.md:19',
    ]);
    expect(await found({ [path]: incident() }, { [otherPath]: follows(`${id}/A2`) })).toEqual([]);
    expect(await found({ [path]: incident() }, { [otherPath]: follows(`${id}/A7`) })).toEqual([
      'error reference 2026-04-01-mail-delayed.md:36',
    ]);
  });

  it('is evidence that HEAD does not have', async () => {
    const shown = (evidence: string) => second([['"https://forge.example/limits/pull/12"', evidence]]);
    const before = { [path]: incident(), 'evidence/pool.txt': 'full' };
    expect(await found(before, { [otherPath]: shown('"file:evidence/pool.txt"') })).toEqual([]);
    expect(await found(before, { [otherPath]: shown('"file:evidence/pond.txt"') })).toEqual([
      'error action-evidence 2026-04-01-mail-delayed.md:39',
    ]);
    const gone = { [otherPath]: shown('"file:evidence/pool.txt"'), 'evidence/pool.txt': undefined };
    expect(await found(before, gone)).toEqual(['error action-evidence 2026-04-01-mail-delayed.md:39']);
    const kept = (sum: string) =>
      shown('E1').replace(
        'actions:\n',
        `evidence: [{ id: E1, ref: "file:evidence/pool.txt", sha256: "${sum}" }]\nactions:\n`,
      );
    expect(await found(before, { [otherPath]: kept(sha256('full')) })).toEqual([]);
    expect(await found(before, { [otherPath]: kept(sha256('empty')) })).toHaveLength(1);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256('full')}\nsize 4\n`;
    expect(await found({ ...before, 'evidence/pool.txt': pointer }, { [otherPath]: kept(sha256('full')) })).toEqual([]);
  });
});

describe('what a change is judged by', () => {
  const unowned = second([['owner: "@alice"\nservices', 'owner: TBD\nservices']]);
  const waiver = (record: string) =>
    `- { rule: owner, record: ${record}, by: "@cto", on: 2026-04-01, until: 2026-12-31, reason: being hired }\n`;
  const baseline = `{ "version": 1, "findings": [\n{"rule":"owner","record":"2026-04-01-mail-delayed","at":"/owner","count":1}\n] }\n`;
  const base = {
    [path]: incident(),
    'pir.config.yaml': 'profile: scaleup\n',
    'people.yaml':
      '- { handle: "@alice" }\n- { handle: "@bob" }\n- { handle: "@dan" }\n- { handle: "@carol" }\n- { handle: "@cto" }\n',
  };

  it('is what stood there before: nobody lets themselves off', async () => {
    const { code, found } = await check(
      branched(base, {
        [otherPath]: unowned.replace('owner: TBD', 'owner: "@mallory"'),
        'pir.config.yaml':
          'profile: startup\nrules: { owner: off, action-owner: off, policy-tampered: off, baseline-grown: off }\n',
        'people.yaml': `${base['people.yaml']}- { handle: "@mallory" }\n`,
        '.pir/waivers.yaml': waiver('2026-04-01-mail-delayed'),
        '.pir/baseline.json': baseline,
      }).path,
    );
    expect(code).toBe(1);
    expect(found).toEqual([
      'error baseline-grown baseline.json:2',
      'warning policy-tampered waivers.yaml:1',
      'error owner 2026-04-01-mail-delayed.md:8',
      'warning policy-tampered people.yaml:1',
      'warning policy-tampered pir.config.yaml:1',
    ]);
  });

  it('may be changed by itself, and holds from then on', async () => {
    const alone = { '.pir/waivers.yaml': waiver('2026-04-01-mail-delayed') };
    expect(await found(base, alone)).toEqual([]);
    expect(await found({ ...base, ...alone }, { [otherPath]: unowned })).toEqual([
      'note owner 2026-04-01-mail-delayed.md:8',
    ]);
    expect(await found({ ...base, '.pir/baseline.json': baseline }, { [otherPath]: unowned })).toEqual([
      'note owner 2026-04-01-mail-delayed.md:8',
    ]);
  });

  it('is looked at when it changes: a waiver without an end, a config that cannot be read', async () => {
    const endless = waiver(id).replace('until: 2026-12-31, ', '');
    expect(await found(base, { '.pir/waivers.yaml': endless })).toEqual(['error waiver waivers.yaml:1']);
    expect(await found({ ...base, '.pir/waivers.yaml': endless }, { 'README.md': 'x' })).toEqual([]);
    const broken = await check(branched(base, { 'pir.config.yaml': 'profil: scaleup\n' }).path);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('pir.config.yaml:1:1');
  });

  it('can be chosen', async () => {
    const repository = branched(base, {
      [otherPath]: unowned,
      'pir.config.yaml': 'rules: { owner: off, policy-tampered: off }\n',
    });
    expect((await check(repository.path, ['--base', 'main', '--policy-from', 'HEAD'])).found).toEqual([]);
    expect((await check(repository.path, ['--base', 'main', '--policy-from', 'main'])).code).toBe(1);
    expect((await check(repository.path, ['--base', 'main', '--policy-from', 'v9'])).code).toBe(4);
    expect((await check(repository.path, ['--policy-from', 'main'])).code).toBe(2);
  });

  it('is its own where nothing was kept before', async () => {
    const first = { [otherPath]: unowned, 'pir.config.yaml': 'profile: startup\n', '.pir/baseline.json': baseline };
    const { found, report } = await check(branched({ 'README.md': 'x' }, first).path);
    expect(found).toEqual(['note owner 2026-04-01-mail-delayed.md:8']);
    expect(report.notes).toContain('nothing was kept before this change: it is judged by its own settings');
  });

  it('says where records are, before and after', async () => {
    const moved = {
      [path]: undefined,
      [`postmortems/${id}.md`]: incident(),
      'pir.config.yaml': 'places: { incident: postmortems }\n',
    };
    expect(await found(base, moved)).toEqual(['warning policy-tampered pir.config.yaml:1']);
    const hidden = { [otherPath]: unowned, 'pir.config.yaml': 'places: { incident: postmortems }\n' };
    expect(await found(base, hidden)).toEqual([
      `error record-removed ${id}.md:3`,
      'error owner 2026-04-01-mail-delayed.md:8',
      'warning policy-tampered pir.config.yaml:1',
    ]);
  });

  it('takes no record away by looking elsewhere', async () => {
    const elsewhere = { 'pir.config.yaml': 'places: { incident: postmortems }\n' };
    const gone = [`error record-removed ${id}.md:3`, 'warning policy-tampered pir.config.yaml:1'];
    expect(await found(base, elsewhere)).toEqual(gone);
    const touched = incident([['title: Checkout', 'title: The checkout']]);
    expect(await found(base, { ...elsewhere, [path]: touched })).toEqual(gone);
    const copied = { ...elsewhere, [`postmortems/${id}.md`]: incident() };
    expect(await found(base, copied)).toEqual(['warning policy-tampered pir.config.yaml:1']);
    const asRisks = { 'pir.config.yaml': 'places: { incident: risks, risk: incidents/2026 }\n' };
    expect(await found(base, asRisks)).toEqual(gone);
    const wider = { 'pir.config.yaml': 'places: { incident: incidents/2026 }\n' };
    expect(await found(base, wider)).toEqual([]);
  });

  it('is found in a folder below, also when the change takes its config away', async () => {
    const below = Object.fromEntries(Object.entries(base).map(([name, text]) => [`ops/${name}`, text]));
    const repository = branched(below, { [`ops/${otherPath}`]: unowned, 'ops/pir.config.yaml': undefined });
    const { found } = await check(join(repository.path, 'ops/incidents'));
    expect(found).toEqual([
      `error record-removed ${id}.md:3`,
      'error owner 2026-04-01-mail-delayed.md:8',
      'warning policy-tampered pir.config.yaml:1',
    ]);
  });

  it('may begin further up, when the settings there find what stood below', async () => {
    const { 'pir.config.yaml': config, ...records } = base;
    const below = Object.fromEntries(Object.entries(records).map(([name, text]) => [`ops/${name}`, text]));
    const up = { 'ops/pir.config.yaml': undefined, 'pir.config.yaml': 'places: { incident: ops/incidents }\n' };
    const repository = branched({ ...below, 'ops/pir.config.yaml': config }, up);
    expect((await check(join(repository.path, 'ops'))).found).toEqual([]);
  });
});

describe('where the base comes from', () => {
  const slipped = incident([...openAction, [due, '    due: 2026-07-10\n']]);
  const findings = [`error due-slipped ${id}.md:33`, `error signed-off-changed ${id}.md:60`];

  /** A branch that slips a date, behind a main line that went on, and the commit that would merge it. */
  function pullRequest(): Repository {
    const repository = branched({ [path]: incident(openAction) }, { [path]: slipped });
    repository.git('switch', '--quiet', 'main');
    repository.write(otherPath, second([['owner: "@alice"\nservices', 'owner: TBD\nservices']]));
    repository.commit('Somebody else');
    repository.git('switch', '--quiet', '--detach');
    repository.git('merge', '--quiet', '--no-ff', '--message=Merge', 'change');
    return repository;
  }

  function clone({ path }: Repository, depth: number): string {
    const folder = join(makeFolder(), 'clone');
    const from = makeRepository();
    from.git('clone', '--quiet', `--depth=${depth}`, `file://${path}`, folder);
    return folder;
  }

  it('is the first parent of a merge, and two commits are enough', async () => {
    const repository = pullRequest();
    for (const args of [
      ['--base', 'HEAD^1'],
      ['--base', 'main'],
      ['--base', 'HEAD~1'],
    ])
      expect((await check(repository.path, args)).found).toEqual(findings);
    repository.git('switch', '--quiet', '--create', 'merged');
    expect(await check(clone(repository, 2), ['--base', 'HEAD^1'])).toMatchObject({ code: 1, found: findings });
  });

  it('is said to be missing, with the command that fetches it', async () => {
    const repository = pullRequest();
    repository.git('switch', '--quiet', '--create', 'merged');
    const shallow = clone(repository, 1);
    const missing = async (base: string) => {
      const { code, err, report } = await check(shallow, ['--base', base]);
      expect([code, report]).toEqual([4, undefined]);
      return err.trim().split(/\n\s+/);
    };
    expect(await missing('HEAD^1')).toEqual([
      'pir: Cannot compare with HEAD^1: it is not in this shallow clone',
      'Fetch it with: git fetch --deepen=1',
    ]);
    expect(await missing('HEAD~5')).toContain('Fetch it with: git fetch --deepen=5');
    expect(await missing('origin/main')).toContain(
      'Fetch it with: git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main',
    );
    const hash = repository.git('rev-parse', 'main');
    expect(await missing(hash)).toContain(`Fetch it with: git fetch --unshallow origin ${hash}`);
    expect(await missing('$(id)')).toContain('Fetch it with: git fetch --unshallow origin');
    expect((await check(repository.path, ['--base', 'nowhere'])).code).toBe(4);
    expect((await check(makeRepository().path, ['--base', 'main'])).code).toBe(4);
  });

  /** A history that is longer than what is cloned of it. */
  function begun(files: { [name: string]: string }): Repository {
    const repository = makeRepository({ 'README.md': 'x' });
    for (const [name, text] of Object.entries(files)) repository.write(name, text);
    repository.commit('Begin again');
    return repository;
  }

  it('believes commits that a shallow clone cannot have, and says so', async () => {
    const evidence = second([['"https://forge.example/limits/pull/12"', '"commit:1234567"']]);
    const repository = branched({ [path]: incident() }, { [otherPath]: evidence }, begun({ [path]: incident() }));
    expect((await check(repository.path)).found).toEqual(['error action-evidence 2026-04-01-mail-delayed.md:39']);
    repository.commit('More');
    const { code, found, report } = await check(clone(repository, 3), ['--base', 'HEAD~2']);
    expect([code, found]).toEqual([0, []]);
    expect(report.notes).toContain('1 commit named as evidence not looked up: this clone is shallow');
  });

  it('is the commit at which a merge queue began', async () => {
    const repository = pullRequest();
    const began = repository.git('rev-parse', 'main');
    repository.git('commit', '--quiet', '--allow-empty', '--message=Another one of the queue');
    expect((await check(repository.path, ['--base', began])).found).toEqual(findings);
  });

  it('is where a branch was made from, not what the other became since', async () => {
    const repository = pullRequest();
    repository.git('switch', '--quiet', 'change');
    expect((await check(repository.path)).found).toEqual(findings);
    repository.git('switch', '--quiet', 'main');
    const nothing = await check(repository.path);
    expect([nothing.code, nothing.report.summary.records, nothing.found]).toEqual([0, 0, []]);
  });

  it('has to share a history', async () => {
    const repository = makeRepository({ [path]: incident() });
    repository.git('switch', '--quiet', '--orphan', 'other');
    repository.commit('Alone');
    const { code, err } = await check(repository.path);
    expect(code).toBe(4);
    expect(err).toContain('their histories have no commit in common');
  });
});

it('is refused together with what asks for another side', async () => {
  const { path: cwd } = branched({ [path]: incident() }, { [otherPath]: second() });
  for (const more of [
    ['--staged'],
    ['incidents'],
    ['--stdin-filename', path],
    ['--baseline', 'x'],
    ['--update-baseline'],
  ]) {
    const { code, err } = await check(cwd, ['--base', 'main', ...more]);
    expect([code, err]).toEqual([2, expect.stringContaining('together with --base')]);
  }
  expect((await check(makeFolder(), ['--base', 'main'])).code).toBe(2);
  expect((await check(cwd, ['--rule', 'due-slipped'])).code).toBe(2);
  expect((await check(cwd, ['--base', 'main', '--rule', 'due-slipped'])).code).toBe(0);
});
