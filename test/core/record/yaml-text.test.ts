import fc from 'fast-check';
// @ts-expect-error it has no types
import jsYaml from 'js-yaml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { flowText, itemLines, pairLines, scalarText, type Writable } from '../../../src/core/record/yaml-text.ts';

const load = (text: string): unknown => jsYaml.load(text);
const parse12 = (text: string): unknown => parse(text, { version: '1.2', schema: 'core' });
const parse11 = (text: string): unknown => parse(text, { version: '1.1', schema: 'yaml-1.1' });

test.each([
  'Limits were changed by hand',
  '@alice'.slice(1),
  'in_review',
  'process/change-management',
  '30m',
  '2026-11-20-checkout-500s',
  '72 hours passed',
  'R-014',
  'Größe, Überlauf und 端口',
  'a#b',
  'it’s done — at last…',
])('%s stays plain', (value) => {
  expect(scalarText(value, false)).toBe(value);
});

test.each([
  ...['yes', 'No', 'ON', 'off', 'y', 'N', 'true', 'False', 'null', 'Null', '~', '', '.inf', '.NaN', '=', '<<'],
  ...['0777', '0x1F', '0o17', '0b11', '1_000', '1,000', '22:22', '190:20:30', '1e3', '1.5', '.5', '-1', '+1', '12'],
  ...['2026-11-20', '2026-11-20T09:12:00+01:00', '2026-11-20 09:12:00', '2026-11-20T09:12:00Z', '9:30'],
  ...['a: b', 'a:', 'a #b', '# a', '- a', '? a', '@alice', '`a`', '*a', '&a', '!a', '%a', '|', '>', '{a}', '[a]'],
  ...["'a'", '"a"', ' a', 'a ', 'a\tb', 'a\nb', 'a\\b', '---', '...', ':a', 'a\u0000b', 'a\u00a0b', 'a\u200bb'],
])('%j is quoted', (value) => {
  expect(scalarText(value, false)).toMatch(/^".*"$/);
});

test('in a flow what ends a value there, or did for old readers, is quoted too', () => {
  for (const value of ['a, b', 'a]', 'a}', 'a[', 'https://x.example/1', 'a?b']) {
    expect(scalarText(value, true)).toBe(`"${value}"`);
    expect(scalarText(value, false)).toBe(value);
  }
});

test('an emoji stays one character; what nobody sees is escaped', () => {
  expect(scalarText('"🔥"', false)).toBe('"\\"🔥\\""');
  expect(scalarText('a\u{e0041}b\u202e', false)).toBe('"a\\U000e0041b\\u202e"');
});

test('small values stay on the line of their key, actions and sentences get their own', () => {
  expect(pairLines('causes', ['C1', 'C2'], '')).toEqual(['causes: [C1, C2]']);
  expect(pairLines('done', { on: '2026-12-12', by: '@bob', evidence: ['https://x/1'] }, '    ')).toEqual([
    'done: { on: "2026-12-12", by: "@bob", evidence: ["https://x/1"] }',
  ]);
  expect(pairLines('whys', ['Why? It was full'], '    ')).toEqual(['whys:', '      - Why? It was full']);
  const action = { id: 'A1', title: 'Do', owner: '@bob', due: undefined, status: 'open', causes: ['C1'] };
  expect(pairLines('actions', [action], '', { map: 4, list: 0 })).toEqual([
    'actions:',
    '- id: A1',
    '  title: Do',
    '  owner: "@bob"',
    '  status: open',
    '  causes: [C1]',
  ]);
  expect(pairLines('x', {}, '')).toEqual(['x: {}']);
  expect(pairLines('x', [], '')).toEqual(['x: []']);
});

test('an item follows its neighbours where it fits', () => {
  const item = { id: 'A1', a: 1, b: 2, c: 3 };
  expect(itemLines(item, '  ', undefined, true)).toEqual(['  - { id: A1, a: 1, b: 2, c: 3 }']);
  expect(itemLines(item, '  ')).toEqual(['  - id: A1', '    a: 1', '    b: 2', '    c: 3']);
  expect(itemLines({ a: 1 }, '', undefined, false)).toEqual(['- a: 1']);
  expect(itemLines({ a: 'long '.repeat(30).trim() }, '', undefined, true)).toHaveLength(1);
});

const odd = fc.constantFrom(
  ...['no', '22:22', '0777', '2026-11-20', '2026-11-20T09:12:00Z', '1_0', '0x10', 'a: b', 'a #b', '- x', '', ' ', '\n'],
  ...['a, b', '? a', '@x', "it's", '"q"', '\\', '\u2028', '\ufeff', '🔥', 'é', '{{x}}', '[x', '#', '=', '<<', '---'],
);
const text = fc.oneof(
  odd,
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'aZ019 :#-,?[]{}\'"@&*!|>%_.~=\\\t\n/'), maxLength: 10 }),
  fc.array(odd, { maxLength: 3 }).map((parts) => parts.join(' ')),
);
const key = text.filter((name) => name !== '' && !['__proto__', 'constructor', 'prototype'].includes(name));
const values = fc.letrec<{ value: Writable }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 8, noNullPrototype: true }),
  ),
})).value;

const positive = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what is written is read as the same data, by YAML 1.2 core, by js-yaml and by YAML 1.1', () => {
  fc.assert(
    fc.property(key, values, fc.constantFrom(0, 2, 4), fc.constantFrom(2, 3, 4), (name, value, list, map) => {
      const written = `${pairLines(name, value, '', { map, list }).join('\n')}\n`;
      const wanted = { [name]: positive(value) };
      expect(parse12(written)).toEqual(wanted);
      expect(load(written)).toEqual(wanted);
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (list) => {
      const written = `- ${list.map((item) => scalarText(item, false)).join('\n- ')}\n- ${flowText(list)}\n`;
      for (const read of [parse12, load, parse11]) expect(read(written)).toEqual([...list, list]);
    }),
    { numRuns: 1_000 },
  );
});
