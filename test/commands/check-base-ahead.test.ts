import { expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { gitOn } from '../../src/world/git.ts';
import { diskFull } from '../disk-full.ts';
import { gitEnv, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { logged } from '../world/logged-git.ts';

const id = (n: number) => `2026-05-01-disk-${n}`;
const pathOf = (n: number) => `incidents/2026/${id(n)}.md`;
const record = (n: number, more = '') => diskFull(id(n), more);

const log = logged();

async function check(repo: Repository, base: string, isAhead: boolean) {
  log.read();
  const git = gitOn(realFs, { ...gitEnv, ...log.env });
  const none = async () => {};
  const no = async () => false;
  const nothing = { revisions: none, trees: none, blobs: no, turn: none, close: () => {} };
  const { code, out, err } = await runPir(['check', '--base', base], {
    cwd: repo.path,
    now: '2026-06-10T12:00:00Z',
    env: log.env,
    world: { git: isAhead ? git : { ...git, readAhead: () => nothing } },
  });
  return { said: `${code}\n${out}${err}`, git: log.read() };
}

/** References to records that stand, that do not, and to files, and what the settings of the base say. */
function begin(): Repository {
  return makeRepository({
    'pir.config.yaml': 'rules: { related: error }\n',
    'people.yaml': '- { handle: "@alice", name: Alice }\n',
    'notes.txt': 'x',
    ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [pathOf(n), record(n)])),
  });
}

const action = `actions:
  - id: A1
    title: Larger disk
    owner: "@bob"
    due: 2026-06-01
    status: done
    kind: prevent
    done: { on: 2026-05-20, by: "@bob", evidence: ["file:notes.txt", "file:gone.txt"] }
`;

function change(repo: Repository): void {
  repo.write(pathOf(1), record(1, `related: [${id(2)}, ${id(77)}]\n${action}`));
  repo.git('mv', pathOf(3), 'incidents/2026/2026-05-01-disk-other.md');
  repo.git('rm', '-q', pathOf(4));
  repo.write('incidents/2027/x/new.md', 'x');
  repo.write('.pir/baseline.json', '{ "version": 1, "findings": [] }\n');
  repo.commit('Change');
}

it.each(['HEAD~1', 'main', 'other'])('says the same whether git was read ahead or not: %s', async (base) => {
  const repo = begin();
  if (base !== 'HEAD~1') repo.git('checkout', '-q', '-b', 'topic');
  change(repo);
  if (base === 'other') {
    // The base went on, and is merged, as a forge does it for a pull request.
    repo.git('checkout', '-q', '-b', 'other', 'main');
    repo.write(pathOf(8), record(8, 'x_more: 1\n'));
    repo.commit('Meanwhile');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', 'topic');
    repo.git('branch', '-q', 'merged');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.git('checkout', '-q', 'merged');
  }
  const ahead = await check(repo, base, true);
  const not = await check(repo, base, false);
  expect(ahead.said).toBe(not.said);
  for (const name of [id(77), 'gone.txt', 'record-id', 'new.md']) expect(ahead.said).toContain(name);
  expect(ahead.git).toEqual(['cat-file']);
  expect(not.git.length).toBeGreaterThan(7);
});

it('asks git itself where two histories parted', async () => {
  const repo = begin();
  repo.git('checkout', '-q', '-b', 'topic');
  change(repo);
  repo.git('checkout', '-q', 'main');
  repo.write(pathOf(8), record(8, 'x_more: 1\n'));
  repo.commit('Meanwhile');
  repo.git('checkout', '-q', 'topic');
  const ahead = await check(repo, 'main', true);
  expect(ahead.git).toEqual(['cat-file', 'merge-base']);
  expect(ahead.said).toBe((await check(repo, 'main', false)).said);
  expect(ahead.said).not.toContain(id(8));
});

it('ends git, whatever becomes of the run', async () => {
  const repo = begin();
  const { code, err } = await runPir(['check', '--base', 'HEAD', '--debug', '--quiet'], { cwd: repo.path });
  expect([code, err]).toEqual([0, expect.any(String)]);
  const wrong = await runPir(['check', '--base', 'nosuch'], { cwd: repo.path });
  expect(wrong.code).toBe(4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap')).toEqual([]);
});
