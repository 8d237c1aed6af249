import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { byHand } from '../../../../src/core/audit/package/by-hand.ts';
import { clockAt } from '../../../../src/core/clock.ts';
import { resolveConfig } from '../../../../src/core/config.ts';
import type { IncidentRecord } from '../../../../src/core/record/record.ts';
import type { Row, Table } from '../../../../src/core/report.ts';
import { zoneClock } from '../../../../src/core/zone.ts';

const config = resolveConfig({});
const clock = clockAt(Date.UTC(2026, 11, 31) / 1000, zoneClock('UTC'));
const record = (id: string, started: string, detected: string) =>
  ({ kind: 'incident', path: `${id}.md`, data: { id, times: { started, detected } } }) as IncidentRecord;
const table = (name: string, ...rows: readonly Row[]): Table => ({ name, title: '', columns: [], rows });
const duration = (used: number, mean: number | null): Row => ({
  ...{ group: 'all', metric: 'time_to_detect', title: 'MTTD', from: 'started', to: 'detected' },
  ...{ used, mean },
});
const run = (script: string) => spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.trim();

const one = record('a', '2026-01-01T00:00:00+01:00', '2026-01-01T00:00:10+01:00');
const two = record('b', '2026-03-29T00:30:00+01:00', '2026-03-29T03:30:05+02:00');

describe('a figure by hand', () => {
  it('is the mean that the shell prints, of those that are used', () => {
    const excluded = table('excluded', { record: 'c', metric: 'time_to_detect', reason: 'open' });
    const others = [one, two, record('c', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')];
    const found = byHand(others, [table('durations', duration(2, 3607.5)), excluded], { clock, config });
    expect(found.prints).toBe('2 incidents, mean 3607.500 seconds');
    expect(run(found.script)).toBe(found.prints);
  });

  it('is another one where it cannot be that', () => {
    for (const [incidents, row] of [
      [[one, two], duration(3, 3607.5)],
      [[one, two], duration(2, 1)],
      [[record('a b', '2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z')], duration(1, 10)],
      [[record('a', '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:10Z')], duration(1, 9.5)],
      [[], duration(0, null)],
    ] as const) {
      const found = byHand(incidents, [table('durations', row)], { clock, config });
      expect(found).toMatchObject({ metric: 'incidents', prints: String(incidents.length) });
      expect(run(found.script)).toBe(found.prints);
    }
  });
});
