import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { rule as order } from '../../../../src/core/check/rules/time-order.ts';
import { rule } from '../../../../src/core/check/rules/time-suspicious.ts';
import { play } from '../play.ts';

const written = {
  started: '2026-03-10T09:12:00+01:00',
  detected: '2026-03-10T09:20:00+01:00',
  acknowledged: '2026-03-10T09:23:00+01:00',
  mitigated: '2026-03-10T09:41:00+01:00',
  resolved: '2026-03-10T09:54:00+01:00',
  closed: '2026-05-20T10:00:00Z',
};
type Name = keyof typeof written;
const time = (name: Name, to: string): Change => [`  ${name}: ${written[name]}\n`, to && `  ${name}: ${to}\n`];
const isAt = (pointer: string, part: RegExp) => [
  expect.stringMatching(new RegExp(`^/times/${pointer} Unexpected ${part.source}`)),
];
const late = [time('detected', '2026-03-11T09:20:00+01:00'), time('acknowledged', '2026-03-11T09:23:00+01:00')];

it('wonders how that was resolved which nobody had detected, and takes a word on it', () => {
  expect(play(rule, late)).toEqual([
    `/times/detected Unexpected mitigation at ${written.mitigated} before the detection at 2026-03-11T09:20:00+01:00, expected nobody to end what they do not know of`,
  ]);
  const word = (text: string): Change => ['impact:\n', `detection: ${text}\nimpact:\n`];
  expect(play(rule, [...late, word('{ source: audit }')])).toHaveLength(1);
  expect(play(rule, [...late, word('{ source: audit, detail: found in the weekly log review }')])).toEqual([]);
});

it('blames the one that is out of line', () => {
  expect(play(rule, [time('mitigated', '2026-03-10T09:19:00+01:00')])).toEqual(isAt('mitigated', /mitigation at/));
  expect(play(rule, [time('resolved', '2026-03-10T09:19:00+01:00')])).toHaveLength(2);
  expect(play(rule, [...late, time('mitigated', '')])).toEqual(isAt('detected', /resolution at/));
});

it('wonders at harm contained after the end', () => {
  expect(play(rule, [time('mitigated', '2026-03-10T09:55:00+01:00')])).toEqual([
    `/times/mitigated Unexpected mitigation at 2026-03-10T09:55:00+01:00 after the resolution at ${written.resolved}, expected the harm contained first`,
  ]);
  const within: Change = ['impact:\n', 'within: { mitigated: 1m }\nimpact:\n'];
  expect(play(rule, [time('mitigated', '2026-03-10T09:55:00+01:00'), within])).toEqual([]);
});

it('compares the day in the id with the start, else with the detection', () => {
  const id = (day: string): Change[] => [['id: 2026-03-10-checkout', `id: ${day}-checkout`]];
  expect(play(rule, id('2026-04-10'))).toEqual([]);
  expect(play(rule, id('2026-04-11'))).toEqual([
    `/times/started Unexpected start at ${written.started}, 32 days from the day in the id 2026-04-11-checkout-500s, expected at most 31`,
  ]);
  expect(play(rule, id('2026-02-07'))).toEqual([]);
  expect(play(rule, id('2026-02-06'))).toHaveLength(1);
  expect(play(rule, id('inc-0042'))).toEqual([]);
  // The id has the day of the detection: a month typed wrong in the start shows only here.
  expect(play(rule, [time('started', '2026-02-07T09:12:00+01:00')])).toEqual([]);
  expect(play(rule, [time('started', '2026-02-06T09:12:00+01:00')])).toEqual(isAt('started', /start at .*, 32 days/));
  const unstarted = time('started', '');
  expect(play(rule, [unstarted, ...id('2026-04-10')])).toEqual([]);
  expect(play(rule, [unstarted, ...id('2026-04-11')])).toEqual(isAt('detected', /detection at .*, 32 days/));
});

it('takes the day of a time in the zone of the config', () => {
  const changes = [time('started', '2026-02-06T23:30:00Z')];
  expect(play(rule, changes)).toHaveLength(1);
  expect(play(rule, changes, { config: 'timezone: Europe/Berlin\n' })).toEqual([]);
});

it('wonders at a year between neighbours, and blames the one farther from the id', () => {
  expect(play(rule, [time('started', '2025-03-01T09:12:00+01:00')])).toEqual(
    isAt('started', /374 days from the start at .* to the detection at .*, expected the same year/),
  );
  expect(play(rule, [time('started', '2024-10-01T09:12:00+01:00')])).toEqual(
    isAt('started', /525 days from the start at .*, expected at most a year/),
  );
  expect(play(rule, [time('started', '2025-03-10T09:20:01+01:00')])).toEqual(
    isAt('started', /start at .*, 365 days from the day in the id/),
  );
  expect(play(rule, [time('started', '2025-03-10T09:20:00+01:00')])).toHaveLength(1);
  const asOf = '2028-01-01T00:00:00Z';
  expect(play(rule, [time('closed', '2027-05-20T10:00:00Z')], { asOf })).toEqual(isAt('closed', /436 days/));
});

it('without a day in the id blames the smaller side', () => {
  const changes: Change[] = [['id: 2026-03-10-checkout', 'id: checkout'], time('started', '2025-03-01T09:12:00+01:00')];
  expect(play(rule, changes)).toEqual(isAt('started', /374 days/));
});

it('says nothing of what is impossible', () => {
  for (const changes of [
    [time('resolved', '2025-03-10T09:54:00+01:00')],
    [time('mitigated', '2027-03-10T09:41:00+01:00')],
    [time('started', '2027-03-10T09:12:00+01:00')],
  ]) {
    expect(play(order, changes)).toHaveLength(1);
    expect(play(rule, changes)).toEqual([]);
  }
});
