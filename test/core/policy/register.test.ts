import { expect, test } from 'vitest';
import { acknowledgementColumns, acknowledgementRows } from '../../../src/core/policy/acknowledgements.ts';
import { policyChangeColumns, policyChanges } from '../../../src/core/policy/changes.ts';
import { policyColumns, policyRows } from '../../../src/core/policy/register.ts';
import { ack, people, policy, print } from './made.ts';

test('a policy is listed with how many of those who are there have accepted it', () => {
  const plan = policy({ audience: ['team:payments', '@carol'], controls: ['iso27001:A.5.24'] });
  const acks = [ack('@alice'), ack('@bob'), ack('@zed')];
  const [row = {}] = policyRows([plan], acks, people, '2026-05-31');
  expect(Object.keys(row)).toEqual(policyColumns.map(({ key }) => key));
  expect(row).toEqual({
    id: 'plan',
    title: 'Plan',
    version: '2',
    status: 'in_force',
    review_by: '2027-04-01',
    acknowledged: 2,
    audience: 3,
    owner: '@carol',
    effective: '2026-04-01',
    review_overdue: false,
    controls: ['iso27001:A.5.24'],
  });
  expect(policyRows([plan], acks, people, '2026-06-01')[0]).toMatchObject({ acknowledged: 1, audience: 2 });
});

test('of what is not in force nobody knows who accepted it', () => {
  const rows = policyRows(
    [policy({ status: 'in_review', audience: ['@alice'] })],
    [ack('@alice')],
    people,
    '2026-05-01',
  );
  expect(rows[0]).toMatchObject({ acknowledged: null, audience: 1 });
});

test('a review is late once its day is over, of a retired policy never', () => {
  const late = (status: 'draft' | 'retired', day: string) =>
    policyRows([policy({ status })], [], people, day)[0]?.review_overdue;
  expect([late('draft', '2027-04-01'), late('draft', '2027-04-02'), late('retired', '2027-04-02')]).toEqual([
    false,
    true,
    false,
  ]);
});

test('releases of a period say what stood before, and what led to them', () => {
  const period = { from: '2026-01-05', to: '2026-03-25' };
  const all = policyChanges([policy(), policy({ id: 'a', changes: [{ version: '1', on: '2026-02-01' }] })], period);
  expect(all.map(({ policy, before, version }) => [policy, before, version])).toEqual([
    ['plan', null, '1'],
    ['a', null, '1'],
    ['plan', '1', '2'],
  ]);
  expect(Object.keys(all[2] ?? {})).toEqual(policyChangeColumns.map(({ key }) => key));
  expect(all[2]).toMatchObject({
    on: '2026-03-25',
    by: '@carol',
    incident: 'down',
    summary: 'who leads',
    in_force: true,
  });
  expect(all[0]).toMatchObject({ incident: null, in_force: false });
  expect(policyChanges([policy()], { from: '2026-01-06', to: '2026-03-24' })).toEqual([]);
});

test('acknowledgements say whose they are, and whether they are of the released text', () => {
  const acks = [
    ack('bob@home.example', { version: '1', fingerprint: print('1') }),
    ack('@alice', { fingerprint: print('9'), method: 'imported' }),
    ack('@zed', { policy: 'gone' }),
    ack('@carol', { on: '2026-06-02' }),
  ];
  const rows = acknowledgementRows(acks, [policy()], people, '2026-06-01');
  expect(
    rows.map(({ policy, version, person, team, method, holds }) => [policy, version, person, team, method, holds]),
  ).toEqual([
    ['gone', '2', '@zed', null, 'own_commit', null],
    ['plan', '1', '@bob', 'payments', 'own_commit', true],
    ['plan', '2', '@alice', 'payments', 'imported', false],
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(acknowledgementColumns.map(({ key }) => key));
});
