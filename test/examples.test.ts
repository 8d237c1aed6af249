import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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
    expect(git(folder, 'log', '--merges', '--format=%s').trim().split('\n')).toHaveLength(9);
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
    expect(signed).toHaveLength(7);
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

describe('the management review of the third quarter', () => {
  it('is what pir report prepared on the day', async () => {
    const copy = makeFolder();
    replay(copy);
    const prepared = 'management-reviews/2026-q3.md';
    const commit = git(copy, 'log', '--diff-filter=A', '--format=%H', '--', prepared).trim();
    git(copy, 'checkout', '--quiet', `${commit}~1`);
    const env = { PIR_AS_OF: '2026-10-12' };
    expect((await runPir(['report', '--period', '2026-Q3', '--record'], { cwd: copy, env })).code).toBe(0);
    const written = readFileSync(join(copy, prepared), 'utf8');
    const kept = join(examples, 'organisation', prepared);
    // Before the demo is played: where the report changes, so does what was prepared with it.
    if (process.env.PIR_UPDATE === '1') writeFileSync(kept, written);
    else expect(readFileSync(kept, 'utf8')).toBe(written);
  });
});

describe('the demo', { timeout: 120_000 }, () => {
  it('prints the same bytes in every zone, and leaves nothing behind', async () => {
    const [one = '', two] = ['UTC', 'America/New_York'].map((zone) => {
      const folder = makeFolder();
      const { status, stdout, stderr } = demo([], { TZ: zone, TMPDIR: folder, FORCE_COLOR: '1' });
      expect([status, stderr]).toEqual([0, '']);
      expect(readdirSync(folder)).toEqual([]);
      return stdout;
    });
    expect(two).toBe(one);
    expect(Math.max(...one.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    // One sum for every byte of the package, which has tests of its own.
    const lasting = one.replace(/^ {2}[0-9a-f]{64}$/m, '  (the sum)');
    await expect(lasting).toMatchFileSnapshot('./golden/demo.txt');
  });

  it('keeps the repository where it is told to, if nothing is there', () => {
    const folder = join(makeFolder(), 'kept');
    expect(demo(['--keep', folder]).status).toBe(0);
    expect(existsSync(join(folder, '.git'))).toBe(true);
    expect(existsSync(join(folder, 'report-2026-Q3.html'))).toBe(true);
    const again = demo(['--keep', folder]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is not empty');
  });
});

describe('the loop in the year', () => {
  const cwd = makeFolder();
  replay(cwd);
  const pir = async (day: string, ...args: string[]) => {
    const { code, out, err } = await runPir([...args, '--format', 'json'], { cwd, env: { PIR_AS_OF: day } });
    expect([code, err]).toEqual([0, '']);
    const { tables } = JSON.parse(out) as { tables: { name: string; rows: { [key: string]: unknown }[] }[] };
    return (name: string) => tables.find((table) => table.name === name)?.rows ?? [];
  };
  const today = '2026-11-02';
  const silent = '2026-07-07-search-silent';

  it('raises a risk from 2×4 to 3×4 by an incident, and lowers it when its action is known to work', async () => {
    const before = await pir('2026-07-08', 'risk', 'list', '--as-of', '2026-07-08');
    expect(before('risks').find(({ id }) => id === 'R-004')).toMatchObject({ likelihood: 2, impact: 4 });
    const told = await pir(today, 'risk', 'show', 'R-004');
    expect(
      told('assessments').map(({ on, likelihood, impact, incident }) => [on, likelihood, impact, incident]),
    ).toEqual([
      ['2025-11-04', 2, 4, null],
      ['2026-07-09', 3, 4, silent],
      ['2026-09-21', 2, 4, null],
    ]);
    expect(told('incidents')).toMatchObject([{ incident: silent, effect: 'raised', linked: 'both' }]);
    const events = (await pir(today, 'log', `${silent}/A1`))('events');
    expect(events.map(({ at, author, to, attested }) => [String(at).slice(0, 10), author, to, attested])).toEqual([
      ['2026-07-09', 'sre-lead', expect.stringContaining('Take who leaves off'), null],
      ['2026-07-22', 'sre-lead', 'done', null],
      ['2026-09-18', 'support-lead', 'verified', 'self'],
    ]);
  });

  it('releases the plan anew because of it, and all but one accept it, each for themselves or by an import', async () => {
    const events = (await pir(today, 'log', 'incident-response-plan'))('events');
    const accepted = events.filter(({ kind }) => kind === 'acknowledged');
    const imported = accepted.filter(({ attested }) => attested !== 'self');
    expect(accepted).toHaveLength(6);
    expect(imported).toMatchObject([{ author: 'security-lead' }]);
    expect(events.filter(({ kind, to }) => kind === 'approved' && to === '2026-08-04')).toMatchObject([
      { attested: 'self' },
    ]);
    const outstanding = (await pir(today, 'policy', 'outstanding'))('outstanding');
    expect(outstanding).toMatchObject([{ policy: 'incident-response-plan', version: '2', person: '@payments-eng' }]);
  });

  it('has claims that the commits bear out, and no others', async () => {
    const { out } = await runPir(['check', '--rule', 'attestation', '--format', 'json'], {
      cwd,
      env: { PIR_AS_OF: today },
    });
    expect(JSON.parse(out).findings).toEqual([]);
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
    const rows = readFileSync(join(examples, 'README.md'), 'utf8').matchAll(
      /^\| (\S*\d\S*|\S+-\w+) +\| .+ \| (.+?) +\|$/gm,
    );
    const table = [...rows].map(
      ([, record = '', words = '']) => [record, words === 'none' ? [] : words.split(', ')] as const,
    );
    const records = [...readOrganisation().keys()].filter((path) => /^(incidents|manage|policies|risks)/.test(path));
    expect(table.map(([record]) => record)).toEqual(
      records.map((path) => basename(path, '.md').replace(/^(R-\d+).*/, '$1')),
    );
    expect(table.flatMap(([record, each]) => each.map((words) => [record, words]))).toEqual(found);
  });
});
