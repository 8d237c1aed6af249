import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { beside, victim, victimPath } from './sound.ts';

const binary = path.resolve(import.meta.dirname, '../../bin/pir.js');
const loud = victim(
  ['https://forge.example/limits/pull/12', 'https://127.0.0.1:9/evidence'],
  ['## Summary\n', '## Summary\n\n![a](https://127.0.0.1:9/a.png) <img src="https://127.0.0.1:9/b.png">\n'],
);

/** A repository that names addresses wherever one may stand, a remote among them, and lacks nothing that pir needs. */
function target(): string {
  const repository = makeRepository();
  const files = { ...beside, [victimPath]: loud, 'pager.csv': 'id,opened,url\n1,2026-03-11,https://127.0.0.1:9/\n' };
  for (const [name, content] of Object.entries(files)) repository.write(name, content);
  repository.commit('Begin', { date: EXAMPLE_AS_OF });
  repository.git('remote', 'add', 'origin', 'https://127.0.0.1:9/shop.git');
  repository.git('config', 'branch.main.remote', 'origin');
  return repository.path;
}

const top = target();
const out = makeFolder();
const year = ['--from', '2026-01-01', '--to', '2026-12-31'];
const id = '2026-03-11-victim';

const commands: readonly (readonly string[])[] = [
  ['check', '--format', 'sarif'],
  ['check', '--base', 'HEAD'],
  ['explain'],
  ['list'],
  ['show', id, '--format', 'html'],
  ['render', id],
  ['actions'],
  ['metrics', '--compare', 'previous', '--from', '2026-03-01', '--to', '2026-03-31'],
  ['repeats'],
  ['log', '--signatures'],
  ['report', '--html', '--format', 'html'],
  ['risk', 'list'],
  ['policy', 'list'],
  ['policy', 'outstanding'],
  ['audit', 'coverage', ...year],
  ['audit', 'sample', '--n', '1', '--seed', 's'],
  ['audit', 'reconcile', 'pager.csv'],
  ['audit', 'package', '--control', 'A.5.27', ...year, '--out', path.join(out, 'package'), '--with-bundle'],
  ['audit', 'verify', path.join(out, 'package')],
  ['export', 'csv', '--out', path.join(out, 'csv')],
  ['export', 'jsonl'],
  ['export', 'openmetrics'],
  ['export', 'ics'],
  ['export', 'oscal-poam'],
  ['export', 'parquet', '--out', path.join(out, 'parquet')],
  ['schema', 'incident'],
  ['doctor'],
  ['completion', 'bash'],
  [
    'new',
    'x',
    '--type',
    'availability',
    '--severity',
    'sev2',
    '--owner',
    '@alice',
    '--started',
    '2026-03-20T09:12Z',
    '--dry-run',
  ],
];

/** What a process would ask of the network throws, and is written down in the file that WITNESS names. */
const guard = path.join(makeFolder(), 'guard.cjs');
writeFileSync(
  guard,
  `const { appendFileSync } = require('node:fs');
const refuse = (what) => () => {
  appendFileSync(process.env.WITNESS, what + '\\n');
  throw new Error('a connection: ' + what);
};
for (const [name, calls] of [
  ['net', ['connect', 'createConnection']],
  ['tls', ['connect']],
  ['dgram', ['createSocket']],
  ['http', ['request', 'get']],
  ['https', ['request', 'get']],
  ['http2', ['connect']],
  ['dns', ['lookup', 'resolve', 'resolve4', 'resolve6']],
]) {
  const module = require('node:' + name);
  for (const call of calls) module[call] = refuse(name + '.' + call);
}
for (const call of ['lookup', 'resolve']) require('node:dns').promises[call] = refuse('dns.promises.' + call);
require('node:net').Socket.prototype.connect = refuse('net.Socket.connect');
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
`,
);

function play(args: readonly string[], before: readonly string[] = []) {
  const witness = path.join(makeFolder(), 'witness');
  const [program = '', ...rest] = [...before, process.execPath, '--require', guard, binary, ...args];
  const env = { ...gitEnv, PIR_AS_OF: EXAMPLE_AS_OF, WITNESS: witness };
  const { status, stderr, stdout } = spawnSync(program, rest, { cwd: top, env, encoding: 'utf8', input: '' });
  return { status, stderr, stdout, asked: existsSync(witness) ? readFileSync(witness, 'utf8') : '' };
}

describe('no command opens a connection', () => {
  it('which would be seen', () => {
    const witness = path.join(makeFolder(), 'witness');
    const script =
      "try { require('node:https').get('https://127.0.0.1:9/') } catch {} fetch.call; try { fetch('https://127.0.0.1:9/') } catch {}";
    spawnSync(process.execPath, ['--require', guard, '-e', script], { env: { WITNESS: witness } });
    expect(readFileSync(witness, 'utf8')).toBe('https.get\nfetch\n');
  });

  it.each(commands.map((args) => [args.join(' '), args] as const))('pir %s', (_line, args) => {
    const { status, stderr, asked } = play(args);
    expect({ asked, stderr: status === 3 ? stderr : '' }).toEqual({ asked: '', stderr: '' });
    // What was not done could not connect.
    expect([0, 1]).toContain(status);
  });

  const alone = ['unshare', '--net', '--map-root-user'];
  const canBeAlone = spawnSync(alone[0] ?? '', [...alone.slice(1), 'true']).status === 0;
  if (!canBeAlone)
    process.stderr.write('hostile/network: skipped without a network, which unshare may not make here\n');
  it.skipIf(!canBeAlone)('nor says anything else where there is no network', () => {
    for (const args of [['check', '--format', 'json'], ['report'], ['log', '--signatures'], ['export', 'jsonl']])
      expect(play(args, alone).stdout, args.join(' ')).toBe(play(args).stdout);
  });
});
