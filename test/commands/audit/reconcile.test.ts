import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { incidentExample } from '../../../src/core/check/example.ts';
import { makeRepository } from '../../repository.ts';
import { runPir } from '../../run-pir.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schemas/reconciliation.schema.json'), 'utf8'),
);
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
const id = '2026-03-10-checkout-500s';
const record = `incidents/2026/${id}.md`;
const text = incidentExample([['severity: sev2', 'severity: sev2\nx_pager: P-1']]).text;
const csv =
  '\ufeffid;opened;severity\nP-1;2026-03-10 09:20;sev1\nP-2;2026-03-12;sev2\nP-3;soon;sev2\n;2026-03-12;sev2\n';

const repository = () => makeRepository({ [record]: text, 'lists/pager.csv': csv });
const kept = (path: string) => JSON.parse(readFileSync(join(path, '.pir/reconciliation.json'), 'utf8'));

test('without --record nothing is written, and differences are exit 0', async () => {
  const { path, git } = repository();
  const { code, out } = await runPir(['audit', 'reconcile', 'lists/pager.csv'], { cwd: path });
  expect(code).toBe(0);
  expect(out).toContain('1 of 3 incidents of pager from 2026-03-10 to 2026-03-12 has a record here.');
  expect(out).toContain('pager.csv:4  Unexpected time "soon" of P-3');
  expect(out).toContain('pager.csv:5  Unexpected line without an id');
  expect(git('status', '--porcelain')).toBe('');
});

test('--record keeps ids, days, severities and the hash of the very file, as the schema says', async () => {
  const { path, git } = repository();
  const argv = ['audit', 'reconcile', 'lists/pager.csv', '--record', '--system', 'Pager', '--by', '@ada'];
  const { code, out } = await runPir(argv, { cwd: path });
  expect(code).toBe(0);
  expect(out).toContain('.pir/reconciliation.json');
  const data = kept(path);
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  const { stdout } = spawnSync('sha256sum', [join(path, 'lists/pager.csv')], { encoding: 'utf8' });
  expect(data.sha256).toBe(stdout.slice(0, 64));
  expect(data).toMatchObject({
    system: 'Pager',
    file: 'pager.csv',
    on: '2026-11-21',
    by: '@ada',
    commit: git('rev-parse', 'HEAD'),
    dirty: false,
    period: { from: '2026-03-10', to: '2026-03-12' },
    counts: { theirs: 3, matched: 1, missing_here: 2, unknown_there: 0, severity_differs: 1, unreadable: 2 },
    missing_here: [
      { id: 'P-2', opened: '2026-03-12' },
      { id: 'P-3', opened: null },
    ],
    severity_differs: [{ id: 'P-1', record: id, severity: 'sev2', severity_there: 'sev1' }],
  });
  const again = await runPir(argv, { cwd: path });
  expect(again.code).toBe(0);
  expect(kept(path).dirty).toBe(true);
});

test('--dry-run writes nothing, and what is kept is never of another day', async () => {
  const { path, git } = repository();
  const argv = ['audit', 'reconcile', 'lists/pager.csv', '--record', '--by', '@ada'];
  expect((await runPir([...argv, '--dry-run'], { cwd: path })).code).toBe(0);
  expect(git('status', '--porcelain')).toBe('');
  const { code, err } = await runPir([...argv, '--as-of', '2026-04-01'], { cwd: path });
  expect(code).toBe(2);
  expect(err).toContain('Unexpected --record with --as-of');
});

test('what is wrong with the call is exit 2 and says what would be right', async () => {
  const { path } = repository();
  const say = async (...more: string[]) => {
    const { code, err } = await runPir(['audit', 'reconcile', ...more], { cwd: path });
    return `${code} ${err.split('\n')[0]}`;
  };
  expect(await say('none.csv')).toBe('2 pir: Unexpected file none.csv, which does not exist');
  expect(await say('lists/pager.csv', '--severity', 'P1=high')).toContain('2 pir: Unexpected --severity "P1=high"');
  expect(await say('lists/pager.csv', '--column', 'name=x')).toContain('2 pir: Unexpected --column "name=x"');
  expect(await say('lists/pager.csv', '--column', 'id=nr')).toContain('2 pir: Unexpected column "nr"');
});
