import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runPir } from './run-pir.ts';

const root = resolve(import.meta.dirname, '..');

// Evidence names commits, which only a whole clone can show.
const { stdout } = spawnSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: root, encoding: 'utf8' });
const isWhole = stdout.trim() === 'false';

test('our own post-incident reviews pass our own check', async () => {
  expect(readdirSync(join(root, 'docs/incidents'), { recursive: true }).join()).toMatch(/\d{4}-\d\d-\d\d-.*\.md/);
  const argv = ['-C', 'docs', 'check', '--format', 'json'];
  const { out } = await runPir(argv, { cwd: root, now: '2026-11-22T12:00:00Z' });
  const { findings, summary } = JSON.parse(out) as { findings: { rule: string }[]; summary: { records: number } };
  expect(summary.records).toBeGreaterThan(0);
  expect(isWhole ? findings : findings.filter(({ rule }) => rule !== 'action-evidence')).toEqual([]);
});
