import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FsCalls, realFs } from '../../src/world/fs-calls.ts';
import { environmentOf } from '../../src/world/git-spawn.ts';
import { plainRepository } from '../../src/world/plain-repository.ts';

let base: string;
let plain: string;
const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

beforeAll(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), 'pir-plain-')));
  plain = path.join(base, 'plain');
  git(base, 'init', '-q', '-b', 'main', 'plain');
  git(plain, 'commit', '-q', '--allow-empty', '-m', 'x');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'safe.bareRepository=explicit'];
  return execFileSync('git', [...who, ...args], {
    cwd,
    encoding: 'utf8',
    env: environmentOf(env) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What git says of a folder; undefined where there is nothing for it. */
function asked(folder: string): { top: string; git: string } | undefined {
  try {
    const [own = '', top = ''] = git(folder, 'rev-parse', '--absolute-git-dir', '--show-toplevel').split('\n');
    return { top, git: own };
  } catch {
    return undefined;
  }
}

/** A copy of the plain repository, after something was done to it. */
function changed(name: string, change: (top: string) => void): string {
  const top = path.join(base, name);
  cpSync(plain, top, { recursive: true });
  change(top);
  return top;
}

const config = (top: string, text: string) => writeFileSync(path.join(top, '.git', 'config'), text, { flag: 'a' });

describe('a plain repository', () => {
  it('is found as git finds it, from anywhere below', () => {
    const deep = path.join(plain, 'incidents', '2026');
    mkdirSync(deep, { recursive: true });
    for (const folder of [plain, deep]) {
      expect(plainRepository(realFs, env, folder)).toStrictEqual({ top: plain, git: path.join(plain, '.git') });
      expect(asked(folder)).toStrictEqual({ top: plain, git: path.join(plain, '.git') });
    }
  });

  it('is one with remotes, branches and comments in its config, and with a detached HEAD', () => {
    const top = changed('remotes', (top) => {
      config(
        top,
        '# mine\n[remote "origin"]\n\turl = https://forge.example/a.git\n[branch "a/b"]\n\tmerge = refs/heads/a/b\n',
      );
      git(top, 'checkout', '-q', '--detach');
    });
    expect(plainRepository(realFs, env, top)).toStrictEqual(asked(top));
    expect(asked(top)?.top).toBe(top);
  });

  const unusual: [string, (top: string) => void][] = [
    ['a work tree elsewhere', (top) => config(top, `[core]\n\tworktree = ${base}\n`)],
    ['a work tree elsewhere, in other letters', (top) => config(top, `[CORE]\nWorkTree=${base}\n`)],
    ['a work tree on the line of its section', (top) => config(top, `[core] worktree = ${base}\n`)],
    ['a work tree behind a line that goes on', (top) => config(top, `[core]\n\tx = a\\\n\nworktree = ${base}\n`)],
    ['a config that includes another', (top) => config(top, '[include]\n\tpath = other\n')],
    ['a config that may include another', (top) => config(top, '[includeIf "gitdir:/"]\n\tpath = other\n')],
    ['extensions', (top) => config(top, '[extensions]\n\tobjectFormat = sha1\n')],
    ['a format of its own', (top) => config(top, '[core]\n\trepositoryformatversion = 1\n')],
    ['a format that git does not know', (top) => config(top, '[core]\n\trepositoryformatversion = 99\n')],
    ['a config that says it is bare', (top) => config(top, '[core]\n\tbare = true\n')],
    ['a key without a value', (top) => config(top, '[core]\n\tbare\n')],
    ['a broken config', (top) => config(top, '[core\n')],
    ['no HEAD', (top) => rmSync(path.join(top, '.git', 'HEAD'))],
    ['a HEAD that leads nowhere', (top) => writeFileSync(path.join(top, '.git', 'HEAD'), 'ref: ../x\n')],
    ['no objects', (top) => rmSync(path.join(top, '.git', 'objects'), { recursive: true })],
    ['a folder for what is shared', (top) => writeFileSync(path.join(top, '.git', 'commondir'), '../../plain/.git\n')],
    [
      'a file .git',
      (top) => {
        rmSync(path.join(top, '.git'), { recursive: true });
        writeFileSync(path.join(top, '.git'), `gitdir: ${path.join(plain, '.git')}\n`);
      },
    ],
    [
      'a link .git',
      (top) => {
        rmSync(path.join(top, '.git'), { recursive: true });
        symlinkSync(path.join(plain, '.git'), path.join(top, '.git'));
      },
    ],
  ];
  it.each(unusual)('is none with %s', (name, change) => {
    const top = changed(name.replaceAll(/\W/g, '-'), change);
    expect(plainRepository(realFs, env, top)).toBeUndefined();
  });

  it('is none in a linked work tree, in a bare one, in .git itself, through a link, or where there is none', () => {
    git(plain, 'worktree', 'add', '-q', '--detach', path.join(base, 'linked'));
    git(base, 'init', '-q', '--bare', 'bare.git');
    symlinkSync(plain, path.join(base, 'through'));
    mkdirSync(path.join(base, 'nothing'));
    for (const name of ['linked', 'bare.git', 'plain/.git', 'plain/.git/refs', 'through', 'nothing', 'absent'])
      expect(plainRepository(realFs, env, path.join(base, name)), name).toBeUndefined();
  });

  it('is left to git where the environment says how far to look, or where there is no git', () => {
    expect(plainRepository(realFs, { ...env, GIT_CEILING_DIRECTORIES: base }, plain)).toBeUndefined();
    for (const PATH of [undefined, '', path.join(base, 'nothing'), `.${path.delimiter}${env.PATH}`])
      expect(plainRepository(realFs, { ...env, PATH }, plain), PATH).toBeUndefined();
  });

  it('is none that belongs to somebody else, or holds another file system', () => {
    const differing = (what: 'uid' | 'dev', name: string): FsCalls => ({
      ...realFs,
      lstatSync: ((at: string, options: object) => {
        const stat = realFs.lstatSync(at, options);
        return stat && at === name ? Object.assign(stat, { [what]: 4_000_000 }) : stat;
      }) as FsCalls['lstatSync'],
    });
    for (const what of ['uid', 'dev'] as const)
      for (const name of [plain, path.join(plain, '.git')])
        expect(plainRepository(differing(what, name), env, path.join(plain, 'incidents')), name).toBeUndefined();
  });

  it('is none whose folders may not be looked into', () => {
    const top = changed('shut', () => {});
    const failing: FsCalls = {
      ...realFs,
      lstatSync: ((at: string, options: object) => {
        if (at.endsWith('refs')) throw Object.assign(new Error('no'), { code: 'EACCES' });
        return realFs.lstatSync(at, options);
      }) as FsCalls['lstatSync'],
    };
    chmodSync(top, 0o755);
    expect(plainRepository(failing, env, top)).toBeUndefined();
  });
});
