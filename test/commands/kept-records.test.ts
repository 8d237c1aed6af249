import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const RECORDS = 210;

const record = (n: number, more = '') => `---
schema: pir/incident@1
id: 2026-05-01-disk-${n}
title: Disk ${n} full
type: availability
severity: sev${(n % 3) + 1}
status: ${n % 40 === 7 ? 'withdrawn' : 'in_review'}
owner: "@alice"
times: { started: 2026-05-0${(n % 5) + 1}T10:00:00Z, detected: 2026-05-06T10:05:00Z, resolved: 2026-05-06T12:0${n % 10}:00Z }
actions:
  - { id: A1, title: Larger disk, owner: "@bob", due: 2026-06-1${n % 10}, status: ${n % 4 === 0 ? 'done' : 'open'}, kind: prevent }
  - { id: A2, title: Ünicode, owner: "@leaver", due: 2026-08-10, status: open${n === 9 ? ', follows: A1' : ''} }
${more}---

## Summary
`;

const fileOf = (n: number) => `incidents/2026/2026-05-01-disk-${n}.md`;
const kept = (repository: Repository, of: 'metrics.columns' | 'actions.columns' | 'actions.texts') =>
  path.join(repository.path, '.git/pir', of);
/** Bytes as characters, so that what is spoilt is spoilt where it says. */
const bytesOf = (file: string) => readFileSync(file, 'latin1');

const asked: readonly (readonly string[])[] = [
  ['metrics', '--format', 'json'],
  ['actions', '--format', 'json'],
  ['actions', '--overdue'],
];

const answer = (argv: readonly string[], { path: cwd }: Repository, now: string, build: string | undefined) =>
  runPir(argv, { cwd, now, world: { build } });

async function expectSame(repository: Repository, now: string, build = 'b', all = asked): Promise<void> {
  for (const argv of all) {
    const plain = await answer(argv, repository, now, undefined);
    expect(plain.code).toBe(0);
    expect(await answer(argv, repository, now, build), argv.join(' ')).toEqual(plain);
  }
}

function manyRecords(): Repository {
  const repository = makeRepository(
    Object.fromEntries(Array.from({ length: RECORDS }, (_, n) => [fileOf(n), record(n)])),
  );
  repository.write('people.yaml', '- { handle: "@leaver", until: 2026-07-01 }\n- { handle: "@bob" }\n');
  repository.commit('records');
  return repository;
}

const NOW = '2026-06-15T12:00:00Z';

test('what is remembered of records says what the records say, whatever changes', { timeout: 120_000 }, async () => {
  const repository = manyRecords();
  const { git, write, commit } = repository;
  // What git wrote in this same second it has to look at again, and then nothing is known to be unchanged.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  git('update-index', '--refresh', '-q');
  await expectSame(repository, NOW);
  await expectSame(repository, NOW, 'b', [
    ...asked,
    ['metrics', '--by', 'severity', '--from', '2026-05-02', '--format', 'csv'],
    ['metrics', '--metric', 'mttr'],
    ['actions', '--unowned', '--format', 'csv'],
    ['actions', '--checks-due'],
  ]);
  const first = bytesOf(kept(repository, 'actions.columns'));
  expect(first).toContain(fileOf(3));
  expect(readFileSync(kept(repository, 'actions.texts'), 'utf8')).toContain('Ünicode');

  // In the folder only; then committed, which is history too; a record that goes, and one whose name another takes.
  write(fileOf(3), record(3, 'severity: sev1\n').replace('severity: sev1\n', ''));
  write(fileOf(4), record(4).replace('2026-06-14', '2026-06-29'));
  await expectSame(repository, NOW);
  commit('Later');
  write(fileOf(4), record(4).replace('2026-06-14', '2026-07-29').replace('status: done', 'status: in_progress'));
  git('rm', '-q', fileOf(5));
  git('mv', fileOf(6), 'incidents/2026/moved.md');
  write(fileOf(8), 'no record any more\n');
  commit('Others');
  await expectSame(repository, NOW);
  // So few are not worth writing.
  expect(bytesOf(kept(repository, 'actions.columns'))).toBe(first);

  // History without another blob: the due day comes back to what the record said when it was kept.
  write(fileOf(4), record(4));
  commit('Back');
  await expectSame(repository, NOW);

  // The clock goes on, past due days and somebody's last day, and back.
  for (const now of ['2026-08-20T00:00:00Z', '2026-05-06T11:00:00Z', NOW]) await expectSame(repository, now);

  // Other people, another config, another build.
  write('people.yaml', '- { handle: "@bob", until: 2026-05-30 }\n');
  await expectSame(repository, NOW);
  write('pir.config.yaml', 'timezone: Pacific/Chatham\ncountable: [security]\n');
  await expectSame(repository, NOW);
  await expectSame(repository, NOW, 'c');
});

test('what was kept under another key, or spoilt, is not believed', { timeout: 120_000 }, async () => {
  const repository = manyRecords();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  repository.git('update-index', '--refresh', '-q');
  for (const of of ['metrics', 'actions'] as const) {
    const argv = [of, '--format', 'json'];
    const plain = await answer(argv, repository, NOW, undefined);
    await answer(argv, repository, NOW, 'b');
    const file = kept(repository, `${of}.columns`);
    const text = bytesOf(file);
    for (const spoilt of [
      text.slice(0, text.length / 2),
      '',
      'x',
      text.replaceAll('2026-05-01-disk', '2026-05-01-dusk'),
      text.replace(/"key":"./, '"key":"x'),
      `${text.split('\n')[0]}\n{"__proto__":1}`,
    ]) {
      expect(spoilt).not.toBe(text);
      writeFileSync(file, spoilt, 'latin1');
      expect(await answer(argv, repository, NOW, 'b')).toEqual(plain);
    }
  }
});

test('texts that are gone, cut or of another run are made again', { timeout: 120_000 }, async () => {
  const repository = manyRecords();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  repository.git('update-index', '--refresh', '-q');
  const file = kept(repository, 'actions.texts');
  await expectSame(repository, NOW);
  const columns = bytesOf(kept(repository, 'actions.columns'));
  const text = bytesOf(file);
  for (const spoilt of [text.slice(0, 5_000), '', text.replaceAll('Larger', 'Bigger'), `x${text}`, undefined]) {
    if (spoilt === undefined) rmSync(file);
    else writeFileSync(file, spoilt, 'latin1');
    await expectSame(repository, NOW);
    // Those beside them still hold.
    expect(bytesOf(kept(repository, 'actions.columns'))).toBe(columns);
  }
});

test('few records, another tree and a build without a name keep nothing', async () => {
  const repository = makeRepository({ [fileOf(1)]: record(1) });
  repository.commit('one');
  const run = (argv: string[], build: string | undefined) =>
    runPir(argv, { cwd: repository.path, now: NOW, world: { build } });
  await run(['metrics'], 'b');
  await run(['actions'], 'b');
  expect(existsSync(kept(repository, 'metrics.columns')) || existsSync(kept(repository, 'actions.columns'))).toBe(
    false,
  );
  const many = manyRecords();
  await runPir(['actions'], { cwd: many.path, now: NOW, world: { build: undefined } });
  await runPir(['actions', '--as-of', 'HEAD'], { cwd: many.path, now: NOW, world: { build: 'b' } });
  expect(existsSync(kept(many, 'actions.columns'))).toBe(false);
  rmSync(many.path, { recursive: true, force: true });
});
