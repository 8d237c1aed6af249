import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diskFull, idOf, pathOf } from '../disk-full.ts';
import { gitEnv, makeRepository } from '../repository.ts';

const binary = path.resolve(import.meta.dirname, '../../bin/pir.js');

const actions = `actions:
  - { id: A1, title: Larger disk, owner: "@bob", due: 2026-06-10, status: open, kind: prevent }
`;
const record = (id: string, more = '') => diskFull(id, `${actions}${more}`);

test('cold, warm, partly warm and cacheless runs say the same, also when the clock or a waiver moves', () => {
  const repository = makeRepository(
    Object.fromEntries(
      Array.from({ length: 220 }, (_, n) => [
        pathOf(n),
        record(idOf(n), n === 7 ? 'related: [2026-05-01-disk-219]\n' : ''),
      ]),
    ),
  );
  const at = path.join(repository.path, '.git/pir');
  // What git wrote in this same second it has to look at again, and then nothing is known to be unchanged.
  execFileSync('touch', [
    '-d',
    '2026-01-01T00:00:00Z',
    ...Array.from({ length: 220 }, (_, n) => path.join(repository.path, pathOf(n))),
  ]);
  repository.commit('records');
  const check = (asOf: string) => {
    const { status, stdout } = spawnSync(process.execPath, [binary, 'check', '--format', 'csv'], {
      cwd: repository.path,
      encoding: 'utf8',
      env: { ...gitEnv, PIR_AS_OF: asOf },
    });
    return `${status}\n${stdout}`;
  };
  const cacheless = (asOf: string) => {
    rmSync(at, { recursive: true, force: true });
    return check(asOf);
  };
  const same = (asOf: string) => {
    const warm = check(asOf);
    expect(warm).toBe(check(asOf));
    expect(warm).toBe(cacheless(asOf));
    return warm;
  };
  expect(same('2026-06-10T12:00:00Z')).toMatch(/^0\n/);
  expect(existsSync(path.join(at, 'run.json'))).toBe(true);
  check('2026-06-10T12:00:00Z');
  // The day after, 220 actions are late.
  expect(same('2026-06-11T00:00:00Z').match(/action-overdue/g)).toHaveLength(220);
  check('2026-06-10T12:00:00Z');
  writeFileSync(path.join(repository.path, pathOf(3)), record(idOf(3)).replace('"@alice"', 'tbd'));
  expect(same('2026-06-10T12:00:00Z')).toContain('owner');
  rmSync(path.join(repository.path, pathOf(219)));
  expect(same('2026-06-10T12:00:00Z')).toContain('reference');
  repository.write(
    '.pir/waivers.yaml',
    `- { rule: owner, record: ${idOf(3)}, by: "@cto", on: 2026-06-01, until: 2026-12-01, reason: r }\n`,
  );
  expect(same('2026-06-10T12:00:00Z')).toMatch(/owner,note/);
  repository.write(
    '.pir/waivers.yaml',
    `- { rule: owner, record: nobody, by: "@cto", on: 2026-06-01, until: 2026-12-01, reason: r }\n`,
  );
  expect(same('2026-06-10T12:00:00Z')).toContain('waiver,error');
  const run = path.join(at, 'run.json');
  if (existsSync(run)) writeFileSync(run, readFileSync(run, 'utf8').replace('"records":', '"records":9'));
  expect(same('2026-06-10T12:00:00Z')).toContain('waiver,error');
}, 120_000);
