import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepository } from '../repository.ts';
import { type Outcome, runPir } from '../run-pir.ts';

type Row = { [key: string]: unknown };
const now = '2026-07-01T12:00:00Z';

async function repeats(cwd: string, ...args: string[]) {
  const run: Outcome = await runPir(['repeats', '--format', 'json', ...args], { cwd, now });
  const json = run.out === '' ? undefined : JSON.parse(run.out);
  const rows = (name: string): Row[] =>
    (json?.tables as { name: string; rows: Row[] }[] | undefined)?.find((table) => table.name === name)?.rows ?? [];
  return { ...run, json, rows, notes: (json?.notes ?? []) as string[] };
}

interface Told {
  day: string;
  type?: string;
  status?: string;
  category?: string;
  actions?: string;
  more?: string;
}

const pathOf = (id: string) => `incidents/${id}.md`;
const record = (id: string, told: Told) => {
  const {
    day,
    type = 'availability',
    status = 'in_review',
    category = 'process/supplier',
    actions = '',
    more = '',
  } = told;
  const causes =
    category === '' ? '' : `causes: [{ id: C1, role: root, category: ${category}, statement: "Why ${id}" }]\n`;
  return `---
schema: pir/incident@1
id: ${id}
title: Mail delayed
type: ${type}
severity: sev3
status: ${status}
owner: "@alice"
services: [mail]
times: { started: ${day}T10:00:00Z, detected: ${day}T10:05:00Z, resolved: ${day}T11:00:00Z }
${causes}${actions === '' ? '' : `actions:\n${actions}`}${more}---
`;
};
const action = (status: string, due: string, more = '') =>
  `  - { id: A1, title: Find another, owner: "@bob", status: ${status}, due: ${due}, kind: prevent${more} }\n`;

const three = {
  [pathOf('first')]: record('first', { day: '2026-01-10', actions: action('open', '2026-04-30') }),
  [pathOf('second')]: record('second', { day: '2026-03-10' }),
  [pathOf('third')]: record('third', { day: '2026-05-20' }),
};

describe('pir repeats', () => {
  it('has the tables of the interface, and their keys first', async () => {
    const { code, json, rows } = await repeats(makeRepository(three).path);
    expect(code).toBe(0);
    const keysOf = (name: string, count: number) =>
      Object.keys(rows(name)[0] ?? {})
        .slice(0, count)
        .join(' ');
    expect(json.tables.map(({ name }: Row) => name)).toEqual([
      'repeats',
      'recurring',
      'preventable',
      'members',
      'evaluable',
    ]);
    expect(keysOf('repeats', 7)).toBe('cluster basis keys records first last span_days');
    expect(keysOf('recurring', 4)).toBe('category records first last');
    expect(keysOf('preventable', 5)).toBe('record action cause state days_overdue');
    expect(rows('repeats')[0]).toMatchObject({
      cluster: 1,
      basis: 'cause',
      keys: ['process/supplier'],
      records: ['first', 'second', 'third'],
      first: '2026-01-10',
      last: '2026-05-20',
      span_days: 130,
      services: ['mail'],
      repeats: ['second', 'third'],
    });
    expect(rows('recurring')).toEqual([
      expect.objectContaining({ category: 'process/supplier', records: ['first', 'second', 'third'], most: 3 }),
    ]);
    expect(json.summary).toMatchObject({ records: 3, repeats: 2, preventable: 1 });
    expect(json.tables[1].title).toMatch(/2024\/1772.*for a person to judge/);
  });

  it('counts no withdrawn one and no exercise, and a near miss only as an earlier one', async () => {
    const { path } = makeRepository({
      [pathOf('drill')]: record('drill', { day: '2026-01-02', type: 'exercise' }),
      [pathOf('gone')]: record('gone', { day: '2026-01-03', status: 'withdrawn' }),
      [pathOf('miss')]: record('miss', { day: '2026-01-05', type: 'near_miss' }),
      [pathOf('later')]: record('later', { day: '2026-02-05' }),
      [pathOf('last')]: record('last', { day: '2026-02-06', type: 'near_miss' }),
    });
    const { rows } = await repeats(path);
    expect(rows('repeats')[0]).toMatchObject({ records: ['miss', 'later'], repeats: ['later'] });
    expect(rows('evaluable').map((row) => row.record)).toEqual(['later']);
    expect(rows('recurring')).toEqual([]);
  });

  it('says of each incident whether the rate counts it, and why not', async () => {
    const { path } = makeRepository({
      ...three,
      [pathOf('old')]: record('old', { day: '2025-10-01', category: 'x/y' }),
      [pathOf('vague')]: record('vague', { day: '2026-06-01', category: '' }),
    });
    const { rows } = await repeats(path, '--from', '2026-01-01');
    expect(rows('evaluable').map((row) => [row.record, row.evaluable, row.reason, row.repeat_of])).toEqual([
      ['first', false, 'window_incomplete', null],
      ['second', false, 'window_incomplete', 'first'],
      ['third', true, null, 'second'],
      ['vague', false, 'no_cause', null],
    ]);
    const rate = await runPir(['metrics', '--metric', 'repeat_rate', '--metric', 'repeats', '--format', 'json'], {
      cwd: path,
      now,
    });
    const counts = JSON.parse(rate.out).tables.find(({ name }: Row) => name === 'counts').rows as Row[];
    expect(counts.map(({ metric, value, of }) => [metric, value, of])).toEqual([
      ['repeats', 2, null],
      ['repeat_rate', 1, 1],
    ]);
  });

  it('begins with the epoch of the config where there is one', async () => {
    const repository = makeRepository({ [pathOf('old')]: record('old', { day: '2024-01-01' }), ...three });
    const epoch = repository.git('rev-parse', 'HEAD');
    repository.write('pir.config.yaml', `epoch: ${epoch}\n`);
    const { rows } = await repeats(repository.path);
    // The commit is of 2026-01-01.
    expect(rows('evaluable').map((row) => row.reason)).toEqual(Array(4).fill('window_incomplete'));
    repository.write('pir.config.yaml', `epoch: ${'0'.repeat(40)}\n`);
    const unknown = await repeats(repository.path);
    expect(unknown.code).toBe(2);
    const folder = makeFolder();
    repository.write('pir.config.yaml', `epoch: ${epoch}\n`);
    repository.commit('Settings');
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.path}`, folder);
    const shallow = await repeats(folder);
    expect(shallow.code).toBe(0);
    expect(shallow.notes.join()).toContain('is not in this clone: repeats are counted from the first record on');
    expect(shallow.rows('evaluable').map((row) => row.reason)).toEqual(['window_incomplete', null, null, null]);
  });

  it('goes by another window and another basis', async () => {
    const { path } = makeRepository(three);
    expect((await repeats(path, '--window', '60d')).rows('repeats')[0]).toMatchObject({ records: ['first', 'second'] });
    expect((await repeats(path, '--basis', 'service')).rows('repeats')[0]).toMatchObject({
      basis: 'service',
      keys: ['mail'],
    });
    expect((await repeats(path, '--basis', 'declared')).rows('repeats')).toEqual([]);
    // Whatever the window is: this one is the law's.
    expect((await repeats(path, '--window', '1d')).rows('recurring')).toHaveLength(1);
  });

  it('suggests by words, with the words, and counts nothing of it', async () => {
    const { path } = makeRepository(three);
    const { rows, json } = await repeats(path, '--basis', 'title', '--from', '2026-05-01');
    expect(rows('repeats').map((row) => [row.basis, row.records, row.repeats])).toEqual([
      ['title', ['second', 'third'], []],
      ['title', ['first', 'third'], []],
    ]);
    expect(Number(rows('repeats')[0]?.likeness)).toBeGreaterThan(10);
    expect(rows('preventable')).toEqual([]);
    expect(json.summary).not.toHaveProperty('repeats');
  });

  it.each([
    [['--window', 'half a year'], 'expected a span'],
    [['--basis', 'feeling'], 'cause'],
    [['--from', '2026-02-30'], 'expected a day'],
    [['--from', '2026-06-02', '--to', '2026-06-01'], 'Unexpected --from'],
  ])('refuses %j with a sentence', async (args, words) => {
    const { code, err } = await repeats(makeRepository(three).path, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('has nothing to say of no records, and says that', async () => {
    const { path } = makeRepository();
    const { code, out } = await runPir(['repeats'], { cwd: path, now });
    expect(code).toBe(0);
    expect(out).toContain('No incidents in the period.');
  });

  it.each([80, 120])('fits a terminal of %d columns', async (columns) => {
    const { out } = await runPir(['repeats'], { cwd: makeRepository(three).path, now, columns });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(out).toContain('“Why first”');
  });
});

describe('what was decided before', () => {
  const states = async (cwd: string, ...args: string[]) => {
    const { rows, notes } = await repeats(cwd, ...args);
    const all = rows('preventable').map(
      ({ record: of, action: ref, state, days_overdue: days, told_by: by }) => `${of} ${ref} ${state} ${days} ${by}`,
    );
    return { all, notes };
  };

  it('is what the main line had when the repeat began, whatever became of it since', async () => {
    const repository = makeRepository();
    const { write, commit, path } = repository;
    write(pathOf('first'), record('first', { day: '2026-01-10', actions: action('open', '2026-04-30') }));
    commit('January', { date: '2026-01-12T10:00:00Z' });
    write(pathOf('second'), record('second', { day: '2026-03-10' }));
    write(pathOf('third'), record('third', { day: '2026-05-20' }));
    commit('May', { date: '2026-05-22T10:00:00Z' });
    const done = ', done: { on: 2026-02-01, by: "@bob", evidence: ["https://a.example/1"] }';
    write(pathOf('first'), record('first', { day: '2026-01-10', actions: action('done', '2026-12-31', done) }));
    commit('Back-dated, and moved', { date: '2026-06-01T10:00:00Z' });
    expect((await states(path)).all).toEqual([
      'second first/A1 unfinished 0 history',
      'third first/A1 overdue 20 history',
      'third null not_recorded 0 record',
    ]);
    expect((await states(path, '--as-of', '2026-05-19')).all).toEqual([]);
    expect((await states(path, '--as-of', '2026-05-22')).all).toHaveLength(3);
    // The same as the register of actions says of that moment.
    for (const [at, status, late] of [
      ['2026-03-10T10:00:00Z', 'open', false],
      ['2026-05-20T10:00:00Z', 'open', true],
    ] as const) {
      const { out } = await runPir(['actions', '--as-of', at, '--format', 'json'], { cwd: path, now });
      expect(JSON.parse(out).tables[0].rows[0]).toMatchObject({ ref: 'first/A1', status, overdue: late });
    }
  });

  it('had not been written down, where it came later', async () => {
    const repository = makeRepository();
    const { write, commit, path } = repository;
    write(pathOf('first'), record('first', { day: '2026-01-10' }));
    commit('January', { date: '2026-01-12T10:00:00Z' });
    write(pathOf('second'), record('second', { day: '2026-03-10' }));
    write(pathOf('first'), record('first', { day: '2026-01-10', actions: action('open', '2026-02-01') }));
    commit('March', { date: '2026-03-11T10:00:00Z' });
    expect((await states(path)).all).toEqual(['second first/A1 not_recorded 0 history']);
  });

  it('is told by the records own dates where there is no history, or none so old, and a note says so', async () => {
    const deferred = ', deferrals: [{ from: 2026-05-01, to: 2026-06-30, on: 2026-06-01, by: "@bob", reason: late }]';
    const files = {
      ...three,
      [pathOf('first')]: record('first', { day: '2026-01-10', actions: action('open', '2026-06-30', deferred) }),
    };
    const expected = [
      'second first/A1 unfinished 0 record',
      'third first/A1 overdue 19 record',
      'third null not_recorded 0 record',
    ];
    const late = makeRepository();
    for (const [name, text] of Object.entries(files)) late.write(name, text);
    late.commit('All at once', { date: '2026-06-20T10:00:00Z' });
    const found = await states(late.path);
    expect(found.all).toEqual(expected);
    expect(found.notes.join()).toContain(
      'how 2 of 2 actions stood is told by the dates in their own records, which say nothing of when they were written: The main line of git does not reach back to when the repeats began.',
    );
    const outside = makeFolder();
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(`${outside}/incidents`);
    for (const [name, text] of Object.entries(files)) writeFileSync(`${outside}/${name}`, text);
    const bare = await states(outside);
    expect(bare.all).toEqual(expected);
    expect(bare.notes.join()).toContain('There is no git repository around');
  });
});
