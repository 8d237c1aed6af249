import { expect, it } from 'vitest';
import { entryOf } from '../../../../src/core/check/entry.ts';
import { type Change, incidentExample, inReview } from '../../../../src/core/check/example.ts';
import type { RepeatFacts } from '../../../../src/core/check/facts/repeat.ts';
import type { Entry, RepositoryContext } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/repeat.ts';
import { clockAt } from '../../../../src/core/clock.ts';
import { type Config, resolveConfig } from '../../../../src/core/config.ts';
import { parseRecord } from '../../../../src/core/record/parse.ts';
import { parseInstant } from '../../../../src/core/time.ts';
import { zoneClock } from '../../../../src/core/zone.ts';
import { play, sha256 } from '../play.ts';

const DAY = 86_400;
const now = parseInstant('2026-06-01T12:00:00Z') ?? 0;
const context = (config: Partial<Config> = {}): RepositoryContext => ({
  config: { ...resolveConfig({}), ...config },
  people: undefined,
  asOf: now,
  clock: clockAt(now, zoneClock('UTC')),
  sha256,
  ruleIds: [],
  waivers: [],
});

const entry = (id: string, daysAgo: number, facts: Partial<RepeatFacts> = {}, status = 'closed'): Entry => {
  const at = now - daysAgo * DAY;
  const own = {
    at,
    ended: at + 60,
    type: 'availability',
    services: ['checkout'],
    causes: ['process/supplier'],
    ...facts,
  };
  return {
    kind: 'incident',
    path: `incidents/${id}.md`,
    id,
    status,
    causes: [],
    actions: [],
    idAt: { line: 3, column: 5, endColumn: 9 },
    facts: { repeat: own },
  };
};
const judge = (entries: Entry[], config: Partial<Config> = {}) =>
  [...rule.judge(entries, context(config))].map(
    ({ record, isAtMostWarning }) => `${isAtMostWarning ? 'warning ' : ''}${record}`,
  );

it('speaks of the later one, in the words of what both share', () => {
  const [found] = [...rule.judge([entry('a', 100), entry('b', 10)], context())];
  expect(found).toMatchObject({
    message:
      'Unexpected repeat of a (process/supplier at checkout, 90 days later) that the record does not name, expected it in repeat_of, related or similar',
    record: 'b',
    pointer: '/repeat_of',
    line: 3,
  });
  expect(found?.hint).toContain('`pir set b repeat_of "[a]"`');
  const [more] = [...rule.judge([entry('a', 100), entry('b', 10, { repeatOf: ['older'] })], context())];
  expect(more?.hint).toContain('repeat_of "[older, a]"');
});

it('is content with one name of several, wherever it stands', () => {
  const before = [entry('a', 100), entry('b', 50, { related: ['a'] })];
  expect(judge([...before, entry('c', 10)])).toEqual(['c']);
  expect(judge([...before, entry('c', 10, { repeatOf: ['b'] })])).toEqual([]);
  expect(judge([...before, entry('c', 10, { related: ['a'] })])).toEqual([]);
  expect(judge([...before, entry('c', 10, { related: ['elsewhere'] })])).toEqual(['c']);
});

it('ripens: silent on a draft, a warning in review', () => {
  expect(judge([entry('a', 100), entry('b', 10, {}, 'draft')])).toEqual([]);
  expect(judge([entry('a', 100, {}, 'draft'), entry('b', 10, {}, 'in_review')])).toEqual(['warning b']);
  expect(judge([entry('a', 100), entry('b', 10, {}, 'approved')])).toEqual(['b']);
});

it('goes by window and basis of the config', () => {
  const two = [entry('a', 100), entry('b', 10, { causes: [] })];
  expect(judge(two)).toEqual([]);
  expect(judge(two, { repeat: { window: '6mo', basis: 'service' } })).toEqual(['b']);
  expect(judge(two, { repeat: { window: '80d', basis: 'service' } })).toEqual([]);
});

it('leaves out what is no repeat: overlapping, near misses, types that do not count, what is to come', () => {
  expect(judge([entry('a', 100, { ended: undefined } as never), entry('b', 10)])).toEqual([]);
  expect(judge([entry('a', 100), entry('b', 10, { type: 'near_miss' })])).toEqual([]);
  expect(judge([entry('a', 100, { type: 'near_miss', ended: null }), entry('b', 10)])).toEqual(['b']);
  expect(judge([entry('a', 100, { type: 'exercise' }), entry('b', 10)])).toEqual([]);
  expect(judge([entry('a', 100), entry('b', -10)])).toEqual([]);
});

it('narrows the span for which it holds to the next time that is reached', () => {
  const around = context();
  rule.judge([entry('a', 100), entry('b', -10), entry('c', 20, { ended: now + DAY })], around);
  expect(around.clock.window()).toEqual({ from: now - 20 * DAY, until: now + DAY });
});

it('keeps little of a record, and nothing of one that is like no other', () => {
  const factsOf = (changes: readonly Change[]) => {
    const { text } = incidentExample(changes);
    const file = { path: 'incidents/a.md', kind: 'incident' as const, text };
    return entryOf(file, parseRecord(file).record).facts?.repeat;
  };
  const at = parseInstant('2026-03-10T09:20:00+01:00') ?? 0;
  expect(factsOf([])).toEqual({
    at,
    began: at - 480,
    ended: at + 2040,
    type: 'availability',
    services: ['checkout-api'],
    causes: ['process/change-management'],
  });
  expect(factsOf([['status: closed\n', 'status: withdrawn\n']])).toBeUndefined();
  expect(JSON.stringify(factsOf([])).length).toBeLessThan(180);
});

it('reads similar, related and repeat_of of a record', () => {
  expect(play(rule, [], { beside: rule.bad.beside ?? {} })).toHaveLength(1);
  for (const key of ['related: [2025-12-01-checkout-down]', 'repeat_of: [2025-12-01-checkout-down]'])
    expect(play(rule, [['nonconformity: {', `${key}\nnonconformity: {`]], { beside: rule.bad.beside ?? {} })).toEqual(
      [],
    );
  const similar: Change = ['result: none }', 'result: found, incidents: [2025-12-01-checkout-down] }'];
  expect(play(rule, [similar], { beside: rule.bad.beside ?? {} })).toEqual([]);
  expect(play(rule, inReview, { beside: rule.bad.beside ?? {} })).toEqual([
    expect.stringMatching(/^\/repeat_of \(warning\) Unexpected repeat/),
  ]);
});

it('needs all incidents only where who repeats whom can have changed', () => {
  const needs = (touched: Entry[], before: Entry[] = []) => rule.needsAll?.(touched, context(), before);
  const a = entry('a', 10);
  expect(needs([a])).toEqual(['incident']);
  expect(needs([a], [a])).toEqual([]);
  expect(needs([a], [entry('a', 10, {}, 'approved')])).toEqual([]);
  expect(needs([a], [entry('a', 10, {}, 'in_review')])).toEqual(['incident']);
  expect(needs([a], [entry('a', 10, { causes: ['process/other'] })])).toEqual(['incident']);
  expect(needs([entry('a', 10, { type: 'exercise' })])).toEqual([]);
  expect(needs([{ ...a, facts: {} }])).toEqual([]);
});
