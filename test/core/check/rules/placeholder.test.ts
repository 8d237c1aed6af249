import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/placeholder.ts';
import { judgeChanged } from '../judge-text.ts';

const lesson = '- Limits that live outside review drift until they hurt.\n';
const inProse = (text: string) => judgeChanged(rule, [[lesson, `${text}\n`]]);
const message = (what: string) => `Unexpected ${what}, expected what belongs there`;
const mark = (words: string) => `${JSON.stringify(words)}: ${message(`placeholder "${words}"`)}`;
const bullet = (words: string) => `${JSON.stringify(words)}: ${message('empty bullet')}`;

test.each([
  ['TODO: ask the team', 'TODO'],
  ['We will see (TBD).', 'TBD'],
  ['tbd', 'tbd'],
  ['- todo: ask', 'todo:'],
  ['It took ??? minutes', '???'],
  ['Lorem ipsum dolor', 'Lorem'],
  ['The {{service}} was down', '{{service}}'],
])('%s', (text, words) => {
  expect(inProse(text)).toEqual([mark(words)]);
});

test.each([
  'Todo el mundo lo vio.',
  'The ticket is TODO-17, the file src/TODO.md, the page https://x.example/TODO',
  'The page showed `{{name}}` to everybody.',
  '```\nTODO ??? {{x}}\n-\n```',
  '<!-- TODO: what did we learn? -->\nMuch.',
  '> TODO, said the runbook',
  'Why?? And {single} or {{ open',
  'The theorem holds in the mandala.',
  '---',
  '* * *',
  'A heading\n-',
  '- a\n- b',
  '-\n  filled on the next line',
  '- [ ] a box with words',
  '| - | - |',
])('%s is no placeholder', (text) => {
  expect(inProse(text)).toEqual([]);
});

test.each([
  ['- a\n-\n- b', '-'],
  ['*', '*'],
  ['+  ', '+'],
  ['1.', '1.'],
  ['2) ', '2)'],
  ['- [ ]', '- [ ]'],
  ['  -', '-'],
])('the empty bullet of %j', (text, words) => {
  expect(inProse(text)).toEqual([bullet(words)]);
});

test('each one speaks, with CRLF too', () => {
  expect(inProse('TODO and TBD\n\n-')).toEqual([mark('TODO'), mark('TBD'), bullet('-')]);
  expect(inProse('TODO\r\n\r\n-\r\n\r\n-\r')).toEqual([mark('TODO'), bullet('-'), bullet('-')]);
});

const inFact = (from: string, to: string) => judgeChanged(rule, [[from, to]]);
test.each<[string, string, string, string]>([
  [
    'a title',
    'title: Checkout API returned 500s for 42 minutes',
    'title: TODO find a title',
    '/title: placeholder "TODO"',
  ],
  [
    'a statement',
    'Pool limits were changed by hand and never reviewed',
    'tbd',
    '/causes/0/statement: placeholder "tbd"',
  ],
  ['a why', 'The limit had been lowered by hand', '???', '/causes/0/whys/1: placeholder "???"'],
  ['a criterion', 'no pool exhaustion for 90 days', '"..."', '/actions/0/effectiveness/criterion: placeholder "..."'],
  ['a scope', 'all payment services', '<where you looked>', '/similar/scope: placeholder "<where you looked>"'],
  [
    'a template word',
    '1,240 checkouts failed; no data was lost',
    '"{{impact}}"',
    '/impact/summary: placeholder "{{impact}}"',
  ],
])('%s of facts', (_, from, to, expected) => {
  const [pointer, what] = expected.split(': ') as [string, string];
  expect(inFact(from, to)).toEqual([`${pointer}: ${message(what)}`]);
});

test.each<[string, string, string]>([
  ['an owner is the owner rules’', 'owner: "@bob"', 'owner: TBD'],
  [
    'who had it before',
    '    status: done\n    kind: prevent',
    '    status: done\n    reassigned: [{ from: TBD, to: "@bob", on: 2026-03-11, by: "@alice", reason: was nobody’s }]\n    kind: prevent',
  ],
  ['the user’s own key', 'gap: control', 'x_note: TODO'],
  ['code', 'no pool exhaustion for 90 days', '"`TODO` stands no longer in the config"'],
  ['words that only begin so', 'all payment services', 'unknown services'],
])('%s is left alone', (_, from, to) => {
  expect(inFact(from, to)).toEqual([]);
});

test('of a stub only the facts are read', () => {
  const stub: [string, string] = ['severity: sev2', 'severity: sev2\nconfidentiality: restricted'];
  expect(judgeChanged(rule, [[lesson, 'TODO\n\n-\n'], stub])).toEqual([]);
  expect(judgeChanged(rule, [['all payment services', 'tbd'], stub])).toHaveLength(1);
});
