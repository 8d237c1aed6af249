import { expect, test } from 'vitest';
import { incidentExample } from '../../../../src/core/check/example.ts';
import type { Example } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/management-review.ts';
import { playOne } from '../play.ts';

const held = rule.good.text;
const incident = incidentExample().text;
const said = (from: string | RegExp, to: string, around: Partial<Example> = {}) => {
  const text = held.replace(from, to);
  if (from !== '') expect(text).not.toBe(held);
  return playOne(rule, { ...rule.good, text, ...around });
};

test('what is called held says when it was, who came, what was looked at and what was decided', () => {
  expect(said(/held: .*\n/, '')).toEqual([
    '/held Unexpected held review without the day it was held, expected one that says so',
  ]);
  expect(said(/inputs: .*\n/, 'inputs: []\n')).toEqual([
    '/inputs Unexpected held review without inputs, expected one that says so',
  ]);
  expect(said(/decisions:\n.*\n/, '')).toEqual([
    '/decisions Unexpected held review without decisions, expected one that says so',
  ]);
  expect(said(/attendees: .*\n/, 'attendees: [{ who: "" }]\n')).toEqual([
    '/attendees Unexpected held review without attendees, expected one that says so',
  ]);
  expect(said('status: held', 'status: closed')).toEqual([]);
});

test('a review that is prepared may lack all of it', () => {
  const prepared = held
    .replace('status: held', 'status: prepared')
    .replace(/(attendees|decisions|held):.*\n( .*\n)?/g, '');
  expect(playOne(rule, { ...rule.good, text: prepared })).toEqual([]);
});

test('an input that nobody brought is named at its source', () => {
  const inputs = '[{ item: 9.3.2b, source: to be supplied }, { item: 9.3.2d, source: "audits: to be supplied" }]';
  expect(said(/\[\{ item: 9.*\]/, inputs)).toEqual([
    '/inputs/0/source Unexpected input 9.3.2b that is still to be supplied, expected where it came from',
    '/inputs/1/source Unexpected input 9.3.2d that is still to be supplied, expected where it came from',
  ]);
});

test('speaks the day after the interval since the last one held', () => {
  const absent =
    '/id Unexpected absence of a management review since the one held on 2026-04-14, expected one every year';
  expect(said('', '', { asOf: '2027-04-14T23:59:59Z' })).toEqual([]);
  expect(said('', '', { asOf: '2027-04-15T00:00:00Z' })).toEqual([absent]);
  expect(said('', '', { asOf: '2027-04-15T00:00:00Z', config: 'management_review: 2y\n' })).toEqual([]);
  expect(said('held: 2026-04-14', 'held: 2026-04-14T23:30:00-05:00', { asOf: '2027-04-15T12:00:00Z' })).toEqual([]);
  // Dated later than as-of, it was not held yet.
  expect(said('held: 2026-04-14', 'held: 2028-01-01', { asOf: '2027-04-15T00:00:00Z' })).toEqual([
    '/id Unexpected absence of a management review since the first incident on 2026-03-10, expected one every year',
  ]);
});

test('a review that was held begins the year, however young the incidents are, or without any', () => {
  const absent =
    '/id Unexpected absence of a management review since the one held on 2025-01-14, expected one every year';
  const early = (asOf: string, around: Partial<Example> = {}) =>
    said('held: 2026-04-14', 'held: 2025-01-14', { asOf, ...around });
  expect(early('2026-01-14T23:59:59Z')).toEqual([]);
  expect(early('2026-04-01T00:00:00Z')).toEqual([absent]);
  expect(early('2026-01-15T00:00:00Z', { beside: {} })).toEqual([absent]);
});

test('is silent until the first incident is as old as the interval, and without any', () => {
  const prepared = held.replace('status: held', 'status: prepared');
  const at = (asOf: string, beside = rule.good.beside) =>
    playOne(rule, { ...rule.good, text: prepared, asOf, ...(beside && { beside }) });
  expect(at('2027-03-10T23:59:59Z')).toEqual([]);
  expect(at('2027-03-11T00:00:00Z')).toEqual([
    '/id Unexpected absence of a management review since the first incident on 2026-03-10, expected one every year',
  ]);
  expect(at('2030-01-01T00:00:00Z', {})).toEqual([]);
  const withdrawn = incident
    .replace('status: closed', 'status: withdrawn')
    .replace('---\n\n# Checkout', 'withdrawn: { on: 2026-03-11, by: "@alice", reason: a test }\n---\n\n# Checkout');
  expect(at('2030-01-01T00:00:00Z', { 'incidents/2026/2026-03-10-checkout-500s.md': withdrawn })).toEqual([]);
  // As imports leave them.
  const draft = incident.replace('status: closed', 'status: draft');
  expect(at('2030-01-01T00:00:00Z', { 'incidents/2026/2026-03-10-checkout-500s.md': draft })).toEqual([]);
});

test('speaks at the first incident where no review is on record, and not where one cannot be read', () => {
  const alone: Example = { kind: 'incident', text: incident, asOf: '2027-03-11T00:00:00Z' };
  expect(playOne(rule, alone)).toEqual([
    '/id Unexpected absence of a management review since the first incident on 2026-03-10, expected one every year',
  ]);
  const beside = { 'management-reviews/2026-q1.md': '---\nid: [\n---\n' };
  expect(playOne(rule, { ...alone, beside }).filter((each) => /absence of a management/.test(each))).toEqual([]);
});

test('of a change that touches no review it says nothing', () => {
  const context = { config: {}, clock: {}, mayWaiveAhead: true } as unknown as Parameters<typeof rule.judge>[1];
  expect([...rule.judge([], context)]).toEqual([]);
  const entry = (kind: string) => ({ kind }) as Parameters<NonNullable<typeof rule.needsAll>>[0][number];
  expect(rule.needsAll?.([entry('incident')], context)).toEqual([]);
  expect(rule.needsAll?.([entry('management-review')], context)).toEqual(['management-review', 'incident']);
});
