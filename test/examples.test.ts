import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changes } from '../examples/change.mjs';
import { readOrganisation, replay, versionsOf } from '../examples/replay.mjs';
import { fingerprintOf } from '../src/core/record/fingerprint.ts';
import { parseRecord } from '../src/core/record/parse.ts';
import { gitEnv, makeFolder } from './repository.ts';
import { runPir } from './run-pir.ts';

const examples = join(import.meta.dirname, '../examples');
const versions = versionsOf();

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, env: gitEnv, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

function demo(args: readonly string[], env: { [name: string]: string } = {}) {
  return spawnSync(process.execPath, [join(examples, 'demo.mjs'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
}

describe('the history of examples/', () => {
  it('ends with the files of examples/organisation, every time with the same commit', () => {
    const [one, two] = [makeFolder(), makeFolder()];
    replay(one);
    replay(two);
    const paths = git(one, 'ls-files', '-z').split('\0').slice(0, -1);
    expect(new Map(paths.map((path) => [path, readFileSync(join(one, path), 'utf8')]))).toEqual(readOrganisation());
    expect(git(one, 'status', '--porcelain')).toBe('');
    expect(git(one, 'rev-parse', 'HEAD')).toBe(git(two, 'rev-parse', 'HEAD'));
  });

  it('has a year of commits in order, branches that are merged, and squashes', () => {
    const folder = makeFolder();
    replay(folder);
    const dates = versions.map(({ commit }) => Date.parse(commit.date));
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    expect(git(folder, 'rev-list', '--count', 'HEAD').trim()).toBe(String(versions.length));
    expect(git(folder, 'log', '--reverse', '--format=%aI').split('\n')[0]).toBe('2025-11-04T10:00:00+01:00');
    expect(git(folder, 'log', '-1', '--format=%aI %ae').trim()).toBe(
      '2026-10-29T11:00:00+01:00 security-lead@example.com',
    );
    expect(git(folder, 'log', '--merges', '--format=%s').trim().split('\n')).toHaveLength(7);
    expect(git(folder, 'log', '--committer=forge', '--format=%s').trim().split('\n')).toHaveLength(3);
  });

  it('is written by people who are there on the day', () => {
    const people = [...(readOrganisation().get('people.yaml') ?? '').matchAll(/handle: "@(.+?)"(.*)/g)];
    const strangers = versions.filter(({ commit: { author, date } }) => {
      const [, , rest = ''] = people.find(([, handle]) => handle === author) ?? [];
      const day = (key: string, otherwise: string) => new RegExp(`${key}: ([\\d-]+)`).exec(rest)?.[1] ?? otherwise;
      const isHere = day('from', '2025') <= date.slice(0, 10) && date.slice(0, 10) <= day('until', '2027');
      return rest === '' || !isHere;
    });
    expect(strangers).toEqual([]);
  });

  it('signs what stands there at the moment of the signature', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const signed = versions.flatMap(({ writes }) =>
      [...writes].flatMap(([path, { before, after }]) => {
        const fresh = [...(after ?? '').matchAll(/^ {2}- \{ by: .*fingerprint: "(.+)".*$/gm)]
          .filter(([line]) => !before?.includes(line))
          .map(([, fingerprint]) => fingerprint as string);
        if (fresh.length === 0) return [];
        const kind = path.startsWith('policies/') ? 'policy' : 'incident';
        const { record } = parseRecord({ path, kind, text: after ?? '' });
        if (record?.kind !== 'incident' && record?.kind !== 'policy') throw new Error(`${path} cannot be read`);
        return fresh.map((fingerprint) => [path, fingerprint, fingerprintOf(record, sha256)] as const);
      }),
    );
    expect(signed).toHaveLength(6);
    for (const [path, written, real] of signed) expect([path, written]).toEqual([path, real]);
  });
});

describe('examples/change.mjs', () => {
  const text = '---\nstatus: closed\nactions:\n  - id: A1\n    due: 2026-01-01\n---\n\n## A\n\nOne.\n\n## B\n\nTwo.\n';
  const undone = (kind: keyof typeof changes, ...words: string[]) => {
    const tree = new Map([['a.md', text]]);
    changes[kind](tree, 'a.md', ...words);
    return tree.get('a.md');
  };

  it('undoes each kind of change', () => {
    expect(undone('add')).toBeUndefined();
    expect(undone('set', 'A1.due', '2025-12-01', '2026-01-01')).toBe(text.replace('2026-01-01', '2025-12-01'));
    expect(undone('edit', 'Zero.', 'One.')).toBe(text.replace('One.', 'Zero.'));
    expect(undone('fill', '## A')).toBe(text.replace('\n## A\n\nOne.\n', ''));
    expect(undone('fill', '## B')).toBe(text.replace('\n## B\n\nTwo.\n', ''));
    expect(undone('fill', 'A1.due')).toBe(text.replace('    due: 2026-01-01\n', ''));
    expect(undone('fill', 'actions')).toBe(text.replace(/actions:[\s\S]*?(?=---)/, ''));
    const tree = new Map([['b.md', text]]);
    changes.move(tree, 'a.md', 'b.md');
    expect([...tree]).toEqual([['a.md', text]]);
  });

  it('refuses what does not stand there, or stands there twice', () => {
    expect(() => undone('set', 'status', 'draft', 'approved')).toThrow('status is closed, not approved');
    expect(() => undone('edit', 'x', 'id')).not.toThrow();
    expect(() => undone('edit', 'x', '## ')).toThrow('stands 2 times');
    expect(() => undone('fill', 'A2.due')).toThrow('there is no A2.due');
  });
});

describe('the demo', { timeout: 60_000 }, () => {
  it.each(['UTC', 'America/New_York'])('prints the same bytes under %s, and leaves nothing behind', async (zone) => {
    const folder = makeFolder();
    const { status, stdout, stderr } = demo([], { TZ: zone, TMPDIR: folder, FORCE_COLOR: '1' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    await expect(stdout).toMatchFileSnapshot('./golden/demo.txt');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps the repository where it is told to, if nothing is there', () => {
    const folder = join(makeFolder(), 'kept');
    expect(demo(['--keep', folder]).status).toBe(0);
    expect(existsSync(join(folder, '.git'))).toBe(true);
    const again = demo(['--keep', folder]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is not empty');
  });
});

describe('the records of examples/organisation', () => {
  it('have the findings that examples/README.md names, and no others', async () => {
    const folder = makeFolder();
    replay(folder);
    const { code, out } = await runPir(['check', '--format', 'json'], {
      cwd: folder,
      env: { PIR_AS_OF: '2026-11-02' },
    });
    expect(code).toBe(1);
    interface Found {
      rule: string;
      severity: string;
      record: string;
      waived?: boolean;
    }
    const { findings } = JSON.parse(out) as { findings: Found[] };
    const found = findings.map(({ record, rule, severity, waived }) => [
      record,
      `\`${rule}\` ${waived ? 'waived' : severity}`,
    ]);
    const rows = readFileSync(join(examples, 'README.md'), 'utf8').matchAll(/^\| (20\S+) +\| .+ \| (.+?) +\|$/gm);
    const table = [...rows].map(
      ([, record = '', words = '']) => [record, words === 'none' ? [] : words.split(', ')] as const,
    );
    expect(table.map(([record]) => record)).toEqual(
      [...readOrganisation().keys()].filter((path) => path.startsWith('incidents/')).map((path) => path.slice(15, -3)),
    );
    expect(table.flatMap(([record, each]) => each.map((words) => [record, words]))).toEqual(found);
  });
});
