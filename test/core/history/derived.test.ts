import { describe, expect, test } from 'vitest';
import { attest, isClaim } from '../../../src/core/history/attestation.ts';
import { closures, timesReopened } from '../../../src/core/history/closure.ts';
import type { Mark } from '../../../src/core/history/event.ts';
import type { Facts } from '../../../src/core/history/facts.ts';
import { flagsOf } from '../../../src/core/history/flags.ts';
import { eventsOf } from '../../../src/core/history/ledger.ts';
import { odditiesOf } from '../../../src/core/history/oddities.ts';
import { silentEdits } from '../../../src/core/history/silent-edits.ts';
import { recordedAt, slipOf } from '../../../src/core/history/slips.ts';
import { peopleOf } from '../../../src/core/people.ts';
import { zoneClock } from '../../../src/core/zone.ts';
import { factsIn, incident, ledgerOf, type Made } from './line.ts';

const zone = zoneClock('UTC');
const people = peopleOf([
  { handle: '@alice', emails: ['alice@shop.example'] },
  { handle: '@bob', emails: ['bob@shop.example', 'bob@home.example'] },
]);
const settings = { zone, people, asOf: Date.UTC(2027, 0, 1) / 1000 };
const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;
const action = (more: string): Made['tree'] => ({
  'incidents/a.md': incident('a', `actions: [{ id: A1, title: Alert, ${more} }]\n`),
});
const line = (...versions: readonly [day: string, more: string][]) =>
  eventsOf(ledgerOf(versions.map(([day, more]) => ({ tree: action(more), authored: at(day), committed: at(day) }))));

describe('closures', () => {
  const open = 'owner: "@bob", status: open';
  const done = (on: string, by = '@alice', more = '') =>
    `owner: "@bob", status: done, done: { on: ${on}, by: "${by}"${more} }`;

  test('count from the main line, back-dated by more than three days', () => {
    const [closure, ...more] = closures(line(['2026-01-01', open], ['2026-02-10', done('2026-02-06')]), settings);
    expect(more).toEqual([]);
    expect(closure).toMatchObject({
      action: 'A1',
      at: at('2026-02-10'),
      isBackDated: true,
      isByOwner: false,
      isWithoutEvidence: true,
    });
    const [late] = closures(line(['2026-01-01', open], ['2026-02-10', done('2026-02-07')]), settings);
    expect(late?.isBackDated).toBe(false);
  });

  test('by its owner: who says it, or who commits it under another name of theirs', () => {
    const [said] = closures(line(['2026-01-01', open], ['2026-02-10', done('2026-02-10', '@bob')]), settings);
    expect(said?.isByOwner).toBe(true);
    const events = line(['2026-01-01', open], ['2026-02-10', done('2026-02-10', '@alice', ', evidence: [x]')]);
    const bobs = events.map((event) => ({ ...event, mark: { ...event.mark, authorEmail: 'bob@home.example' } }));
    expect(closures(bobs, settings)[0]).toMatchObject({ isByOwner: true, isWithoutEvidence: false });
    expect(closures(bobs, { zone, people: undefined })[0]?.isByOwner).toBe(false);
  });

  test('each time anew; verifying closes nothing; one that is done from the beginning is closed', () => {
    const verified = done('2026-02-10').replace('status: done', 'status: verified');
    const events = line(
      ['2026-01-01', open],
      ['2026-02-10', done('2026-02-10')],
      ['2026-02-11', open],
      ['2026-02-12', done('2026-02-12')],
      ['2026-03-12', verified],
    );
    expect(closures(events, settings).map((closure) => closure.at)).toEqual([at('2026-02-10'), at('2026-02-12')]);
    expect([timesReopened(events, 'A1'), timesReopened(events, 'A2')]).toEqual([1, 0]);
    expect(closures(line(['2026-02-10', done('2026-01-01')]), settings)).toMatchObject([{ isBackDated: true }]);
    expect(recordedAt(events)).toEqual(new Map([['A1', at('2026-01-01')]]));
  });

  test('before the epoch prove nothing, and are not back-dated', () => {
    const [event] = line(['2026-02-10', done('2026-01-01')])
      .slice(-1)
      .map((each) => ({ ...each, isBeforeEpoch: true }));
    expect(event && flagsOf(event, settings)).toEqual(['without_evidence', 'before_epoch']);
  });
});

test('slips count from the first due day ever recorded to the last', () => {
  const events = line(
    ['2026-01-01', 'owner:'],
    ['2026-01-02', 'due: 2026-03-01'],
    ['2026-01-03', 'due: 2026-04-15'],
    ['2026-01-04', 'due: 2026-04-01'],
    ['2026-01-05', 'due: 2026-05-01'],
  );
  expect(slipOf(events, 'A1', '2026-05-01')).toEqual({
    firstDue: '2026-03-01',
    lastDue: '2026-05-01',
    days: 61,
    times: 2,
  });
  expect(slipOf(line(['2026-01-01', 'due: 2026-03-01']), 'A1', '2026-03-01')).toEqual({
    firstDue: '2026-03-01',
    lastDue: '2026-03-01',
    days: 0,
    times: 0,
  });
  expect(slipOf(line(['2026-01-01', 'due: 2026-03-01'], ['2026-01-02', 'due: soon']), 'A1', 'soon')).toEqual({
    firstDue: '2026-03-01',
    lastDue: 'soon',
    days: null,
    times: 0,
  });
  expect(slipOf([], 'A1', null)).toEqual({ firstDue: null, lastDue: null, days: null, times: 0 });
});

describe('silent edits', () => {
  const facts = (more: string) => factsIn(incident('a', more)) as Facts;
  const edits = (before: string, after: string) =>
    silentEdits(facts(before), facts(after), ['sev1', 'sev2', 'sev3']).map(({ edit, action, field, from, to }) => [
      edit,
      action,
      field,
      from,
      to,
    ]);
  const one = (more: string) => `actions: [{ id: A1, ${more} }]\n`;

  test.each([
    [one('due: 2026-03-01'), one('due: 2026-04-01'), ['due_moved', 'A1', 'due', '2026-03-01', '2026-04-01']],
    [one('due: 2026-03-01'), one('owner:'), ['due_moved', 'A1', 'due', '2026-03-01', null]],
    // A deferral that leads elsewhere, or stood there before, does not speak of this move.
    [
      one('due: 2026-03-01'),
      one('due: 2026-04-01, deferrals: [{ to: 2026-03-20 }]'),
      ['due_moved', 'A1', 'due', '2026-03-01', '2026-04-01'],
    ],
    [
      one('due: 2026-03-01, deferrals: [{ to: 2026-04-01 }]'),
      one('due: 2026-04-01, deferrals: [{ to: 2026-04-01 }]'),
      ['due_moved', 'A1', 'due', '2026-03-01', '2026-04-01'],
    ],
    [one('owner: "@bob"'), one('owner: "@eve"'), ['owner_swapped', 'A1', 'owner', '@bob', '@eve']],
    [one('owner: "@bob"'), one('owner:'), ['owner_swapped', 'A1', 'owner', '@bob', null]],
    [one('status: verified'), one('status: open'), ['reopened', 'A1', 'status', 'verified', 'open']],
    [one('title: Alert'), '', ['action_removed', 'A1', 'title', 'Alert', null]],
    ['causes: [{ id: C1, statement: x }]\n', '', ['cause_removed', null, 'C1', 'x', null]],
    ['severity: sev1\n', 'severity: sev3\n', ['severity_lowered', null, 'severity', 'sev1', 'sev3']],
    ['type: availability\n', 'type: near_miss\n', ['made_uncountable', null, 'type', 'availability', 'near_miss']],
    ['status: draft\n', 'status: withdrawn\n', ['made_uncountable', null, 'status', 'draft', 'withdrawn']],
  ])('%j → %j', (before, after, expected) => {
    expect(edits(before, after)).toEqual([expected]);
  });

  test.each([
    [one('due: 2026-03-01'), one('due: 2026-04-01, deferrals: [{ to: 2026-04-01 }]')],
    [one('due: 2026-03-01'), one('due: 2026-02-01')],
    [one('owner:'), one('due: 2026-02-01, owner: "@eve"')],
    [one('owner: "@bob"'), one('owner: "@eve", reassigned: [{ from: "@bob", to: "@eve" }]')],
    [one('status: done'), one('status: verified')],
    [one('status: done'), one('status: open, reopened: [{ on: 2026-03-01 }]')],
    ['severity: sev3\n', 'severity: sev1\n'],
    ['severity: sev1\n', 'severity: sev3\nseverity_changes: [{ from: sev1, to: sev3 }]\n'],
    ['severity: sev1\n', 'severity: high\n'],
    ['status: draft\n', 'status: withdrawn\nwithdrawn: { reason: twice }\n'],
    ['', one('title: Alert')],
  ])('%j → %j says what it does, or is no worse', (before, after) => {
    expect(edits(before, after)).toEqual([]);
  });
});

test('odd dates are those over a day off', () => {
  const mark = (more: Partial<Mark>) => ({ at: 0, committedAt: 0, mergedAt: 0, previousAt: null, ...more }) as Mark;
  expect(odditiesOf(mark({}), 10)).toEqual([]);
  expect(odditiesOf(mark({ at: 86_400 }), 1e6)).toEqual([]);
  expect(odditiesOf(mark({ at: 86_401 }), 1e6)).toEqual(['authored_after_commit']);
  expect(odditiesOf(mark({ previousAt: 86_400 }), 1e6)).toEqual([]);
  expect(odditiesOf(mark({ previousAt: 86_401 }), 1e6)).toEqual(['committed_before_parent']);
  expect(odditiesOf(mark({ mergedAt: 11 }), 10)).toEqual(['in_the_future']);
});

describe('attestation', () => {
  const witness = {
    authorEmail: 'alice@shop.example',
    committerEmail: 'alice@shop.example',
    trailers: [],
    signer: null,
  };
  const trailers = [{ key: 'Approved-by' as const, value: 'Bob <bob@shop.example>' }];

  test.each([
    ['@alice', witness, 'self'],
    ['ALICE@shop.example', witness, 'self'],
    ['@bob', witness, 'other'],
    ['@bob', { ...witness, signer: 'bob@shop.example' }, 'self'],
    ['@bob', { ...witness, trailers }, 'other'],
    ['@bob', { ...witness, trailers, signer: 'alice@shop.example' }, 'self'],
    [
      '@bob',
      { ...witness, trailers: [{ ...trailers[0], key: 'Reviewed-by' as const }], signer: 'alice@shop.example' },
      'other',
    ],
    ['@bob', { ...witness, authorEmail: 'stranger@else.example' }, 'unknown'],
    ['@bob', { ...witness, authorEmail: 'stranger@else.example', committerEmail: 'noreply@github.com' }, 'forge'],
    ['@bob', { ...witness, authorEmail: 'bob@home.example', committerEmail: 'noreply@github.com' }, 'self'],
    ['@stranger', witness, 'other'],
  ])('%s by %j is %s', (by, seen, expected) => {
    expect(attest(by, seen as typeof witness, people)).toBe(expected);
    expect(attest(by, seen as typeof witness, undefined)).toBe('unknown');
  });

  test('is of approvals, verifications, acceptances and acknowledgements, not of every name', () => {
    const events = line(
      ['2026-01-01', 'status: open'],
      ['2026-01-02', 'status: done, done: { by: "@bob" }'],
      ['2026-01-03', 'status: verified, done: { by: "@bob" }, verified: { by: "@bob" }'],
      ['2026-01-04', 'status: verified, done: { by: "@bob" }, verified: { by: "@alice" }'],
      ['2026-01-05', 'status: accepted, accepted: { by: "@bob" }'],
    );
    expect(events.filter(isClaim).map(({ to, by }) => [to, by])).toEqual([
      ['verified', '@bob'],
      ['@alice', '@alice'],
      ['accepted', '@bob'],
    ]);
  });
});
