import { expect, test } from 'vitest';
import { incidentExample } from '../../src/core/check/example.ts';
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
