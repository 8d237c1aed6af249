import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/time-order.ts';
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
const time = (name: Name, to: string) => [`  ${name}: ${written[name]}\n`, to && `  ${name}: ${to}\n`] as const;
const without = (...names: Name[]) => names.map((name) => time(name, ''));
const earlier = (name: Name, what: string, at: string, other: Name, than: string) =>
  `/times/${name} Unexpected ${what} at ${at}, expected it no earlier than the ${than} at ${written[other]}`;

it.each([
  ['detected', 'detection'],
  ['acknowledged', 'acknowledgement'],
  ['mitigated', 'mitigation'],
  ['resolved', 'resolution'],
  ['closed', 'closing'],
] as const)('%s is not before the start, to the second and across offsets', (name, what) => {
  expect(play(rule, [time(name, '2026-03-10T08:11:59Z')])).toEqual([
    earlier(name, what, '2026-03-10T08:11:59Z', 'started', 'start'),
  ]);
});

it('lets things happen at the same moment', () => {
  expect(play(rule, [time('detected', '2026-03-10T08:12:00Z'), time('acknowledged', '2026-03-10T08:12:00Z')])).toEqual(
    [],
  );
});

it('reports the removal of the cause before the start', () => {
  expect(play(rule, [['  closed: 2026', '  cause_addressed: 2026-03-09T00:00:00Z\n  closed: 2026']])).toEqual([
    `/times/cause_addressed Unexpected removal of the cause at 2026-03-09T00:00:00Z, expected it no earlier than the start at ${written.started}`,
  ]);
});

it('blames the start where most others are before it', () => {
  expect(play(rule, [time('started', '2026-03-11T09:12:00+01:00')])).toEqual([
    `/times/started Unexpected start at 2026-03-11T09:12:00+01:00, expected it no later than the detection at ${written.detected}`,
  ]);
});

it('blames the resolution where only it and the start are there', () => {
  const changes = [
    ...without('detected', 'acknowledged', 'mitigated', 'closed'),
    ['status: closed\n', 'status: draft\n'],
  ] as const;
  expect(play(rule, [...changes, time('resolved', '2026-03-10T09:11:00+01:00')])).toEqual([
    earlier('resolved', 'resolution', '2026-03-10T09:11:00+01:00', 'started', 'start'),
  ]);
});

it('reports two wrong times as two', () => {
  const changes = [time('detected', '2026-03-10T07:00:00Z'), time('resolved', '2026-03-10T07:30:00Z')];
  expect(play(rule, changes)).toEqual([
    earlier('detected', 'detection', '2026-03-10T07:00:00Z', 'started', 'start'),
    earlier('resolved', 'resolution', '2026-03-10T07:30:00Z', 'started', 'start'),
  ]);
});

it('orders detection and acknowledgement, resolution and closing', () => {
  expect(play(rule, [time('acknowledged', '2026-03-10T09:19:00+01:00')])).toEqual([
    earlier('acknowledged', 'acknowledgement', '2026-03-10T09:19:00+01:00', 'detected', 'detection'),
  ]);
  expect(play(rule, [time('closed', '2026-03-10T09:53:00+01:00')])).toEqual([
    earlier('closed', 'closing', '2026-03-10T09:53:00+01:00', 'resolved', 'resolution'),
  ]);
  expect(play(rule, [time('mitigated', '2026-03-10T09:13:00+01:00')])).toEqual([]);
});

it('takes what the stated margins explain', () => {
  const early = time('detected', '2026-03-10T09:02:00+01:00');
  const within = (text: string) => ['impact:\n', `within: ${text}\nimpact:\n`] as const;
  expect(play(rule, [early, within('{ started: 9m }')])).toHaveLength(1);
  expect(play(rule, [early, within('{ started: 10m }')])).toEqual([]);
  expect(play(rule, [early, within('{ started: 5m, detected: 5m }')])).toEqual([]);
});

it('takes no time after as-of, to the second', () => {
  const at = (asOf: string) => play(rule, [], { asOf });
  expect(at('2026-05-20T10:00:00Z')).toEqual([]);
  expect(at('2026-05-20T09:59:59Z')).toEqual([
    '/times/closed Unexpected closing at 2026-05-20T10:00:00Z in the future, expected something that has happened',
  ]);
});

it('holds a time in the future against nothing else', () => {
  expect(play(rule, [time('started', '2027-03-10T09:12:00+01:00')])).toEqual([
    '/times/started Unexpected start at 2027-03-10T09:12:00+01:00 in the future, expected something that has happened',
  ]);
});

it('takes no review, notice, completion or verification in the future, whoever wrote the day', () => {
  const asOf = '2026-06-01T12:00:00Z';
  const future = 'in the future, expected something that has happened';
  expect(play(rule, [['held: 2026-03-12', 'held: 2026-06-02']], { asOf })).toEqual([]);
  expect(play(rule, [['held: 2026-03-12', 'held: 2026-06-03']], { asOf })).toEqual([
    `/reviews/0/held Unexpected review at 2026-06-03 ${future}`,
  ]);
  expect(play(rule, [['held: 2026-03-12', 'held: 2026-06-01T12:00:01Z']], { asOf })).toHaveLength(1);
  expect(play(rule, [['done: { on: 2026-04-02', 'done: { on: 2027-04-02']], { asOf })).toEqual([
    `/actions/0/done/on Unexpected completion of A1 at 2027-04-02 ${future}`,
  ]);
  expect(play(rule, [['verified: { on: 2026-03-16', 'verified: { on: 2027-03-16']], { asOf })).toEqual([
    `/actions/1/verified/on Unexpected verification of A2 at 2027-03-16 ${future}`,
  ]);
  const notice = ['causes:\n', 'notifications: [{ to: regulator, on: 2026-07-01T00:00:00Z }]\ncauses:\n'] as const;
  expect(play(rule, [notice], { asOf })).toEqual([
    `/notifications/0/on Unexpected notification of regulator at 2026-07-01T00:00:00Z ${future}`,
  ]);
});

it('leaves a time that has no shape to the schema', () => {
  expect(play(rule, [time('detected', '2020-01-01')])).toEqual([]);
  expect(play(rule, [time('detected', '2020-01-01T10:00:00')])).toEqual([]);
});
