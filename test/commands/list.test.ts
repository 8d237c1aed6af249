import { expect, test } from 'vitest';
import { incidentExample } from '../../src/core/check/example.ts';
import { diskFull } from '../disk-full.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const stub = incidentExample([
  ['severity: sev2', 'severity: sev2\nconfidentiality: restricted\nrestricted: { held_by: "@a", where: vault }'],
]).text;

const { path: cwd } = makeRepository({ 'incidents/2026/2026-03-10-checkout-500s.md': stub });
const list = async (...args: string[]) => {
  const { code, out } = await runPir(['list', ...args], { cwd });
  return `${code} ${out.replace(/\s+/g, ' ')}`;
};

test('a filter that no record and no setting knows says which words there are', async () => {
  expect(await list('--severity', 'sev9')).toContain(
    '0 0 of 1 incident: none note: no severity is called sev9; there are sev1, sev2, sev3, sev4. Did you mean sev1?',
  );
  expect(await list('--service', 'chekout-api')).toContain(
    'no service is called chekout-api; there are checkout-api. Did you mean checkout-api?',
  );
  expect(await list('--cause', 'process/change-managment')).toContain('Did you mean process/change-management?');
  expect(await list('--owner', '@bob')).toContain('no owner is called @bob; there are @alice');
});

test('a known word that nothing has says nothing of the sort', async () => {
  expect(await list('--severity', 'SEV1')).not.toContain('is called');
  expect(await list('--cause', 'external')).not.toContain('is called');
  expect(await list('--severity', 'sev9', '--status', 'closed')).toContain('no severity is called sev9');
});

test('a stub is in the list like any other, and says so', async () => {
  const { out } = await runPir(['list', '--format', 'json'], { cwd });
  expect(JSON.parse(out).tables[0].rows[0]).toMatchObject({ id: '2026-03-10-checkout-500s', restricted: true });
});

const action = '{ id: A1, title: Larger disk, owner: "@bob", due: 2026-06-10, status: open, kind: prevent }';
const incident = (id: string, times: string) => diskFull(id, `actions: [${action}]\n`, times);

const later = makeRepository({
  'incidents/2026/2026-01-10-early.md': incident(
    '2026-01-10-early',
    'started: 2026-01-10T10:00:00Z, detected: 2026-01-10T11:00:00Z, resolved: 2026-03-01T10:00:00Z',
  ),
  'incidents/2026/2026-02-10-late.md': incident('2026-02-10-late', 'detected: 2026-02-10T11:00:00Z'),
  'incidents/2026/2026-02-11-started.md': incident('2026-02-11-started', 'started: 2026-02-11T11:00:00Z'),
  'incidents/2026/undated.md': incident('undated', 'resolved: 2026-02-11T11:00:00Z'),
}).path;

test('what is detected after as-of is left out, and what is resolved after it is not resolved yet', async () => {
  const at = async (moment: string, by: 'env' | 'clock', ...args: string[]) => {
    const world = by === 'env' ? { env: { PIR_AS_OF: moment } } : { now: moment };
    const { code, out, err } = await runPir(['list', ...args, '--format', 'json'], { cwd: later, ...world });
    expect([code, err]).toEqual([0, '']);
    const { tables, notes, summary } = JSON.parse(out);
    const rows: { id: string; resolved: string | null }[] = tables[0].rows;
    expect(summary.records).toBe(rows.length);
    return { title: tables[0].title, rows: rows.map(({ id, resolved }) => `${id} ${resolved}`).sort(), notes };
  };
  expect(await at('2026-02-10T10:59:59Z', 'env')).toEqual({
    title: '2 incidents',
    rows: ['2026-01-10-early null', 'undated null'],
    notes: [],
  });
  expect(await at('2026-02-10T11:00:00Z', 'env')).toMatchObject({
    rows: ['2026-01-10-early null', '2026-02-10-late null', 'undated null'],
  });
  expect(await at('2026-03-01', 'env', '--to', '2030-01-01')).toMatchObject({
    rows: ['2026-01-10-early 2026-03-01T10:00:00Z', '2026-02-10-late null', '2026-02-11-started null'],
  });
  // Where now is now, such a time is a mistake, and nothing vanishes in silence.
  expect(await at('2026-02-01T00:00:00Z', 'clock')).toMatchObject({
    rows: ['2026-01-10-early null', 'undated null'],
    notes: ['2 incidents in the future left out: 2026-02-10-late, 2026-02-11-started'],
  });
});

test('days that cross are a mistake in the command, as for every figure', async () => {
  for (const command of ['list', 'actions', 'log'])
    for (const [days, words] of [
      [['--from', '2026-03-01', '--to', '2026-02-01'], 'Unexpected --from 2026-03-01 after --to 2026-02-01'],
      [['--from', '2026-03-01'], 'Unexpected --from 2026-03-01 after the as-of day 2026-02-20'],
      [['--to', 'soon'], 'Unexpected --to "soon", expected a day'],
    ] as const) {
      const { code, err } = await runPir([command, ...days], { cwd: later, env: { PIR_AS_OF: '2026-02-20' } });
      expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    }
});
