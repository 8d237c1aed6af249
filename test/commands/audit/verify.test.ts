import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoArguments, demoPackage } from '../../demo-package.ts';
import { makeFolder, makePipe } from '../../repository.ts';
import { runPir } from '../../run-pir.ts';
import { swellingBundle } from '../../swelling-bundle.ts';

// Before the tests, since what one of them makes is gone with it.
const made = await demoPackage('--with-bundle');
// Without a bundle it is quicker to ask many times.
const light = await demoPackage();
const elsewhere = makeFolder();
const files = fs
  .readdirSync(made.folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => fs.statSync(path.join(made.folder, name)).isFile())
  .sort();

interface Row {
  name: string;
  result: string;
  detail: string;
}

async function verify(folder: string, { cwd = elsewhere, more = [] as readonly string[] } = {}) {
  const { code, out, err } = await runPir(['audit', 'verify', folder, '--format', 'json', ...more], { cwd });
  expect(err).toBe('');
  const rows: Row[] = JSON.parse(out).tables[0].rows;
  const named = (result: string) => rows.filter((row) => row.result === result).map(({ name }) => name);
  return { code, rows, failed: named('failed'), untold: named('not_verifiable'), verified: named('verified') };
}

/** A copy that may be changed. */
function copy(of = made): string {
  const folder = path.join(makeFolder(), 'package');
  fs.cpSync(of.folder, folder, { recursive: true });
  return folder;
}

function flip(file: string, at: number): void {
  const bytes = fs.readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** Writes a file and lists it in manifest and sums, as somebody would who wants to hide a change. */
function forge(folder: string, name: string, change: (text: string) => string): void {
  const file = path.join(folder, name);
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
  const manifestFile = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  for (const each of manifest.files)
    if (each.path === name) {
      each.sha256 = sha256(fs.readFileSync(file));
      each.size = fs.statSync(file).size;
    }
  fs.writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  resum(folder);
}

function resum(folder: string): void {
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => fs.statSync(path.join(folder, each)).isFile() && !each.startsWith('MANIFEST.sha256'))
    .sort();
  const lines = names.map((each) => `${sha256(fs.readFileSync(path.join(folder, each)))}  ${each}\n`);
  fs.writeFileSync(path.join(folder, 'MANIFEST.sha256'), lines.join(''));
}

describe('a whole package', () => {
  it('is verified in the repository, made again and all', async () => {
    const { code, failed, untold, verified } = await verify(made.folder, { cwd: made.repository });
    expect({ code, failed, untold }).toEqual({ code: 0, failed: [], untold: ['signature'] });
    expect(verified).toEqual(
      expect.arrayContaining([
        'paths',
        'files',
        'blobs',
        'metrics',
        'coverage',
        'repeats',
        'repository',
        'bundle',
        'remade',
      ]),
    );
  });

  it('is verified where the repository is not, from the bundle that it carries', async () => {
    const { code, failed, untold, verified } = await verify(made.folder);
    expect({ code, failed, untold }).toEqual({ code: 0, failed: [], untold: ['signature', 'repository'] });
    expect(verified).toContain('remade');
  });

  it('is read by a person as sentences', async () => {
    const { out } = await runPir(['audit', 'verify', made.folder], { cwd: elsewhere });
    expect(out).toContain('of commit');
    expect(out).toMatch(/Verified\n\npaths[\s\S]*files +\d+ of \d+ are as listed/);
    expect(out).toContain('none failed.');
  });
});

describe('one changed byte', () => {
  it.each(files.filter((name) => name !== 'MANIFEST.sha256'))('in %s is one wrong file', async (name) => {
    const folder = copy(name === 'repository.bundle' ? made : light);
    const file = path.join(folder, name);
    flip(file, Math.floor(fs.statSync(file).size / 2));
    const { code, failed } = await verify(folder);
    expect({ code, failed }).toEqual({ code: 1, failed: [`file ${name}`] });
  });

  it('in the list of sums is told from one in the file that it lists', async () => {
    const folder = copy(light);
    const list = path.join(folder, 'MANIFEST.sha256');
    const text = fs.readFileSync(list, 'utf8');
    const line = text.split('\n').findIndex((each) => each.endsWith('incidents.csv'));
    const start = text.split('\n').slice(0, line).join('\n').length + 1;
    for (const at of [start + 3, start + 66, 64]) {
      fs.writeFileSync(list, text);
      flip(list, at);
      const { code, failed } = await verify(folder);
      expect({ code, failed }).toEqual({ code: 1, failed: ['file MANIFEST.sha256'] });
    }
  });
});

describe('a folder that is no such package', () => {
  it('with a file too many, or one missing', async () => {
    const folder = copy();
    fs.writeFileSync(path.join(folder, 'incidents/2026/new.md'), 'new');
    fs.rmSync(path.join(folder, 'risks/R-001-settings-changed-by-hand.md'));
    const { code, failed } = await verify(folder);
    expect({ code, failed }).toEqual({
      code: 1,
      failed: ['file incidents/2026/new.md', 'file risks/R-001-settings-changed-by-hand.md'],
    });
  });

  it('with links, pipes and names that collide', async () => {
    const folder = copy();
    fs.symlinkSync('/etc/passwd', path.join(folder, 'evidence/passwd'));
    fs.symlinkSync('/etc', path.join(folder, 'etc'));
    makePipe(path.join(folder, 'pipe'));
    fs.writeFileSync(path.join(folder, 'readme.md'), '');
    const { code, rows } = await verify(folder);
    expect(code).toBe(1);
    const paths = rows.find(({ name }) => name === 'paths');
    expect(paths?.result).toBe('failed');
    for (const words of [
      'evidence/passwd is a symbolic link',
      'etc is a symbolic link',
      'pipe is no regular file',
      'README.md and readme.md',
    ])
      expect(paths?.detail).toContain(words);
  });

  it.each(['../outside.txt', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b'])('that lists %s', async (name) => {
    const folder = copy();
    fs.writeFileSync(path.join(folder, '../outside.txt'), 'secret');
    fs.appendFileSync(path.join(folder, 'MANIFEST.sha256'), `${sha256('secret')}  ${name}\n`);
    const { code, rows, failed } = await verify(folder);
    expect(code).toBe(1);
    expect(failed).toContain('paths');
    expect(rows.find((row) => row.name === 'paths')?.detail).toContain(name);
  });

  it('whose manifest is anything', async () => {
    const hostile = [
      '',
      '[]',
      'null',
      '{"version":1}',
      '{"version":1,"files":[{"path":"x"}]}',
      '{"__proto__":{"version":1}}',
      '[[[[',
    ];
    for (const text of hostile) {
      const folder = copy();
      fs.writeFileSync(path.join(folder, 'manifest.json'), text);
      resum(folder);
      const { code, failed } = await verify(folder);
      expect({ code, failed }).toEqual({ code: 1, failed: expect.arrayContaining(['manifest']) });
    }
  });

  it('whose figures, events and settings are anything is judged, and breaks nothing', async () => {
    const junk: readonly unknown[] = [null, 0, '', 'x', [], {}, [null], { rows: null }, '9999-99-99T99:99:99Z'];
    const names = ['reports/metrics.json', 'reports/coverage.json', 'history/events.json', 'manifest.json'];
    for (const [n, value] of junk.entries()) {
      const folder = copy(light);
      const change = (name: string) => {
        const file = path.join(folder, name);
        const data = JSON.parse(fs.readFileSync(file, 'utf8'));
        // Somewhere else each time, from the outside to the inside.
        const places: [object: { [key: string]: unknown }, key: string][] = [];
        const walk = (object: { [key: string]: unknown }, depth: number) => {
          for (const key of Object.keys(object).slice(0, 12)) {
            places.push([object, key]);
            if (depth < 5 && typeof object[key] === 'object' && object[key] !== null)
              walk(object[key] as never, depth + 1);
          }
        };
        walk(data, 0);
        const [object, key] = places[(n * 37) % places.length] ?? [data, 'version'];
        object[key] = value;
        fs.writeFileSync(file, JSON.stringify(data));
      };
      for (const name of names) change(name);
      fs.writeFileSync(path.join(folder, 'excerpt/people.yaml'), `- ${JSON.stringify(value)}\n`);
      resum(folder);
      const { code } = await verify(folder);
      expect([0, 1, 4], String(n)).toContain(code);
    }
  });

  it('that brings a repository of its own runs nothing of it', async () => {
    const folder = copy();
    const canary = path.join(elsewhere, 'canary');
    const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: folder });
    git('init', '--quiet');
    git('config', 'core.fsmonitor', `touch ${canary}`);
    git('config', 'core.hooksPath', '.');
    const { code, rows } = await verify('.', { cwd: folder });
    expect(code).toBe(1);
    expect(rows.find(({ name }) => name === 'repository')?.result).toBe('not_verifiable');
    expect(fs.existsSync(canary)).toBe(false);
  });

  it('or none at all is wrong use', async () => {
    expect((await runPir(['audit', 'verify', 'nowhere'], { cwd: elsewhere })).code).toBe(2);
    expect((await runPir(['audit', 'verify', '.'], { cwd: makeFolder() })).code).toBe(2);
  });
});

describe('a change that somebody listed', () => {
  it('of a figure is found by computing it again', async () => {
    const folder = copy();
    forge(folder, 'reports/metrics.json', (text) => {
      const report = JSON.parse(text);
      const row = report.tables[0].rows.find(({ metric }: { metric: string }) => metric === 'time_to_detect');
      row.mean /= 10;
      return JSON.stringify(report);
    });
    const { failed, rows } = await verify(folder);
    expect(failed).toEqual(['metrics', 'remade']);
    const found = /time_to_detect: mean is ([\d.]+) and not (\d+)/.exec(
      rows.find(({ name }) => name === 'metrics')?.detail ?? '',
    );
    expect(Number(found?.[1]) * 10).toBeCloseTo(Number(found?.[2]), 0);
  });

  it('of a record is found by its blob, by the figures and by the bundle', async () => {
    const folder = copy();
    const name = 'incidents/2026/2026-02-17-wrong-vat.md';
    forge(folder, name, (text) => text.replace('severity: sev2', 'severity: sev3'));
    const { failed } = await verify(folder);
    expect(failed).toEqual(['blobs', 'metrics', 'coverage', 'remade']);
  });

  it('of the ledger is found by making the package again', async () => {
    const folder = copy();
    forge(folder, 'history/events.json', (text) => text.replace('"author": "data-eng"', '"author": "nobody"'));
    expect((await verify(folder)).failed).toEqual(['remade']);
    expect((await verify(folder, { cwd: made.repository })).failed).toEqual(['remade']);
  });

  it('of the bundle is found by git', async () => {
    const folder = copy();
    const bundle = path.join(folder, 'repository.bundle');
    flip(bundle, fs.statSync(bundle).size - 40);
    forge(folder, 'README.md', (text) => text);
    resum(folder);
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    for (const each of manifest.files)
      if (each.path === 'repository.bundle') each.sha256 = sha256(fs.readFileSync(bundle));
    fs.writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    resum(folder);
    expect((await verify(folder)).failed).toEqual(['bundle']);
  });
});

describe('what would be too much', () => {
  const replaced = (name: string, data: Buffer) => {
    const folder = copy();
    fs.writeFileSync(path.join(folder, name), data);
    forge(folder, name, (text) => text);
    fs.writeFileSync(path.join(folder, name), data);
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    for (const each of manifest.files)
      if (each.path === name) Object.assign(each, { sha256: sha256(data), size: data.length });
    fs.writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    resum(folder);
    return folder;
  };
  const hole = (name: string, size: number) => {
    const folder = copy(light);
    fs.truncateSync(path.join(folder, name), size);
    return folder;
  };

  it('is a bundle of a few bytes that stands for gigabytes: git never sees it', async () => {
    const commit = JSON.parse(fs.readFileSync(path.join(made.folder, 'manifest.json'), 'utf8')).repository.commit;
    const folder = replaced('repository.bundle', swellingBundle(commit, 2 ** 31));
    const { code, rows, failed, untold } = await verify(folder);
    expect({ code, failed }).toEqual({ code: 4, failed: [] });
    expect(untold).toContain('bundle');
    expect(rows.find(({ name }) => name === 'bundle')?.detail).toContain('one of its objects is over 128 MiB');
  });

  it.each([
    ['README.md', 5 * 2 ** 30, 'README.md: it is over 4096 MiB'],
    ['manifest.json', 33 * 2 ** 20, 'manifest.json: it is too large (34603008 bytes)'],
  ])('is a %s of %d bytes, most of them a hole', async (name, size, words) => {
    const { code, out, err } = await runPir(['audit', 'verify', hole(name, size)], { cwd: elsewhere });
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err.replace(/\n +/g, ' ')).toContain(words);
  });
});

describe('a history that was rewritten', () => {
  const rewritten = (...commands: readonly (readonly string[])[]) => {
    const repository = path.join(makeFolder(), 'demo');
    fs.cpSync(made.repository, repository, { recursive: true });
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    };
    for (const args of commands) {
      const { status, stderr } = spawnSync('git', args, { cwd: repository, env, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    }
    return repository;
  };

  it('is told while the commit is still there', async () => {
    const cwd = rewritten(['commit', '--quiet', '--amend', '--message', 'Another']);
    const { code, failed, rows } = await verify(made.folder, { cwd });
    expect({ code, failed }).toEqual({ code: 1, failed: ['repository'] });
    expect(rows.find(({ name }) => name === 'repository')?.detail).toContain('no longer reachable from main');
  });

  it('is told when it is gone', async () => {
    const cwd = rewritten(
      ['checkout', '--quiet', '--orphan', 'new'],
      ['commit', '--quiet', '--message', 'All at once'],
      ['branch', '--quiet', '-M', 'new', 'main'],
      ['reflog', 'expire', '--expire=now', '--all'],
      ['gc', '--quiet', '--prune=now'],
    );
    const { code, failed, rows } = await verify(made.folder, { cwd });
    expect({ code, failed }).toEqual({ code: 1, failed: ['repository'] });
    expect(rows.find(({ name }) => name === 'repository')?.detail).toContain('no longer reachable');
  });

  it('is not read out of another repository', async () => {
    const cwd = makeFolder();
    spawnSync('git', ['init', '--quiet'], { cwd });
    const { code, untold } = await verify(made.folder, { cwd });
    expect(code).toBe(4);
    expect(untold).toContain('repository');
  });
});

describe('a signature', () => {
  const keys = makeFolder();
  const key = (name: string) => {
    const file = path.join(keys, name);
    if (!fs.existsSync(file)) {
      spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file]);
      fs.writeFileSync(`${file}.signers`, `${name}@example.com ${fs.readFileSync(`${file}.pub`, 'utf8')}`);
    }
    return file;
  };
  const signed = async () => {
    const folder = path.join(makeFolder(), 'signed');
    const { code, err } = await runPir([...demoArguments, '--out', folder, '--sign', key('ada')], {
      cwd: made.repository,
    });
    expect(err.includes('pir:'), err).toBe(false);
    expect(code).toBe(0);
    return folder;
  };
  const by = (name: string) => ['--allowed-signers', `${key(name)}.signers`];

  it('is verified by a list of keys, and by ssh-keygen alone', async () => {
    const folder = await signed();
    const { code, verified } = await verify(folder, { more: by('ada') });
    expect(code).toBe(0);
    expect(verified).toContain('signature');
    const run = (namespace: string) =>
      spawnSync(
        'ssh-keygen',
        [
          '-Y',
          'verify',
          '-f',
          `${key('ada')}.signers`,
          '-I',
          'ada@example.com',
          '-n',
          namespace,
          '-s',
          path.join(folder, 'MANIFEST.sha256.sig'),
        ],
        { input: fs.readFileSync(path.join(folder, 'MANIFEST.sha256')) },
      ).status;
    expect(run('pir-evidence')).toBe(0);
    expect(run('file')).not.toBe(0);
  });

  it('is nothing without a list, and not whole with another', async () => {
    const folder = await signed();
    const without = await verify(folder);
    expect(without.code).toBe(4);
    expect(without.untold).toContain('signature');
    expect((await verify(folder, { more: by('bob') })).failed).toEqual(['signature']);
  });

  it('for another purpose is refused', async () => {
    const folder = await signed();
    fs.rmSync(path.join(folder, 'MANIFEST.sha256.sig'));
    spawnSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', key('ada'), '-n', 'file', path.join(folder, 'MANIFEST.sha256')]);
    expect((await verify(folder, { more: by('ada') })).failed).toEqual(['signature']);
  });

  it('that was taken away is missed', async () => {
    const folder = await signed();
    fs.rmSync(path.join(folder, 'MANIFEST.sha256.sig'));
    expect((await verify(folder)).failed).toEqual(['signature']);
    expect((await verify(made.folder, { more: by('ada') })).failed).toEqual(['signature']);
  });
});
