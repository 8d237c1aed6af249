import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { outstandingColumns, outstandingRows } from '../../../src/core/policy/outstanding.ts';
import { ack, config, people, policy, print } from './made.ts';

const rows = (day: string, given: Parameters<typeof policy>[0] = {}, acks = [ack('@alice')]) =>
  outstandingRows([policy({ audience: ['team:payments', '@dan', '@zed'], ...given })], acks, people, day, config);
const who = (day: string, ...more: [Parameters<typeof policy>[0]?, ReturnType<typeof ack>[]?]) =>
  rows(day, ...more).map(({ person, since, days, days_overdue }) => [person, since, days, days_overdue]);

test('a row has what its columns name', () => {
  const [row = {}] = rows('2026-04-10');
  expect(Object.keys(row)).toEqual(outstandingColumns.map(({ key }) => key));
  expect(row).toEqual({
    policy: 'plan',
    version: '2',
    person: '@bob',
    since: '2026-04-01',
    team: 'payments',
    days: 9,
    due: '2026-05-01',
    overdue: false,
    days_overdue: 0,
    accepted_another_text: false,
  });
});

test('who has left or has not come is not asked, who came later is asked from then on', () => {
  expect(who('2026-05-31')).toEqual([
    ['@bob', '2026-04-01', 60, 30],
    ['@zed', '2026-04-01', 60, 30],
  ]);
  expect(who('2026-06-10')).toEqual([
    ['@dan', '2026-06-10', 0, 0],
    ['@zed', '2026-04-01', 70, 40],
  ]);
});

test('the last day of the SLA is in time', () => {
  const late = (day: string) => rows(day).find(({ person }) => person === '@zed')?.overdue;
  expect([late('2026-05-01'), late('2026-05-02')]).toEqual([false, true]);
});

test('what was accepted before it was, of another version or another text does not count', () => {
  const only = (acks: ReturnType<typeof ack>[]) =>
    rows('2026-04-10', { audience: ['@alice'] }, acks).map((row) => row.accepted_another_text);
  expect(only([ack('alice@shop.example')])).toEqual([]);
  expect(only([ack('@alice', { on: '2026-04-11' })])).toEqual([false]);
  expect(only([ack('@alice', { version: '1' })])).toEqual([false]);
  expect(only([ack('@alice', { policy: 'other' })])).toEqual([false]);
  expect(only([ack('@alice', { fingerprint: print('3') })])).toEqual([true]);
  expect(only([ack('@alice', { fingerprint: print('3') }), ack('@alice')])).toEqual([]);
});

test('only what is in force is asked of anybody; before its day nobody has waited yet', () => {
  for (const status of ['draft', 'in_review', 'retired'] as const) expect(rows('2026-04-10', { status })).toEqual([]);
  expect(who('2026-03-30', { audience: ['@zed'] })).toEqual([['@zed', '2026-04-01', 0, 0]]);
});

test('without a day from which it holds, that of the release counts, and without either nothing is late', () => {
  const undated = { ...policy({ audience: ['@zed'] }) };
  delete undated.data.effective;
  const row = () => outstandingRows([undated], [], people, '2026-06-01', config)[0];
  expect(row()).toMatchObject({ since: '2026-03-25', days: 68 });
  delete undated.data.changes;
  expect(row()).toMatchObject({ since: null, days: null, due: null, overdue: false, days_overdue: 0 });
});

test('they come by team, person and policy, those without a team last', () => {
  const two = [
    policy({ id: 'b', audience: ['@zed', '@carol', 'team:payments'] }),
    policy({ id: 'a', audience: ['@alice'] }),
  ];
  const all = outstandingRows(two, [], people, '2026-04-10', resolveConfig({}));
  expect(all.map(({ person, policy }) => `${person} ${policy}`)).toEqual([
    '@alice a',
    '@alice b',
    '@bob b',
    '@carol b',
    '@zed b',
  ]);
});
