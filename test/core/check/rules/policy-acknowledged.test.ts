import { expect, test } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import type { Entry } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/policy-acknowledged.ts';
import { people, playOne } from '../play.ts';

const audience = (...names: string[]): Change => [
  '  - "@alice"\n  - "@bob"\n',
  names.map((name) => `  - "${name}"\n`).join(''),
];
const said = (changes: readonly Change[], around: Parameters<typeof policyExample>[1] = {}) =>
  playOne(rule, policyExample(changes, around));
const late = (index: number, who: string, since = '2026-04-01', by = '2026-05-01') =>
  `/audience/${index} Unexpected ${who} without acceptance of version 3, in force for them since ${since}, expected one by ${by}`;
const beside = policyExample().beside ?? {};
const path = 'acknowledgements/incident-response-plan/3/bob.yaml';
const bobs = (from: string, to: string) => ({ beside: { ...beside, [path]: (beside[path] ?? '').replace(from, to) } });

test('speaks the day after the SLA, at the entry of the audience', () => {
  const dan = audience('@alice', '@dan', '@bob');
  expect(said([dan])).toEqual([late(1, '@dan')]);
  expect(said([dan], { asOf: '2026-05-01T23:59:59Z' })).toEqual([]);
  expect(said([dan], { asOf: '2026-05-02T00:00:00Z' })).toEqual([late(1, '@dan')]);
  expect(said([dan], { config: 'sla: { acknowledgement: 61d }\n' })).toEqual([]);
});

test('a team is its people, of whom each is named once', () => {
  expect(
    said([audience('@alice', 'team:payments', '@dan')], { people, beside: {}, asOf: '2026-05-20T12:00:00Z' }),
  ).toEqual([late(0, '@alice'), late(1, '@bob of team:payments'), late(2, '@dan')]);
});

test('who has left is asked for nothing, who came later is asked from then on', () => {
  expect(said([], { people, beside: {} })).toEqual([late(0, '@alice')]);
  const newcomer =
    '- { handle: "@alice", from: 2026-05-03 }\n- { handle: "@bob" }\n- { handle: "@carol" }\n- { handle: "@cto" }\n';
  const around = { people: newcomer, beside: {} };
  expect(said([audience('@alice')], { ...around, asOf: '2026-06-02T23:59:00Z' })).toEqual([]);
  expect(said([audience('@alice')], { ...around, asOf: '2026-06-03T00:00:00Z' })).toEqual([
    late(0, '@alice', '2026-05-03', '2026-06-02'),
  ]);
});

test('an acceptance of another version, of another text or of a day to come is none', () => {
  expect(said([], bobs('version: "3"', 'version: "2"'))).toEqual([late(1, '@bob')]);
  expect(said([], bobs('on: 2026-04-02', 'on: 2026-06-02'))).toEqual([late(1, '@bob')]);
  expect(said([], bobs('{{fingerprint}}', `sha256:${'0'.repeat(64)}`))).toEqual([
    '/audience/1 Unexpected @bob whose acceptance is of another text of version 3, in force for them since 2026-04-01, expected one by 2026-05-01',
  ]);
});

test('an address of a person is the person', () => {
  expect(said([], { people, ...bobs('by: "@bob"', 'by: bob@example.net') })).toEqual([]);
  expect(said([], bobs('by: "@bob"', 'by: bob@example.net'))).toEqual([late(1, '@bob')]);
});

test('without a day from which it holds, that of its release counts', () => {
  const undated: Change = ['effective: 2026-04-01\n', ''];
  expect(said([undated, audience('@dan')])).toEqual([late(0, '@dan', '2026-03-25', '2026-04-24')]);
});

test('only what is in force', () => {
  expect(said([audience('@dan'), ['status: in_force', 'status: in_review']])).toEqual([]);
});

test('a change that touches neither policy nor acceptance needs none of them', () => {
  const entry = (kind: Entry['kind']) => ({ kind }) as Entry;
  const needed = (kind: Entry['kind']) => rule.needsAll?.([entry('incident'), entry(kind)], {} as never);
  expect(needed('risk')).toEqual([]);
  expect(needed('policy')).toEqual(['policy', 'acknowledgement']);
  expect(needed('acknowledgement')).toEqual(['policy', 'acknowledgement']);
});
