import { expect, it } from 'vitest';
import { begin } from '../../src/commands/check/begin.ts';
import { realWorld } from '../../src/world/index.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { logged } from '../world/logged-git.ts';

const log = logged();
const repo = makeRepository({ x: '1' });

async function begun(
  argv: readonly string[],
  isSure = false,
  cwd = repo.path,
): Promise<{ git: string[]; isOpen: boolean }> {
  const end = begin(argv, { ...realWorld({ ...gitEnv, ...log.env }), cwd, build: 'a build' });
  const git: string[] = [];
  // Git is begun, and not waited for: here that it wrote down its name, or for long enough that it would have.
  for (let waited = 0; git.length === 0 && waited < (isSure ? 10_000 : 200); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    git.push(...log.read());
  }
  end?.();
  return { git, isOpen: end !== undefined };
}

it('begins what git has to do for plain command lines, and nothing for others', async () => {
  const nothing = { git: [], isOpen: false };
  // Where no run was kept there is nothing to look for.
  expect(await begun(['check'])).toEqual(nothing);
  repo.write('.git/pir/run.json', 'x');
  expect(await begun(['check'], true)).toEqual({ git: ['status'], isOpen: false });
  expect(await begun(['--quiet', 'check', '--no-color'], true)).toEqual({ git: ['status'], isOpen: false });
  expect(await begun(['check', '--base', 'HEAD'], true)).toEqual({ git: ['cat-file'], isOpen: true });
  expect(await begun(['check', '--base', 'nosuch', '--debug'], true)).toEqual({ git: ['cat-file'], isOpen: true });
  for (const argv of [
    ['check', '--base'],
    ['check', '--help'],
    ['check', '-C', 'x'],
    ['check', '--format', 'json'],
    ['check', '--staged'],
    ['check', 'incidents'],
    ['check', '--base', 'HEAD', '-C', 'x'],
    ['list'],
  ])
    expect([argv, await begun(argv)]).toEqual([argv, nothing]);
  expect(await begun(['check', '--base', 'HEAD'], false, makeFolder())).toMatchObject({ isOpen: false });
  expect(await begun(['check'], false, '/nonexistent')).toMatchObject({ isOpen: false });
});
