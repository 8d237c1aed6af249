import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gitEnv, makeFolder, makeRepository } from './repository.ts';

const root = path.resolve(import.meta.dirname, '..');
const facts =
  '--type availability --severity sev3 --owner @ann --started 2026-03-20T09:12Z --detected 2026-03-20T09:20Z';

let whole: string;

beforeAll(() => {
  const folder = makeFolder();
  // As it is: a build in the middle of the other tests would take their files away.
  const packing = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const packed = spawnSync('npm', packing, { cwd: root, encoding: 'utf8' });
  expect(packed.status, packed.stderr).toBe(0);
  const unpacked = spawnSync('tar', ['-xzf', packed.stdout.trim()], { cwd: folder, encoding: 'utf8' });
  expect(unpacked.stderr).toBe('');
  whole = path.join(folder, 'package');
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();

const digestOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const name of filesIn(folder)) hash.update(`${name}\n`).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
};

/** Node's own arguments, then pir's. */
function pir(
  argv: readonly string[],
  { node = [], cwd = makeFolder() }: { node?: readonly string[]; cwd?: string } = {},
) {
  const args = [...node, path.join(whole, 'bin/pir.js'), ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env: gitEnv, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the package', () => {
  it('holds the program and what it ships, and nothing of how it is made', () => {
    const tops = new Set(filesIn(whole).map((name) => name.split(path.sep)[0]));
    expect([...tops].sort()).toEqual(
      ['LICENSE', 'README.md', 'bin', 'dist', 'package.json', 'schemas', 'templates'].sort(),
    );
    for (const folder of ['schemas', 'templates'])
      expect(filesIn(path.join(whole, folder))).toEqual(filesIn(path.join(root, folder)));
    expect(filesIn(whole).filter((name) => /\.map$|\.tsbuildinfo$|(?<!\.d)\.ts$|node_modules/.test(name))).toEqual([]);
  });

  it('works with no other package beside it, and writes nothing where it lies', () => {
    const before = digestOf(whole);
    const repository = makeRepository({ 'README.md': '# Ours\n' });
    const run = (...argv: string[]) => pir(argv, { cwd: repository.path });
    expect(run('init', '--no-input')).toMatchObject({ status: 0 });
    expect(run('new', 'Disk full', ...facts.split(' '))).toMatchObject({ status: 0 });
    repository.commit('A review');
    for (const argv of ['check', 'list', 'metrics', 'log', 'risk list', 'doctor', 'schema incident', 'explain owner'])
      expect(run(...argv.split(' ')), argv).toMatchObject({ status: 0 });
    expect(run('report', '--period', '2026-Q1', '--format', 'html').stdout).toContain('<svg');
    expect(digestOf(whole)).toBe(before);
  });

  it('is a library, too', () => {
    const script = `import { rules, metrics } from ${JSON.stringify(path.join(whole, 'dist/index.js'))};
      console.log(rules.length > 20, metrics.length > 10)`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: gitEnv,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe('true true\n');
  });
});

describe('compiled code that was kept', () => {
  const folder = () => path.join(whole, 'dist/code', `${process.version}-${process.arch}`);
  const kept = (name: string) => path.join(folder(), name);

  /** Says on stderr, of each file that is loaded, whether V8 took what was kept of it. */
  function watching(): string[] {
    const file = path.join(makeFolder(), 'watch.cjs');
    writeFileSync(
      file,
      `const vm = require('node:vm');
      vm.Script = class extends vm.Script {
        constructor(text, options) {
          super(text, options);
          const name = require('node:path').basename(options.filename);
          console.error(name, options.cachedData === undefined ? 'none' : this.cachedDataRejected ? 'refused' : 'taken');
        }
      };`,
    );
    return ['--require', file];
  }

  const help = () => pir(['--help'], { node: watching() });

  /** What `--help` says with that done to what was kept, which is as before when this is over. */
  function helpWith(change: () => void) {
    const aside = `${folder()}-aside`;
    const start = readFileSync(path.join(whole, 'dist/start.cjs'));
    spawnSync('cp', ['-r', folder(), aside]);
    try {
      change();
      return help();
    } finally {
      rmSync(folder(), { recursive: true, force: true });
      renameSync(aside, folder());
      writeFileSync(path.join(whole, 'dist/start.cjs'), start);
    }
  }

  it('is used', () => {
    expect(help()).toMatchObject({ status: 0, stderr: 'start.cjs taken\nprogram.cjs taken\n' });
  });

  it.each([
    ['is not there', 'none', () => rmSync(kept('start.cjs'))],
    ['is empty', 'refused', () => writeFileSync(kept('start.cjs'), '')],
    [
      'was cut short',
      'refused',
      () => writeFileSync(kept('start.cjs'), readFileSync(kept('start.cjs')).subarray(0, 9_000)),
    ],
    ['is of another file', 'refused', () => copyFileSync(kept('program.cjs'), kept('start.cjs'))],
    [
      'is older than the program',
      'refused',
      () => writeFileSync(path.join(whole, 'dist/start.cjs'), '\n//\n', { flag: 'a' }),
    ],
  ])('changes nothing where it %s', (_, state, change) => {
    const { stderr, ...said } = helpWith(change);
    expect(stderr).toBe(`start.cjs ${state}\nprogram.cjs taken\n`);
    expect({ ...said, stderr: '' }).toEqual(pir(['--help']));
  });

  it('is refused by a V8 with other flags', () => {
    const { stderr, ...said } = pir(['--help'], { node: ['--no-opt', ...watching()] });
    expect(stderr).toBe('start.cjs refused\nprogram.cjs refused\n');
    expect({ ...said, stderr: '' }).toEqual(pir(['--help']));
  });

  it('is not looked at by another version of Node', () => {
    const file = path.join(makeFolder(), 'other.cjs');
    writeFileSync(file, `Object.defineProperty(process, 'version', { value: 'v99.0.0' });`);
    const { stderr, ...said } = pir(['--help'], { node: ['--require', file, ...watching()] });
    expect(stderr).toBe('');
    expect({ ...said, stderr: '' }).toEqual(pir(['--help']));
  });
});
