import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

interface Told {
  detected?: string;
  resolved?: string;
  status?: string;
  action?: string;
  more?: string;
}

const told = (id: string, { detected = '08:20', resolved, status = 'draft', action, more = '' }: Told = {}) => `---
schema: pir/incident@1
id: ${id}
title: ${id} is down
type: availability
severity: sev2
status: ${status}
owner: "@alice"
times:
  started: 2026-01-05T08:12:00Z
  detected: 2026-01-05T${detected}:00Z
${resolved === undefined ? '' : `  resolved: 2026-01-05T${resolved}:00Z\n`}${
  action === undefined
    ? ''
    : `actions:\n  - { id: A1, title: Limits in code, owner: "@bob", kind: prevent, priority: p1, ${action} }\n`
}${more}---

## Summary

The pool was exhausted.
`;

const people = (...handles: string[]) =>
  handles.map((handle) => `- { handle: "@${handle}", name: ${handle}, emails: [${handle}@shop.example] }\n`).join('');

const commands = [
  ['list'],
  ['show', 'checkout'],
  ['actions'],
  ['check'],
  ['check', '--rule', 'action-evidence', '--rule', 'owner'],
  ['metrics', '--by', 'month'],
  ['metrics', '--compare', 'previous', '--from', '2026-01-01'],
  ['explain'],
];

const formats = ['json', 'human'];

/** What every command prints in every format, with its exit code; at a moment as that moment, or of it by the flag. */
async function answers(cwd: string, now: string, asOf?: string): Promise<{ [call: string]: unknown }> {
  const all: { [call: string]: unknown } = {};
  for (const command of commands) {
    for (const format of formats) {
      const flag = asOf === undefined ? [] : ['--as-of', asOf];
      all[`${command.join(' ')} as ${format}`] = await runPir([...flag, ...command, '--format', format], { cwd, now });
    }
  }
  return all;
}

/** Steps of a repository's life; what each leaves committed is a clean tree. */
const steps: readonly [date: string, (repository: Repository) => void][] = [
  [
    '2026-01-05T18:00:00Z',
    ({ write }) => {
      write('pir.config.yaml', 'profile: startup\ntimezone: Europe/Berlin\n');
      write('people.yaml', people('alice'));
      write('incidents/checkout.md', told('checkout', { action: 'due: 2026-01-20, status: open' }));
      write('incidents/broken.md', '---\nno: [map\n---\n');
    },
  ],
  [
    '2026-01-12T18:00:00Z',
    ({ write }) => {
      write('people.yaml', people('alice', 'bob'));
      write(
        'incidents/checkout.md',
        told('checkout', { resolved: '09:54', action: 'due: 2026-01-20, status: open', status: 'in_review' }),
      );
      write('incidents/mail.md', told('mail', { detected: '09:00', resolved: '12:00' }));
    },
  ],
  [
    '2026-01-25T18:00:00Z',
    ({ write, path: top }) => {
      rmSync(path.join(top, 'incidents/broken.md'));
      write('pir.config.yaml', 'profile: enterprise\ntimezone: Asia/Tokyo\ncountable: [availability]\n');
      write('.pir/waivers.yaml', waivers);
      write('evidence/run.log', 'fine\n');
      write(
        'incidents/checkout.md',
        told('checkout', {
          detected: '08:15',
          resolved: '09:54',
          action: 'due: 2026-02-20, status: done, done: { on: 2026-01-25, evidence: ["file:evidence/run.log"] }',
        }),
      );
    },
  ],
  [
    '2026-02-01T18:00:00Z',
    ({ write, git }) => {
      write('people.yaml', people('bob'));
      git('mv', 'incidents', 'records');
      git('rm', '-q', 'evidence/run.log');
      write('pir.config.yaml', 'places: { incident: records }\n');
      write('records/late.md', told('late', { resolved: '10:00', more: 'services: [mail]\n' }));
    },
  ],
];

const waivers = `- rule: action-evidence
  record: checkout
  reason: The pull request is in the old forge, which is gone.
  by: "@alice"
  until: 2026-02-10
`;

describe('--as-of', () => {
  it('gives byte for byte what the same build gave then', async () => {
    const repository = makeRepository();
    const then: { now: string; commit: string; said: { [call: string]: unknown } }[] = [];
    for (const [date, write] of steps) {
      write(repository);
      const commit = repository.commit('Step', { date });
      for (const now of [date, date.replace('T18', 'T23')])
        then.push({ now, commit, said: await answers(repository.path, now) });
    }
    // Neither the present nor its files have a part in it.
    repository.write('people.yaml', 'nonsense: [\n');
    repository.write('records/late.md', 'nonsense');
    for (const { now, said } of then) expect(await answers(repository.path, '2027-01-01T00:00:00Z', now)).toEqual(said);
    const atCommit = then.filter(({ now }) => now.includes('T18'));
    for (const { commit, said } of atCommit)
      expect(await answers(repository.path, '2027-01-01T00:00:00Z', commit)).toEqual(said);
  }, 120_000);

  it('differs between those moments, so that the test above compares something', async () => {
    const repository = makeRepository();
    const outs = new Set<string>();
    for (const [date, write] of steps) {
      write(repository);
      repository.commit('Step', { date });
    }
    for (const [date] of steps) {
      const { out } = await runPir(['check', '--as-of', date], { cwd: repository.path });
      outs.add(out);
    }
    expect(outs.size).toBe(steps.length);
  });

  it('ends a day by the zone that the config of that moment names', async () => {
    const repository = makeRepository();
    repository.write('pir.config.yaml', 'timezone: Pacific/Auckland\n');
    repository.commit('Far east', { date: '2026-01-05T18:00:00Z' });
    repository.write('pir.config.yaml', 'timezone: America/Los_Angeles\n');
    repository.commit('Far west', { date: '2026-02-05T18:00:00Z' });
    const asOf = async (day: string) =>
      JSON.parse((await runPir(['list', '--as-of', day, '--format', 'json'], { cwd: repository.path })).out).as_of;
    expect(await asOf('2026-01-10')).toBe('2026-01-10T10:59:59Z');
    expect(await asOf('2026-02-10')).toBe('2026-02-11T07:59:59Z');
  });

  it('orders commits by the main line and not by their clocks', async () => {
    const repository = makeRepository();
    for (const [id, date] of [
      ['first', '2026-01-05T18:00:00Z'],
      ['skewed', '2025-06-01T00:00:00Z'],
      ['third', '2026-01-07T18:00:00Z'],
    ] as const) {
      repository.write(`incidents/${id}.md`, told(id));
      repository.commit(id, { date });
    }
    const ids = async (moment: string) =>
      JSON.parse(
        (await runPir(['list', '--as-of', moment, '--format', 'json'], { cwd: repository.path })).out,
      ).tables[0].rows.map((row: { id: string }) => row.id);
    expect(await ids('2026-01-04')).toEqual([]);
    expect(await ids('2026-01-06')).toEqual(['first', 'skewed']);
    expect(await ids('2026-01-08')).toEqual(['first', 'skewed', 'third']);
  });

  it('reads nothing of other branches, but a revision of one when it is named', async () => {
    const repository = makeRepository();
    repository.write('incidents/checkout.md', told('checkout'));
    repository.commit('On the main line', { date: '2026-01-06T00:00:00Z' });
    repository.git('switch', '-q', '-c', 'mail');
    repository.write('incidents/mail.md', told('mail'));
    repository.commit('On a branch', { date: '2026-02-01T00:00:00Z' });
    const read = async (moment: string) => {
      const { out } = await runPir(['list', '--as-of', moment, '--format', 'json'], { cwd: repository.path });
      const { repository: state, summary } = JSON.parse(out);
      return [summary.records, state.branch, state.dirty];
    };
    expect(await read('2026-03-01')).toEqual([1, 'main', false]);
    expect(await read('HEAD')).toEqual([2, null, false]);
    expect(await read('HEAD^')).toEqual([1, 'main', false]);
    repository.git('checkout', '-q', '--detach');
    expect(await read('2026-03-01')).toEqual([1, 'main', false]);
  });

  it('sets only the clock where there is no history, and says so', async () => {
    const folder = makeFolder();
    const { write, path: unborn } = makeRepository();
    write('incidents/checkout.md', told('checkout', { action: 'due: 2026-01-20, status: open' }));
    const record = path.join(folder, 'pir.config.yaml');
    writeFileSync(record, '');
    const outside = await runPir(['actions', '--as-of', '2026-01-21'], { cwd: folder });
    expect([outside.code, outside.out]).toEqual([
      0,
      expect.stringContaining('not in git: --as-of sets only the clock'),
    ]);
    const here = await runPir(['actions', '--as-of', '2026-01-21'], { cwd: unborn });
    expect(here.code).toBe(0);
    expect(here.out).toContain('1 action, 1 overdue');
    expect(here.out).toContain('nothing is committed yet: --as-of sets only the clock');
  });

  it('only sets the clock for what is written, staged or typed, and by the environment', async () => {
    const repository = makeRepository({ 'incidents/checkout.md': told('checkout') });
    const added = told('mail', { action: 'due: 2026-01-20, status: open' });
    repository.write('incidents/mail.md', added);
    repository.git('add', '--all');
    const { path: cwd } = repository;
    const records = async (argv: readonly string[], more = {}) =>
      JSON.parse((await runPir([...argv, '--format', 'json'], { cwd, ...more })).out).summary.records;
    expect(await records(['check', '--as-of', '2026-02-01'])).toBe(1);
    expect(await records(['list'], { env: { PIR_AS_OF: '2026-02-01' } })).toBe(2);
    expect(await records(['check', '--staged', '--as-of', '2026-02-01'])).toBe(1);
    const typed = ['check', '--stdin-filename', 'incidents/mail.md', '--as-of', '2026-02-01'];
    expect((await runPir(typed, { cwd, stdin: added })).out).toContain('incidents/mail.md');
    const start = ['action', 'start', 'mail/A1', '--by', '@bob', '--as-of', '2026-01-10', '--dry-run'];
    expect((await runPir(start, { cwd })).code).toBe(0);
  });

  it('says which record was not there yet, and which config is broken where', async () => {
    const repository = makeRepository({ 'pir.config.yaml': 'timezone: Nowhere/Else\n' });
    repository.write('pir.config.yaml', 'timezone: UTC\n');
    repository.write('incidents/checkout.md', told('checkout'));
    repository.commit('Mend', { date: '2026-02-01T00:00:00Z' });
    const { path: cwd } = repository;
    const broken = await runPir(['list', '--as-of', 'HEAD^'], { cwd });
    expect(broken.code).toBe(2);
    expect(broken.err).toMatch(/Unexpected timezone "Nowhere\/Else"[\s\S]*This is how it stands in [0-9a-f]{12}\./);
    const before = await runPir(['show', 'checkout', '--as-of', '2025-12-01'], { cwd });
    expect([before.code, before.err]).toEqual([2, expect.stringContaining('Unexpected id "checkout"')]);
    const list = await runPir(['list', '--as-of', '2025-12-01'], { cwd });
    expect([list.code, list.out]).toEqual([0, expect.stringContaining('nothing was on main at that moment')]);
  });

  it('is exit 4 with the mending command where a shallow clone cannot tell', async () => {
    const repository = makeRepository();
    for (const [date, write] of steps) {
      write(repository);
      repository.commit('Step', { date });
    }
    const clone = makeFolder();
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, clone);
    const { code, out, err } = await runPir(['list', '--as-of', '2026-01-06'], { cwd: clone });
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('git fetch --unshallow');
    expect((await runPir(['list', '--as-of', 'HEAD'], { cwd: clone })).code).toBe(0);
  });
});
