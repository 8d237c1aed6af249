import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { gitEnv, makeRepository, type Repository } from '../repository.ts';
import { type Outcome, runPir } from '../run-pir.ts';

const record = (id: number, version: number) => `---
schema: pir/incident@1
id: incident-${id}
title: Down
type: availability
severity: sev${(version % 3) + 1}
status: draft
owner: "@alice"
times:
  started: 2026-01-05T08:12:00Z
actions: [{ id: A1, title: Alert, owner: "@bob", due: 2026-03-${String((version % 28) + 1).padStart(2, '0')}, status: ${version % 5 === 4 ? 'done' : 'open'} }]
---
`;
const file = (id: number) => `incidents/incident-${id}.md`;

/** So many commits of twenty records, one version each. */
function manyCommits(commits: number): Repository {
  const repository = makeRepository();
  const stream = Array.from({ length: commits }, (_, i) => {
    const text = record(i % 20, Math.floor(i / 20));
    const person = `Alice <alice@shop.example> ${1767225600 + i * 3600} +0000`;
    return `commit refs/heads/main\nmark :${i + 1}\nauthor ${person}\ncommitter ${person}\ndata 1\nx\n${i === 0 ? '' : `from :${i}\n`}M 100644 inline ${file(i % 20)}\ndata ${text.length}\n${text}\n`;
  });
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], {
    cwd: repository.path,
    env: gitEnv,
    input: stream.join('\n'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  repository.git('reset', '-q', '--hard');
  return repository;
}

const log = (repository: Repository, build?: string, ...argv: string[]): Promise<Outcome> =>
  runPir(['log', '--format', 'csv', ...argv], { cwd: repository.path, world: { build } });

const kept = (repository: Repository) => path.join(repository.path, '.git/pir/ledger.txt');

/** The same from what was kept as from nothing, for all records and for one. */
async function expectSame(repository: Repository): Promise<string> {
  for (const argv of [[], ['incident-3'], ['incident-7/A1', '--kind', 'action-due']])
    expect(await log(repository, 'b', ...argv)).toEqual(await log(repository, undefined, ...argv));
  return (await log(repository, 'b')).out;
}

test('a kept ledger goes on with what came since', async () => {
  const repository = manyCommits(230);
  const { git, write, commit } = repository;
  const first = await expectSame(repository);
  const text = readFileSync(kept(repository), 'utf8');
  expect(text).toContain(git('rev-parse', 'HEAD'));
  expect(await log(repository, 'b')).toMatchObject({ out: first });

  // An edit, a move, a removal, a merge, a record that takes another's file, one that cannot be read and comes back.
  write(file(3), record(3, 90));
  git('mv', file(4), 'incidents/moved.md');
  git('rm', '-q', file(5));
  commit('Some');
  git('checkout', '-q', '-b', 'side');
  write(file(7), record(7, 91));
  commit('One');
  write(file(7), record(7, 93));
  commit('Two');
  git('checkout', '-q', 'main');
  git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
  write(file(8), record(99, 1));
  write(file(9), '<<<<<<<');
  commit('Others');
  write(file(9), record(9, 94));
  write(file(5), record(5, 95));
  commit('Back');
  const second = await expectSame(repository);
  expect(second.split('\n').length).toBeGreaterThan(first.split('\n').length + 10);
  // So few are not worth writing.
  expect(readFileSync(kept(repository), 'utf8')).toBe(text);
  // It is what was read: another word in it is believed.
  writeFileSync(kept(repository), text.replaceAll('"Alert"', '"Blame"'));
  expect((await log(repository, 'b')).out).toContain('Blame');
  writeFileSync(kept(repository), text);
  // A moment before it ended.
  expect(await log(repository, 'b', '--as-of', '2026-01-03')).toEqual(
    await log(repository, undefined, '--as-of', '2026-01-03'),
  );
  expect(readFileSync(kept(repository), 'utf8')).toBe(text);
});

test('a kept ledger of another main line, of other settings, or spoilt, is none', async () => {
  const repository = manyCommits(210);
  const { git, write, commit } = repository;
  await expectSame(repository);
  const text = readFileSync(kept(repository), 'utf8');
  const tip = git('rev-parse', 'HEAD');

  const lines = text.split('\n');
  for (const spoilt of [
    text.slice(0, 5000),
    '',
    'x',
    `${lines.slice(0, -3).join('\n')}\n`,
    [...lines.slice(0, 2), '{', ...lines.slice(3)].join('\n'),
    [...lines.slice(0, 5), lines[5]?.slice(0, 300), ...lines.slice(6)].join('\n'),
    text.replace(tip, 'f'.repeat(40)),
  ]) {
    writeFileSync(kept(repository), spoilt);
    await expectSame(repository);
  }

  // The old tip becomes the second parent of a merge: the chain goes another way.
  writeFileSync(kept(repository), text);
  git('checkout', '-q', '-b', 'other', 'HEAD~5');
  write(file(2), record(2, 70));
  commit('Elsewhere');
  git('merge', '-q', '--no-ff', '-s', 'ours', '-m', 'Foxtrot', 'main');
  git('branch', '-q', '-f', 'main', 'other');
  git('checkout', '-q', 'main');
  await expectSame(repository);

  // The commit is gone, as after a rebase and a while.
  writeFileSync(kept(repository), text);
  writeFileSync(kept(repository), text.replace(tip, '1'.repeat(40)));
  await expectSame(repository);

  // The branch is set back.
  writeFileSync(kept(repository), text);
  git('reset', '-q', '--hard', 'HEAD~9');
  await expectSame(repository);

  writeFileSync(kept(repository), text);
  write('pir.config.yaml', 'severities: [sev3, sev2, sev1]\n');
  await expectSame(repository);

  rmSync(kept(repository), { force: true });
  expect(existsSync(kept(repository))).toBe(false);
});

test('records that moved with the config that names their place keep their history', async () => {
  const repository = manyCommits(220);
  const { git, write, commit } = repository;
  const begun = await log(repository, 'b', 'incident-3');
  const move = (from: string, to: string) => {
    write('pir.config.yaml', `places: { incident: ${to} }\n`);
    git('add', '-A');
    git('commit', '-q', '-m', 'Name another place');
    write(`${to}/README.md`, '');
    git('mv', ...Array.from({ length: 20 }, (_, i) => `${from}/incident-${i}.md`), to);
    commit(`Move to ${to}`);
  };
  move('incidents', 'docs/incidents');
  write('docs/incidents/incident-3.md', record(3, 90));
  commit('An edit there');
  move('docs/incidents', 'reviews');
  const moved = await expectSame(repository);
  const kinds = async (...argv: string[]) => {
    const { out } = await runPir(['log', '--format', 'json', ...argv], { cwd: repository.path, world: { build: 'b' } });
    return (JSON.parse(out).tables[0].rows as { kind: string; at: string }[]).map(({ kind, at }) => `${kind} ${at}`);
  };
  const all = await kinds('incident-3');
  expect(all[0]).toBe('created 2026-01-01T03:00:00Z');
  expect(all.filter((line) => /^(?:renamed|removed|created)/.test(line)).map((line) => line.split(' ')[0])).toEqual([
    'created',
    'renamed',
    'renamed',
  ]);
  expect(all.length).toBeGreaterThan(begun.out.trim().split('\n').length);
  expect(moved.match(/,created,/g)).toHaveLength(20);
  expect(readFileSync(kept(repository), 'utf8')).toContain('docs/incidents');

  // What was kept is of the place before the last: a file that stayed behind is known all the same.
  git('mv', 'reviews/incident-5.md', 'docs/incidents/incident-5.md');
  commit('One goes back');
  await expectSame(repository);
});

test('a config with something wrong in it, or links, name no place of former days', async () => {
  const repository = manyCommits(3);
  const { git, write, commit } = repository;
  write('pir.config.yaml', 'places: { incident: ":(exclude)incidents" }\nnonsense: 1\n');
  write('elsewhere/incident-50.md', record(50, 1));
  commit('Not like this');
  write('pir.config.yaml', 'profile: startup\n');
  git('mv', 'elsewhere/incident-50.md', 'incidents/incident-50.md');
  commit('Mended');
  const { out } = await log(repository, 'b', 'incident-50');
  expect(out).toMatch(/created/);
  expect(out).not.toMatch(/renamed/);
});
