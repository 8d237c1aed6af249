import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { globals, valued } from '../../src/commands/completion/grammar.ts';
import { commands } from '../../src/commands/index.ts';
import { reporters } from '../../src/reporters/index.ts';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';

async function scriptFor(shell: string): Promise<string> {
  const { code, out, err } = await runPir(['completion', shell], { cwd: makeFolder() });
  expect([code, err]).toEqual([0, '']);
  return out;
}

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers for a line whose last word is being typed. */
async function offered(line: readonly string[], cwd = makeFolder()): Promise<string[]> {
  const file = join(makeFolder(), 'pir.bash');
  writeFileSync(file, await scriptFor('bash'));
  const run = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pir; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-uc', run, 'bash', file, 'pir', ...line], {
    cwd,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('the bash script', () => {
  it('is bash', async ({ skip }) => {
    if (!has('bash')) skip('bash is not installed');
    const { status, stderr } = spawnSync('bash', ['-n'], { input: await scriptFor('bash'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.runIf(has('bash')).each([
    [['wi'], ['withdraw']],
    [['action', 'v'], ['verify']],
    [['--cwd', 'action', 'expl'], ['explain']],
    [
      ['--format', 'js'],
      ['json', 'jsonl'],
    ],
    [['check', '--format', 's'], ['sarif']],
    [['list', '--format', 's'], []],
    [['list', '--format', 'm'], ['markdown']],
    [['list', '--status', 'cl'], ['closed']],
    [
      ['-C', 'there', 'review', '--stage', ''],
      ['hotwash', 'full'],
    ],
    [['action', 'verify', 'x/A1', '--res'], ['--result']],
    [['action', 'verify', 'x/A1', '--result', 'p'], ['partly']],
    [['action', 'assign', 'x/A1', '@bob', '--reason', ''], []],
    [['schema', 'man'], ['management-review']],
    [
      ['completion', ''],
      [
        'bash',
        'zsh',
        'fish',
        'powershell',
        '--format',
        ...globals.map(({ name }) => name).filter((n) => n !== '--format'),
      ],
    ],
    [['check', '--dry'], ['--dry-run']],
  ])('completes pir %j', async (line, expected) => {
    expect(await offered(line)).toEqual(expected);
  });

  it('completes files with blanks in their names where a path belongs, folders where a folder does', async ({
    skip,
  }) => {
    if (!has('bash')) skip('bash is not installed');
    const cwd = makeFolder();
    for (const name of ['a b.md', 'a.yaml']) writeFileSync(join(cwd, name), '');
    expect(await offered(['check', 'a'], cwd)).toEqual(['a b.md', 'a.yaml']);
    expect(await offered(['import', 'x', '--map', 'a.'], cwd)).toEqual(['a.yaml']);
    expect(await offered(['--cwd', 'a'], cwd)).toEqual([]);
    expect(await offered(['list', 'a'], cwd)).toEqual([]);
  });
});

describe.each(['zsh', 'fish', 'pwsh'])('the script for %s', (shell) => {
  it('is understood by it', async ({ skip }) => {
    if (!has(shell)) skip(`${shell} is not installed`);
    const file = join(makeFolder(), 'script.ps1');
    writeFileSync(file, await scriptFor(shell === 'pwsh' ? 'powershell' : shell));
    const { status, stderr } = spawnSync(shell, shell === 'pwsh' ? ['-NoProfile', '-File', file] : ['-n', file], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

it.each(['bash', 'zsh', 'fish', 'powershell'])(
  'the script for %s knows every command and every flag',
  async (shell) => {
    const script = await scriptFor(shell);
    for (const { name, load } of commands) {
      expect(script).toContain(shell === 'fish' ? `-a '${name.split(' ').at(-1)}'` : `'${name}'`);
      const { command } = await load();
      for (const option of command.options)
        expect(script).toContain(shell === 'fish' ? `-l ${option.name} ` : option.name);
    }
  },
);

it('no word of a command can end a quoted text or begin a substitution', async () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    for (const line of (await scriptFor(shell))
      .split('\n')
      .filter((each) => /^\s*(?:'|complete -c pir -n)/.test(each))) {
      const bare = line.replaceAll(/\\'|'\\''|''/g, '').replaceAll(/'[^']*'/g, '');
      expect(bare, shell).not.toMatch(/[`$']/);
    }
  }
});

it('knows the global flags and formats that the program has', async () => {
  const { out } = await runPir(['--help'], { cwd: makeFolder() });
  const printed = [...out.matchAll(/^ {2}(-\w, )?(--[a-z-]+)(?: (<))?/gm)];
  const flags = printed.flatMap(([, short, long]) => [long, ...(short === undefined ? [] : [short.slice(0, 2)])]);
  expect(flags.toSorted()).toEqual(globals.map(({ name }) => name).toSorted());
  const withValue = printed.flatMap(([, short, long, value]) =>
    value === undefined ? [] : [long, ...(short === undefined ? [] : [short.slice(0, 2)])],
  );
  expect(withValue.toSorted()).toEqual(valued.toSorted());
  const script = await scriptFor('bash');
  const ofCheck = /'check':--format\) words='(.*)'/.exec(script)?.[1]?.split(' ');
  expect(ofCheck).toEqual(reporters.map(({ name }) => name));
  const ofList = /'list':--format\) words='(.*)'/.exec(script)?.[1]?.split(' ');
  expect(ofList).toEqual(reporters.filter(({ onlyFindings }) => !onlyFindings).map(({ name }) => name));
});
