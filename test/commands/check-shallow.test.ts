import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { incidentExample } from '../../src/core/check/example.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

test('of evidence that a shallow clone does not have nothing is said, and the run says so', async () => {
  const repository = makeRepository({ 'README.md': 'x\n' });
  const hash = repository.commit('the fix');
  const record = (commit: string) =>
    incidentExample([['evidence: ["https://forge.example/limits/pull/12"]', `evidence: ["commit:${commit}"]`]]).text;
  repository.write('incidents/2026/2026-03-10-checkout-500s.md', record(hash));
  repository.commit('the record');
  const clone = path.join(makeFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository.path}`, clone], { env: gitEnv });
  const check = async (cwd: string) => {
    const { code, out } = await runPir(['check', '--rule', 'action-evidence', '--format', 'json'], {
      cwd,
      now: '2026-06-01T12:00:00Z',
    });
    const { complete, findings, notes } = JSON.parse(out);
    return { code, complete, findings: findings.length, notes };
  };
  expect(await check(repository.path)).toEqual({ code: 0, complete: true, findings: 0, notes: [] });
  expect(await check(clone)).toEqual({
    code: 4,
    complete: false,
    findings: 0,
    notes: [expect.stringContaining('git fetch --unshallow')],
  });
  repository.write('incidents/2026/2026-03-10-checkout-500s.md', record('0123456789abcdef0123456789abcdef01234567'));
  expect(await check(repository.path)).toMatchObject({ code: 1, complete: true, findings: 1 });
});
