import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentExample } from '../../../src/core/check/example.ts';
import { splitFrontmatter } from '../../../src/core/record/frontmatter.ts';
import { type Node, toData } from '../../../src/core/record/node.ts';
import { readPlain } from '../../../src/core/record/plain-yaml.ts';
import { readYaml } from '../../../src/core/record/yaml-document.ts';
import { cpuTime } from '../../cpu-time.ts';
import { corpusFiles } from './corpora.ts';

/** Holds the plain reader to `yaml`: the same tree, places and all, or none. Says whether it answered. */
function agree(text: string, start = 0, end = text.length): boolean {
  const plain = readPlain(text, start, end);
  if (plain === undefined) return false;
  const { root, problems } = readYaml(text, start, end);
  expect({ root: plain, problems: [] }, JSON.stringify(text.slice(start, end))).toStrictEqual({ root, problems });
  return true;
}

const dataOf = (yaml: string): unknown => {
  const root = readPlain(yaml, 0, yaml.length);
  return root === undefined ? 'unknown' : toData(root);
};

const easy = fc.constantFrom(
  'a',
  'some words',
  '"@alice"',
  "'x'",
  '5',
  '2026-11-20',
  'true',
  '[a, b]',
  '{ a: 1, b: "x" }',
  'https://x.example/a',
);
const odd = fc.constantFrom(
  ...[
    'a',
    'some words',
    '@alice',
    '"@alice"',
    "'x'",
    "'it''s'",
    '"a \\"b\\" \\\\"',
    '"a\\nb"',
    '"P\\x41 \\u0042 \\/"',
    '"\\x7F"',
    '"\\U00000041"',
    '""',
    "''",
    '5',
    '-5',
    '+5',
    '0',
    '-0',
    '007',
    '0o17',
    '0x1F',
    '0b1',
  ],
  ...[
    '1.5',
    '1.',
    '.5',
    '-.5',
    '1e3',
    '1E-3',
    '1e999',
    '.inf',
    '-.INF',
    '.nan',
    '1_000',
    '1,240',
    '0777',
    '22:22',
    'true',
    'True',
    'tRue',
    'FALSE',
    'null',
    'Null',
    '~',
    'no',
    'yes',
    'y',
  ],
  ...[
    '2026-11-20',
    '2026-11-20T09:12:00+01:00',
    '1234-5',
    '123e-5',
    'https://x.example/a?b=c#d',
    'a:b',
    'a: b',
    'a:',
    'a #c',
    'a#c',
    '#c',
    '- a',
    '-a',
    '-',
    '- ',
    '?a',
    '? a',
    ':a',
    '*a',
  ],
  ...[
    '&a b',
    '!t b',
    '|',
    '>',
    '> b',
    '%a',
    '`a`',
    '(a)',
    '<a>',
    '<<',
    '=',
    '$a',
    '^a',
    '_a',
    '/a',
    ';a',
    'é',
    '日本',
    'a,b',
    'a, b',
    'a]',
    '[',
    '{',
    ']',
    '}',
    ',',
    'a\tb',
    'a  b ',
    '...',
    '---',
  ],
  ...[
    '[]',
    '{}',
    '[ ]',
    '{ }',
    '[a, b]',
    '[ a , "b" ]',
    "['a', 5, ~]",
    '[a b, c:d]',
    '[a: b]',
    '[a,]',
    '[,a]',
    '[a #c]',
    '[[a], [b, [c]]]',
    '{a: 1}',
    '{ a: 1, b: "x" }',
    '{ a: [b, c], d: { e: f } }',
  ],
  ...[
    '{a}',
    '{a, b}',
    '{a:1}',
    '{a: }',
    '{a: , b: 1}',
    '{"a": 1}',
    '{a: 1, a: 2}',
    '[{ a: b }, { a: c }]',
    '{ on: 2026-01-02, by: "@a" }',
    '[a',
    '{a: b',
    '[a]b',
    '[a] #c',
    '"a"#c',
    '"a" b',
    '"a": b',
  ],
);
const scalar = fc.oneof({ weight: 5, arbitrary: easy }, { weight: 2, arbitrary: odd });
const oddKey = fc.constantFrom(
  'a',
  'b',
  'c',
  'id',
  'x_y',
  'on',
  '5',
  'a-b',
  'a.b',
  'a/b',
  'a b',
  '"q"',
  "'r'",
  '-k',
  '__proto__',
  'constructor',
  'é',
  '~',
  '<<',
  '?',
  '*a',
);
const key = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz') },
  { weight: 1, arbitrary: oddKey },
);
const tail = fc.constantFrom('', '', '', '', '', '', '', '', ' ', ' # note', '  #', '#x', '\t', ' \t# x');
const gap = fc.constantFrom('', '', '', '', '', '', '', '', '\n', '# note\n', '   # deep\n', '  \n', '\t\n');

/** Text in the form of a block, with all that people and attackers do to it. */
const { block } = fc.letrec<{ block: string; pair: string; item: string; lines: string }>((tie) => {
  const colon = fc.constantFrom(': ', ': ', ': ', ': ', ':', ':  ');
  const dash = fc.constantFrom('- ', '- ', '- ', '-', '-   ');
  const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
  const several = (part: fc.Arbitrary<string>, least: number) =>
    fc.array(joined(gap, part), { minLength: least, maxLength: 4 }).map((texts) => texts.join(''));
  return {
    pair: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: joined(key, colon, scalar, tail).map((line) => `${line}\n`) },
      { weight: 1, arbitrary: joined(key, fc.constant(':'), tail).map((line) => `${line}\n`) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(joined(key, fc.constant(':'), tail), fc.nat(3), tie('lines'))
          .map(([head, by, lines]) => `${head}\n${indented(lines, by)}`),
      },
    ),
    item: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: joined(dash, scalar, tail).map((line) => `${line}\n`) },
      {
        weight: 3,
        arbitrary: fc.tuple(dash, tie('lines')).map(([mark, lines]) => mark + indented(lines, mark.length).trimStart()),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(tail, fc.nat(3), tie('lines')).map(([end, by, lines]) => `-${end}\n${indented(lines, by)}`),
      },
    ),
    lines: fc.oneof(
      { weight: 5, arbitrary: several(tie('pair'), 1) },
      { weight: 4, arbitrary: several(tie('item'), 1) },
      { weight: 1, arbitrary: several(fc.oneof(tie('pair'), tie('item')), 1) },
    ),
    block: several(tie('pair'), 1),
  };
});

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

const sound = incidentExample().text;
const splitOfSound = splitFrontmatter(sound);
const soundYaml = sound.slice(splitOfSound.start, splitOfSound.end);

/** Real text with a few characters deleted, doubled, swapped or put in. */
const mutated = fc
  .array(fc.tuple(fc.nat(soundYaml.length - 1), fc.nat(12), fc.constantFrom(...' \n:-#"\'[]{},&*!|>%@`?\t\r~0aé\\')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) => {
    let text = soundYaml;
    for (const [at, how, character] of changes) {
      if (how < 4) text = text.slice(0, at) + text.slice(at + 1);
      else if (how < 6) text = text.slice(0, at) + text.slice(at, at + how) + text.slice(at);
      else text = text.slice(0, at) + character + text.slice(how < 10 ? at : at + 1);
    }
    return text;
  });

describe('readPlain', () => {
  it('reads what records are mostly written in, as data', () => {
    const yaml = 'a: 1 # one\nb:\n  - c: "x"\n    d: [e, { f: 2026-01-02 }]\n  -\ng:\n- h\ni: { j: it, k: [] }\nl:\n';
    expect(dataOf(yaml)).toEqual({
      a: 1,
      b: [{ c: 'x', d: ['e', { f: '2026-01-02' }] }, null],
      g: ['h'],
      i: { j: 'it', k: [] },
      l: null,
    });
  });

  it.each([
    ['true', true],
    ['True', true],
    ['tRue', 'tRue'],
    ['yes', 'yes'],
    ['no', 'no'],
    ['~', null],
    ['NULL', null],
    ['0777', 777],
    ['0o17', 15],
    ['0x1F', 31],
    ['1_000', '1_000'],
    ['1e3', 1000],
    ['.5', 0.5],
    ['1.', 1],
    ['22:22', '22:22'],
    ['{ "b": 1, \'c-d\': 2 }', { b: 1, 'c-d': 2 }],
    ['"P\\x41y \\u0062 \\/ \\x7e"', 'PAy b / ~'],
    ['"\\x5C\\x22"', '\\"'],
    ['2026-11-20', '2026-11-20'],
    ['1,240', '1,240'],
    ["'5'", '5'],
  ])('takes %s for %j, as the core schema does', (written, value) => {
    expect(dataOf(`a: ${written}\n`)).toEqual({ a: value });
    expect(agree(`a: ${written}\n`)).toBe(true);
  });

  it.each([
    'a: |+\n  b\n',
    'a: |2\n  b\n',
    'a: | # note\n  b\n',
    'a: >\n  b\n\n  c\n',
    'a: >\n  b\n   c\n',
    'a: |\n\n  b\n',
    'a: |\n  b\n  \n',
    'a: |\n  b\n c\n',
    'a: |\nb: 1\n',
    'a: |\n  b',
    'a: b\n  c\n',
    'a: b: c\n',
    '\ta: b\n',
    'a: "b\\n"\n',
    'a: "\\x1f"\n',
    '"a b": 1\n',
    '"a":1\n',
    '"a: 1\n',
    '"a\': 1\n',
    '"": 1\n',
    '"a" : 1\n',
    'a: 1\n"a": 2\n',
    '"__proto__": 1\n',
    'a: {"b":1}\n',
    'a: "\\x7f"\n',
    'a: "\\u00e9"\n',
    'a: "\\U00000041"\n',
    'a: "\\X41"\n',
    'a: "b\\\n  c"\n',
    'a: 1\na: 2\n',
    'a: 1\r\n',
    '? a\n',
    '&x a: b\n',
    'a: *b\n',
    'a: !b c\n',
    'a: [b\n]\n',
    '__proto__: 1\n',
    '- a\n-b\n',
    ' a: b\n',
    'a:\n  - b\n - c\n',
    'a\n',
    'a: .nan\n',
    'a: 1e999\n',
    '--- \na: b\n',
    'a: @b\n',
    '',
  ])('does not know %j', (yaml) => {
    expect(readPlain(yaml, 0, yaml.length)).toBeUndefined();
  });

  it('reads as yaml does, places and all, or does not know: made text', () => {
    let answers = 0;
    fc.assert(
      fc.property(block, (text) => {
        if (agree(text)) answers++;
      }),
      { numRuns: 6000 },
    );
    expect(answers).toBeGreaterThan(600);
  });

  it('reads as yaml does, or does not know: a record with slips of the pen', () => {
    let answers = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        if (agree(text)) answers++;
      }),
      { numRuns: 1500 },
    );
    expect(answers).toBeGreaterThan(300);
  });

  it.each([
    ['a: |\n  b\n  c: d # e\n', { a: 'b\nc: d # e\n' }],
    ['a: >-\n  b\n  c\nd: 1\n', { a: 'b c', d: 1 }],
    ['a: >\n  b \n  - c\n\n\nd: 1\n', { a: 'b  - c\n', d: 1 }],
    ['- a: |-\n    b\n  c: 1\n', [{ a: 'b', c: 1 }]],
    ['a:\n  b: |\n   c\n# note\nd: 1\n', { a: { b: 'c\n' }, d: 1 }],
    ['a: |\n  # b\n', { a: '# b\n' }],
  ])('reads the block of text in %j', (yaml, data) => {
    expect(dataOf(yaml)).toEqual(data);
    expect(agree(yaml)).toBe(true);
  });

  it('reads blocks of text as yaml does, or does not know', () => {
    const header = fc.constantFrom('|', '>', '|-', '>-', '|-', '>-', '|+', '>2', '| ', '>  # x', '>x');
    const line = fc.constantFrom('a', 'b c ', '- d', 'e: f', '# g', '"h', '', ' ', '|', 'é', '---', '...', '[');
    const lines = fc.array(fc.tuple(fc.constantFrom(2, 2, 2, 2, 2, 2, 2, 3, 4, 1, 0), line), { maxLength: 4 });
    const place = fc.constantFrom('a: ', 'a:  ', '- ', '- a: ', 'x:\n  a: ', 'x:\n- a: ');
    const more = fc.constantFrom(
      '',
      'z: 1\n',
      '  z: 1\n',
      '# note\n',
      '   # note\nz: 1\n',
      '- z\n',
      '\n\nz: 1\n',
      '\n  z\n',
    );
    let answers = 0;
    fc.assert(
      fc.property(place, header, fc.nat(3), lines, more, (before, mark, by, content, after) => {
        const rows = content.map(([indent, text]) => `${' '.repeat(indent + by)}${text}\n`).join('');
        if (agree(`${before}${mark}\n${rows}${after}`)) answers++;
      }),
      { numRuns: 8000 },
    );
    expect(answers).toBeGreaterThan(400);
  });

  it('answers for the records that it was made for', () => {
    expect(agree(sound, splitOfSound.start, splitOfSound.end)).toBe(true);
  });

  const files = corpusFiles('.md');
  it.skipIf(files.length === 0)('reads as yaml does, or does not know: what people wrote', () => {
    let answers = 0;
    let found = 0;
    for (const { text } of files) {
      const { isFound, start, end } = splitFrontmatter(text);
      if (!isFound) continue;
      found++;
      if (agree(text, start, end)) answers++;
    }
    expect(answers).toBeGreaterThan(found / 2);
  });

  it('does not compare every key of a flood with every other', async () => {
    const flood = Array.from({ length: 2000 }, (_, i) => `key${i}: 1\n`).join('');
    const { milliseconds } = await cpuTime(() => {
      for (let i = 0; i < 50; i++) readPlain(flood, 0, flood.length);
    });
    expect(milliseconds).toBeLessThan(500);
  });

  it('leaves nothing behind when it gives up', () => {
    const deep: Node | undefined = readPlain(`a: ${'['.repeat(40)}${']'.repeat(40)}\n`, 0, 84);
    expect(deep).toBeUndefined();
    expect(dataOf('a: [[b]]\n')).toEqual({ a: [['b']] });
  });
});
