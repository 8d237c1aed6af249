import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoPackage } from '../../demo-package.ts';
import { makeFolder } from '../../repository.ts';

// What stands here is done by a person who has no pir: only coreutils, git and ssh-keygen are there to be found.
const bin = makeFolder();
const coreutils = 'cat cut date du echo head ls mktemp printf rm sha256sum sort test tr wc'.split(' ');
for (const name of [...coreutils, 'git', 'ssh-keygen', 'sh']) {
  const found = execFileSync('sh', ['-c', `command -v "$1" || true`, 'sh', name], { encoding: 'utf8' }).trim();
  if (found.startsWith('/')) fs.symlinkSync(found, path.join(bin, name));
}

const keys = makeFolder();
const key = path.join(keys, 'key');
spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada', '-f', key]);
const signers = path.join(keys, 'allowed_signers');
fs.writeFileSync(signers, `ada@example.com ${fs.readFileSync(`${key}.pub`, 'utf8')}`);

const made = await demoPackage('--with-bundle', '--sign', key);
const bare = await demoPackage();

/** The shell lines of each step, by its title. */
const stepsIn = (readme: string): Map<string, string[]> =>
  new Map(
    readme
      .split(/^### \d+\. /m)
      .slice(1)
      .map((part) => [
        part.slice(0, part.indexOf('\n')),
        [...part.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines = '']) => lines),
      ]),
  );

/** Runs the lines of some steps in one shell, as a person does who types them one after the other. */
function follow(folder: string, titles: readonly string[], env: { [name: string]: string } = {}): string {
  const steps = stepsIn(fs.readFileSync(path.join(folder, 'README.md'), 'utf8'));
  const script = titles.flatMap((title) => steps.get(title) ?? [`echo no step called ${title}; exit 9`]).join('\n');
  const { status, stdout, stderr } = spawnSync(path.join(bin, 'sh'), ['-e', '-c', script], {
    cwd: folder,
    env: { PATH: bin, HOME: '/nonexistent', TZ: 'Asia/Kathmandu', GIT_CONFIG_GLOBAL: '/dev/null', ...env },
    encoding: 'utf8',
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

const readme = made.read('README.md');
const manifest = JSON.parse(made.read('manifest.json'));

describe('the README of a package, followed to the letter without pir', () => {
  it('has steps for all that it promises, and no other', () => {
    expect([...stepsIn(readme).keys()]).toEqual([
      'Every file is what it was',
      'Nothing was added',
      'Who vouches for the list',
      'It is what the repository held',
      'A figure, by hand',
      'All of it, with pir',
    ]);
  });

  it('finds every file as listed, and nothing else', () => {
    expect(follow(made.folder, ['Every file is what it was'])).toBe('every file is as listed\n');
    const count = manifest.files.length + 1;
    for (const folder of [made.folder, bare.folder])
      expect(follow(folder, ['Nothing was added'])).toMatch(/^(\d+) listed, \1 found\n$/);
    expect(follow(made.folder, ['Nothing was added'])).toBe(`${count} listed, ${count} found\n`);
  });

  it('sees a changed file, and one more', () => {
    const folder = path.join(makeFolder(), 'copy');
    fs.cpSync(made.folder, folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'more.txt'), '');
    const count = manifest.files.length + 1;
    expect(follow(folder, ['Nothing was added'])).toBe(`${count} listed, ${count + 1} found\n`);
    fs.appendFileSync(path.join(folder, 'index.html'), ' ');
    const check = spawnSync('sha256sum', ['--check', '--quiet', 'MANIFEST.sha256'], { cwd: folder, encoding: 'utf8' });
    expect(check.status).not.toBe(0);
    expect(check.stdout).toContain('index.html: FAILED');
  });

  it('verifies the signature by a list that came another way', () => {
    expect(follow(made.folder, ['Who vouches for the list'], { SIGNERS: signers })).toMatch(
      /^Good "pir-evidence" signature for ada@example\.com with ED25519 key SHA256:/,
    );
  });

  it('finds the records in the repository that came with it', () => {
    const out = follow(made.folder, ['It is what the repository held']).trim().split('\n');
    expect(out[0]).toBe(manifest.repository.tree);
    expect(readme).toContain(`It prints \`${out[0]}\``);
    expect(out[1]).toBe(out[2]);
    expect(out[1]).toMatch(/^[0-9a-f]{40}$/);
  });

  it('finds them in a clone where none came with it', () => {
    const out = follow(bare.folder, ['It is what the repository held'], { REPOSITORY: bare.repository })
      .trim()
      .split('\n');
    expect(out[0]).toBe(manifest.repository.tree);
    expect(out[1]).toBe(out[2]);
  });

  it('computes by hand the figure that metrics.json has', () => {
    const out = follow(made.folder, ['A figure, by hand']);
    expect(readme).toContain(`It prints \`${out.trim()}\``);
    const [, count, mean] = /^(\d+) incidents, mean (\d+\.\d{3}) seconds\n$/.exec(out) ?? [];
    const { tables } = JSON.parse(made.read('reports/metrics.json'));
    const [durations] = tables;
    const row = durations.rows.find((each: { metric: string }) => each.metric === 'time_to_detect');
    expect([Number(count), Number(mean)]).toEqual([row.used, row.mean]);
    expect(readme).toContain('`time_to_detect` of the group `all`');
  });
});
