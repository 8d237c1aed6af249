import { expect, it } from 'vitest';
import { idsOf, isOfRecords } from '../../../src/core/check/record-question.ts';
import type { Entry } from '../../../src/core/check/rule.ts';
import { indexOf } from '../../../src/core/check/settle.ts';
import type { Question } from '../../../src/core/question.ts';

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  kind: 'incident',
  path: `${id}.md`,
  id,
  status: 'open',
  causes: [],
  actions: ['A1', 'A2'],
  idAt: { line: 1, column: 1, endColumn: 2 },
  ...more,
});
const has = (entries: readonly Entry[], question: Question) => isOfRecords(question) && indexOf(entries).has(question);

const assessed = { risk: { assessed: [['down', '2026-03-12']] as const } };
const ask = { ask: 'assessment', risk: 'R-1', incident: 'down', from: '2026-03-10' } as const;

it.each<[string, Entry[], boolean]>([
  ['names it', [entry('R-1', { kind: 'risk', facts: assessed })], true],
  ['says nothing', [entry('R-1', { kind: 'risk' })], false],
  ['names another', [entry('R-1', { kind: 'risk', facts: { risk: { assessed: [['up', '2026-03-12']] } } })], false],
  ['is older', [entry('R-1', { kind: 'risk', facts: { risk: { assessed: [['down', '2026-03-09']] } } })], false],
  ['may have said it', [entry('R-1', { kind: 'risk', facts: { risk: { assessed: [], isPartial: true } } })], true],
  ['was withdrawn', [entry('R-1', { kind: 'risk', status: 'withdrawn' })], true],
  ['is not there', [entry('R-1')], true],
])('whether a risk was assessed: it %s', (_, entries, answer) => {
  expect(has(entries, ask)).toBe(answer);
});

it.each<[string, string[], Entry[], boolean]>([
  ['one of two', ['a/A1', 'a/A2'], [entry('a', { facts: { unfinished: ['A2'] } })], true],
  ['none', ['a/A1', 'a/A2'], [entry('a')], false],
  ['another one', ['a/A1'], [entry('a', { facts: { unfinished: ['A2'] } })], false],
  ['one of a withdrawn record', ['a/A1'], [entry('a', { status: 'withdrawn', facts: { unfinished: ['A1'] } })], false],
  ['one that is not known', ['a/A1', 'b/A1'], [entry('a')], true],
])('whether something is unfinished: %s', (_, refs, entries, answer) => {
  expect(has(entries, { ask: 'unfinished', refs })).toBe(answer);
});

it('knows which records have the answer', () => {
  expect(idsOf(ask)).toEqual(['R-1']);
  expect(idsOf({ ask: 'unfinished', refs: ['a/A1', 'b/A2'] })).toEqual(['a', 'b']);
  expect(idsOf({ ask: 'record', kind: 'risk', id: 'R-1' })).toEqual(['R-1']);
  expect(idsOf({ ask: 'cause', ref: 'a/C1' })).toEqual(['a']);
  expect(idsOf({ ask: 'file', path: 'x' })).toEqual([]);
  expect(isOfRecords({ ask: 'commit', hash: 'abc' })).toBe(false);
});
