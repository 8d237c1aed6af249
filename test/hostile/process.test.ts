import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { gitEnv, makeFolder } from '../repository.ts';
import { makeTarget } from './check-everywhere.ts';
import { victim, victimPath, withBody } from './sound.ts';

const binary = path.resolve(import.meta.dirname, '../../bin/pir.js');
const env = { ...gitEnv, PIR_AS_OF: EXAMPLE_AS_OF };
const facts = '--type availability --severity sev2 --owner @sre-lead --started 2026-03-20T09:12+01:00';
const draft = victim([/status: closed/, 'status: draft'], [/ {2}closed: .*\n/, '']);

/** A shell script in which `pir` is the built program. */
function shell(script: string, cwd: string, input?: string) {
  const pir = `pir() { ${JSON.stringify(process.execPath)} ${JSON.stringify(binary)} "$@"; }\n`;
  return spawnSync('bash', ['-c', pir + script], { cwd, env, encoding: 'utf8', timeout: 20_000, input });
}

const filesIn = (top: string): string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.git'))
    .sort();

describe('a disk that is full', () => {
  it('leaves no part of a new record', () => {
    const target = makeTarget();
    const { status, stderr } = shell(`ulimit -f 1; pir new x ${facts}`, target);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^pir: Cannot write .*too large/);
    expect(filesIn(target).filter((name) => /2026\/|tmp$/.test(name))).toEqual([]);
  });

  it('leaves an old record as it was', () => {
    const target = makeTarget({ [victimPath]: draft });
    const { status, stderr } = shell(
      'ulimit -f 1; pir time 2026-03-11-victim cause_addressed 2026-04-01T00:00Z',
      target,
    );
    expect(status).toBe(2);
    expect(stderr).toContain('Cannot write');
    expect(readFileSync(path.join(target, victimPath), 'utf8')).toBe(draft);
    expect(filesIn(target).filter((name) => name.endsWith('tmp'))).toEqual([]);
    expect(shell('pir time 2026-03-11-victim cause_addressed 2026-04-01T00:00Z', target).status).toBe(0);
    expect(readFileSync(path.join(target, victimPath), 'utf8')).toContain('cause_addressed: "2026-04-01');
  });

  const canMount = spawnSync('sh', ['-c', 'd=$(mktemp -d); mount -t tmpfs tmpfs "$d" && umount "$d"']).status === 0;
  it.skipIf(!canMount)('of a kind that is really full', () => {
    const target = makeTarget({ [victimPath]: draft });
    const script = `mount -t tmpfs -o size=24k tmpfs incidents || exit 9
      trap 'umount -l incidents' EXIT
      printf %s "$RECORD" > incidents/2026-03-11-victim.md
      head -c 100000 /dev/zero > incidents/.filler 2>/dev/null
      pir new x ${facts}; echo "new $?"
      pir time 2026-03-11-victim cause_addressed 2026-04-01T00:00Z; echo "time $?"
      ls -A incidents; cat incidents/2026-03-11-victim.md`;
    const { stdout } = shell(
      `RECORD=${JSON.stringify(draft).replaceAll('\\n', '\n').replaceAll('$', '\\$')}; ${script}`,
      target,
    );
    expect(stdout).toContain('new 2');
    expect(stdout).toContain('time 2');
    expect(stdout).toMatch(/time 2\n\.filler\n(?:2026\n)?2026-03-11-victim\.md\n---\nschema/);
    expect(stdout.endsWith(draft)).toBe(true);
  });

  it('under the report is not called success', () => {
    const target = makeTarget();
    for (const command of ['check', 'check --format json', 'list', '--help', '--version', 'metrics']) {
      const { status, stderr } = shell(`pir ${command} > /dev/full`, target);
      expect(status, command).toBe(3);
      expect(stderr).toBe('pir: Cannot print the report: disk full\n     Make room and run the command again.\n');
    }
    expect(shell('pir check --format json --output /dev/full', target).status).toBe(2);
  });
});

describe('a reader that goes away', () => {
  it('ends a long report quietly', () => {
    const target = makeTarget({ [victimPath]: withBody(`# Summary\n${'TODO\n'.repeat(50_000)}`) });
    for (const format of ['human', 'json', 'sarif', 'jsonl']) {
      const { stdout, stderr } = shell(`pir check --format ${format} | head -1; echo "\${PIPESTATUS[0]}"`, target);
      expect(stderr).toBe('');
      expect(stdout.trimEnd().split('\n').at(-1)).toBe('1');
    }
  });

  it('and a whole one reaches a slow reader', () => {
    const target = makeTarget({ [victimPath]: withBody(`# Summary\n${'TODO\n'.repeat(50_000)}`) });
    const { stdout } = shell('pir check --format sarif | (sleep 1; cat)', target);
    expect(JSON.parse(stdout).runs[0].results.length).toBeGreaterThan(900);
  });

  it('or never was: standard streams that are closed', () => {
    const target = makeTarget();
    expect([0, 3]).toContain(shell('pir check >&-', target).status);
    expect(shell('pir check 2>&-', target).status).toBe(0);
    expect(shell('pir check <&-', target).status).toBe(0);
  });
});

describe('nobody to ask', () => {
  it.each(['pir new', 'pir new < /dev/null', 'sleep 2 | pir new', 'pir init < /dev/null'])(
    '%s says what is missing',
    (script) => {
      const started = Date.now();
      const { status, stderr } = shell(`${script}; exit \${PIPESTATUS[-1]}`, makeTarget(), '');
      if (script.includes('init')) expect([0, 2]).toContain(status);
      else {
        expect(status).toBe(2);
        expect(stderr).toContain('--type');
      }
      expect(Date.now() - started).toBeLessThan(15_000);
    },
  );
});

it('writes nothing into a folder that may not be written', () => {
  const top = makeFolder();
  mkdirSync(path.join(top, 'incidents'));
  writeFileSync(path.join(top, victimPath), draft);
  chmodSync(path.join(top, victimPath), 0o444);
  for (const folder of ['incidents', '.']) chmodSync(path.join(top, folder), 0o555);
  // The superuser may write anywhere.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const before = filesIn(top);
  for (const args of [`new x ${facts}`, 'time 2026-03-11-victim cause_addressed 2026-04-01T00:00Z', 'init --yes']) {
    const { status, stderr } = spawnSync(process.execPath, [binary, ...args.split(' ')], {
      cwd: top,
      env,
      encoding: 'utf8',
      ...who,
    });
    expect([status, stderr.slice(0, 17)], args).toEqual([2, 'pir: Cannot write']);
  }
  const { stdout } = spawnSync(process.execPath, [binary, 'check'], { cwd: top, env, encoding: 'utf8', ...who });
  expect(stdout).toContain('1 error in 1 record');
  expect(filesIn(top)).toEqual(before);
  for (const folder of ['.', 'incidents']) chmodSync(path.join(top, folder), 0o755);
});

it('gives sixteen at once a record each', async () => {
  const target = makeTarget();
  const children = Array.from({ length: 16 }, () =>
    ended(
      spawn(process.execPath, [binary, 'new', 'The same', ...facts.split(' ')], { cwd: target, env, stdio: 'ignore' }),
    ),
  );
  expect(await Promise.all(children)).toEqual(Array(16).fill(0));
  const made = readdirSync(path.join(target, 'incidents/2026'));
  expect(made.length).toBe(16);
  const { status, stdout } = shell('pir check', target);
  expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, '1 warning in 18 records']);
});

const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));

it('killed at any moment, it leaves the old state or the new', async () => {
  const target = makeTarget({ [victimPath]: draft });
  const record = path.join(target, victimPath);
  const args = ['time', '2026-03-11-victim', 'cause_addressed', '2026-04-01T00:00:00Z'];
  const started = Date.now();
  spawnSync(process.execPath, [binary, ...args], { cwd: target, env });
  const whole = Date.now() - started;
  const after = readFileSync(record, 'utf8');
  expect(after).not.toBe(draft);
  const seen = new Set<string>();
  for (let i = 0; i < 16; i++) {
    writeFileSync(record, draft);
    const child = spawn(process.execPath, [binary, ...args], { cwd: target, env, stdio: 'ignore' });
    setTimeout(() => child.kill('SIGKILL'), whole * (0.45 + i * 0.04));
    await ended(child);
    const now = readFileSync(record, 'utf8');
    expect([draft, after]).toContain(now);
    seen.add(now);
  }
  expect(seen.size).toBeGreaterThan(0);
  writeFileSync(record, draft);
  // What a killed one left is hidden, and no record.
  expect(filesIn(target).filter((name) => name.startsWith('incidents/2') && !name.endsWith('.md'))).toEqual([]);
  expect(shell('pir check', target).stdout).toContain('in 3 records');
});

it('interrupted while it waits, it ends as shells expect: 130', async () => {
  const args = ['check', '--stdin-filename', 'incidents/a.md'];
  const child = spawn(process.execPath, [binary, ...args], { cwd: makeTarget(), env, stdio: 'pipe' });
  setTimeout(() => child.kill('SIGINT'), 1000);
  // A process ended by the signal is 130 to its shell.
  expect([130, 'SIGINT']).toContain(await ended(child));
});
