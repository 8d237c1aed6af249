import { expect, it } from 'vitest';
import { beginFigures, beginHistory } from '../../src/commands/history/begin.ts';
import { realWorld } from '../../src/world/index.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { logged } from '../world/logged-git.ts';

const log = logged();
const repo = makeRepository({ x: '1' });
const tip = repo.git('rev-parse', 'HEAD');

/** What git was begun with, once so much of it was seen. */
async function begun(begin: typeof beginHistory, argv: readonly string[], count: number, cwd = repo.path) {
  const end = begin(argv, { ...realWorld({ ...gitEnv, ...log.env }), cwd, build: 'b' });
  const git: string[] = [];
  for (let waited = 0; git.length < count && waited < 10_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    git.push(...log.read());
  }
  // Where nothing is to come, long enough that it would have.
  if (count === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  git.push(...log.read());
  end?.();
  return git.sort();
}

it('begins to read what came since the ledger was kept, and to look at the work tree where figures were kept', async () => {
  const kept = (build: string, commit: string) =>
    repo.write('.git/pir/ledger.txt', `{"build":"${build}"}\n${commit}\n`);
  expect(await begun(beginHistory, ['log'], 2)).toEqual(['cat-file', 'log']);
  kept('b', tip);
  expect(await begun(beginHistory, ['log'], 0)).toEqual([]);
  kept('another', tip);
  expect(await begun(beginHistory, ['log', '--kind', 'created'], 2)).toEqual(['cat-file', 'log']);
  kept('b', tip);
  expect(await begun(beginFigures('metrics'), ['metrics'], 0)).toEqual([]);
  repo.write('.git/pir/metrics.columns', 'x');
  expect(await begun(beginFigures('metrics'), ['metrics'], 1)).toEqual(['status']);
  expect(await begun(beginFigures('metrics'), ['metrics', '--metric', 'mttr'], 0)).toEqual([]);
  expect(await begun(beginFigures('actions'), ['actions'], 0)).toEqual([]);
});

it('begins nothing where another commit or repository is meant, or there is none', async () => {
  repo.write('.git/pir/ledger.txt', '');
  for (const option of ['--as-of', '--as-of=2026-01-01', '-C', '-Cx', '--config', '--help', '-h'])
    expect([option, await begun(beginFigures('metrics'), ['metrics', option], 0)]).toEqual([option, []]);
  expect(await begun(beginHistory, ['log'], 0, '/nonexistent')).toEqual([]);
  expect(await begun(beginHistory, ['log'], 1, makeFolder())).toEqual(['rev-parse']);
});
