import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Change, incidentExample, openAction, signedText } from '../../src/core/check/example.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-03-10-checkout-500s';
const path = `incidents/2026/${id}.md`;
const due = '    due: 2026-06-10\n';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const record = (...changes: Change[]) => signedText(incidentExample([...openAction, ...changes]), sha256);
const config = (branch: string) => `branch: ${branch}\ntimezone: Pacific/Chatham\n`;

/** Two commits on a branch of that name, and a bare clone of it. */
function cloned(branch: string): { work: Repository; bare: string } {
  const work = makeRepository({ [path]: record(), 'pir.config.yaml': config(branch) });
  work.write(path, record([due, '    due: 2026-07-01\n']));
  work.commit('Later', { date: '2026-04-02T10:00:00Z' });
  if (branch !== 'main') work.git('branch', '--move', 'main', branch);
  const bare = join(makeFolder(), 'shop.git');
  work.git('clone', '--quiet', '--bare', work.path, bare);
  return { work, bare };
}

const lines: readonly (readonly string[])[] = [
  ['list'],
  ['show', id],
  ['actions', '--open'],
  ['actions', '--as-of', '2026-03-20'],
  ['metrics'],
  ['metrics', '--metric', 'action_slip'],
  ['log', id],
  ['check'],
  ['check', '--base', 'HEAD~1'],
  ['check', '--as-of', 'HEAD~1'],
];

test.each(lines)('a bare repository that -C names is read as a clone of it: %s %s %s', async (...line) => {
  await loadBodyTree();
  for (const branch of ['main', 'trunk']) {
    const { work, bare } = cloned(branch);
    const there = await runPir(['-C', bare, ...line], { cwd: makeFolder() });
    const here = await runPir(line, { cwd: work.path });
    expect({ code: there.code, out: there.out }).toEqual({ code: here.code, out: here.out });
    expect(there.out).not.toBe('');
  }
});

test('nothing is written into a bare repository, and one that nobody named is none', async () => {
  const { bare } = cloned('main');
  for (const line of [['submit', id], ['init', '--yes'], ['doctor']]) {
    const { code, out, err } = await runPir(['-C', bare, ...line], { cwd: makeFolder() });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Unexpected bare repository');
  }
  const { out } = await runPir(['list', '--format', 'json'], { cwd: bare });
  expect(JSON.parse(out)).toMatchObject({ repository: null, tables: [{ rows: [] }] });
  const { code, err } = await runPir(['log'], { cwd: bare });
  expect([code, err]).toEqual([4, expect.stringContaining('A bare repository is read where it is named: pir -C .')]);
});

test('a bare repository without a commit says so', async () => {
  const bare = join(makeFolder(), 'empty.git');
  makeRepository().git('init', '--quiet', '--bare', bare);
  const { code, err } = await runPir(['-C', bare, 'list'], { cwd: makeFolder() });
  expect(code).toBe(2);
  expect(err).toContain('nothing is committed');
});

test('a revision beside the main line is told its own history', async () => {
  await loadBodyTree();
  const work = makeRepository({ [path]: record() });
  work.git('switch', '--quiet', '--create', 'side');
  work.write(path, record([due, '    due: 2026-07-01\n']));
  const side = work.commit('Move it', { date: '2026-04-02T10:00:00Z' });
  work.git('switch', '--quiet', 'main');
  const { out } = await runPir(['actions', '--as-of', side, '--format', 'json'], { cwd: work.path });
  const rows: { ref: string }[] = JSON.parse(out).tables[0].rows;
  expect(rows.find(({ ref }) => ref.endsWith('/A1'))).toMatchObject({
    due: '2026-07-01',
    first_due: '2026-06-10',
    slips: 1,
  });
});

test('a baseline longer than any record is read from git too', async () => {
  await loadBodyTree();
  const row = (at: number) => ({ rule: 'cause-action', record: `gone-${at}`, at: '/causes/C1', count: 1 });
  const baseline = { version: 1, findings: Array.from({ length: 6000 }, (_, at) => row(at)) };
  const text = `${JSON.stringify(baseline, null, 2)}\n`;
  expect(text.length).toBeGreaterThan(320 * 1024);
  const work = makeRepository({ [path]: record(), '.pir/baseline.json': text });
  work.write('README.md', 'Read me.\n');
  work.commit('Next');
  for (const line of [
    ['check', '--base', 'HEAD~1'],
    ['check', '--as-of', 'HEAD'],
  ]) {
    const { err, out } = await runPir([...line, '--format', 'json'], { cwd: work.path });
    expect(err).toBe('');
    expect(JSON.parse(out).complete).toBe(true);
  }
});
