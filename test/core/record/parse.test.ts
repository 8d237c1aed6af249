import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { toData } from '../../../src/core/record/node.ts';
import { parseRecord, parseYaml } from '../../../src/core/record/parse.ts';
import { cpuTime } from '../../cpu-time.ts';
import { corpora, corpusFiles } from './corpora.ts';
import { fenced, readIncident, soundText, told } from './read.ts';

const sound = soundText();
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('parseRecord', () => {
  it('reads a sound record by the plain reader, without a problem', () => {
    const { record, problems, refused, usedPlainReader } = readIncident(sound);
    expect(problems).toEqual([]);
    expect(refused).toEqual([]);
    expect(usedPlainReader).toBe(true);
    expect(record).toMatchObject({ path: 'incidents/2026/x.md', kind: 'incident', isSound: true });
    expect(record?.data).toMatchObject({ id: '2026-03-10-checkout-500s', impact: { customers: 1240 } });
    expect(record?.body.sections.map(({ title }) => title)).toEqual([
      'Checkout API returned 500s for 42 minutes',
      'Summary',
      'Timeline',
      'Lessons learned',
    ]);
  });

  it.each([
    ['a comment behind a value', [['severity: sev2', 'severity: sev2  # by the table']]],
    [
      'a block of text',
      [['  summary: 1,240 checkouts failed; no data was lost', '  summary: |\n    Many failed.\n    None lost.']],
    ],
    ['a folded plain value', [['no data was lost', 'no data\n    was lost']]],
    [
      'an odd but right quoting',
      [
        ['title: Checkout API', 'title: "Checkout\\u0020API'],
        ['42 minutes\ntype', '42 minutes"\ntype'],
      ],
    ],
  ] as const)('reads %s without a problem', (_, changes) => {
    expect(told(soundText(changes))).toEqual([]);
  });

  it('accepts and keeps CRLF, and places stay right', () => {
    const text = soundText([['severity: sev2', 'severity: 2']]).replaceAll('\n', '\r\n');
    expect(told(text)).toEqual(['6:11-12 schema Unexpected 2, expected text']);
    expect(told(sound.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('reads an acknowledgement, which has no fences', () => {
    const text = 'schema: pir/acknowledgement@1\npolicy: p\nversion: "3"\nby: "@alice"\non: 2026-12-01\n';
    const read = (more: string) =>
      parseRecord({
        path: 'a.yaml',
        kind: 'acknowledgement',
        text: `${text}fingerprint: sha256:${'a'.repeat(64)}\n${more}`,
      });
    expect(read('method: own_commit\n').problems).toEqual([]);
    expect(read('method: own_commit\n').record).toMatchObject({ kind: 'acknowledgement', isSound: true });
    expect(read('method: by_mail\n').problems).toMatchObject([{ rule: 'schema', pointer: '/method' }]);
  });

  it('has no record where the frontmatter is no map', () => {
    for (const yaml of ['- a\n- b\n', 'text\n', '', '# only a comment\n']) {
      const { record, problems } = readIncident(fenced(yaml));
      expect(record).toBeUndefined();
      expect(problems).toMatchObject([{ rule: 'frontmatter' }]);
    }
  });

  it('keeps the other values where one is refused, with a hole for a refused item', () => {
    const { record, refused } = readIncident(
      soundText([
        ['severity: sev2', 'severity: 2'],
        ['services: [checkout-api]', 'services: [checkout-api, 5]'],
      ]),
    );
    expect(refused).toEqual(['/severity', '/services/1']);
    expect(record?.data).toMatchObject({
      title: 'Checkout API returned 500s for 42 minutes',
      services: ['checkout-api', undefined],
    });
    expect(record?.data).not.toHaveProperty('severity');
    expect(record?.isSound).toBe(false);
  });

  it('keeps a key that could not be read visible in the tree', () => {
    const { record, refused, problems } = readIncident(
      soundText([['  resolved: 2026-03-10T09:54', '   resolved: 2026-03-10T09:54']]),
    );
    expect(problems).toHaveLength(1);
    expect(refused).toContain('/times/resolved');
    expect(record?.data).not.toHaveProperty('times.resolved');
    expect((toData(record?.root as never) as { times: object }).times).toHaveProperty('resolved');
  });

  it('says one thing of a record of another kind', () => {
    expect(told(soundText([['schema: pir/incident@1', 'schema: pir/risk@1']]))).toEqual([
      '2:9-19 schema Unexpected "pir/risk@1", expected pir/incident@1',
    ]);
  });

  it('names the pointer of what is at fault', () => {
    const { problems } = readIncident(soundText([['    due: 2026-04-10', '    due: @soon']]));
    expect(problems).toMatchObject([{ rule: 'frontmatter', pointer: '/actions/0/due' }]);
  });

  it('throws on nothing that becomes of a good record', async () => {
    await loadBodyTree();
    const characters = [
      ...' \n\t\r:-#"\'[]{},&*!|>%@`?~.0a\\é\u0000\u001b\u202e\u200b\ufeff',
      '---',
      '\n---\n',
      '<!--',
      '```',
      '> ',
      '- ',
      '&a ',
      '*a',
      '<<<<<<< x\n',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length), fc.nat(40), fc.constantFrom(...characters)), {
          minLength: 1,
          maxLength: 6,
        }),
        (changes) => {
          let text = sound;
          for (const [at, cut, put] of changes)
            text = text.slice(0, at) + put + text.slice(at + (cut < 20 ? 0 : cut - 20));
          const { record, problems } = readIncident(text);
          for (const problem of problems) expect(problem.message).toMatch(/^Unexpected .+, expected .+/s);
          expect(record?.body.sections ?? []).toBeInstanceOf(Array);
          expect(record === undefined && problems.length === 0).toBe(false);
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe('a key that other readers take for a number, true or null', () => {
  const at = (text: string) =>
    readIncident(soundText().replace('\nowner:', `\n${text}\nowner:`)).problems.map(({ rule, message }) => [
      rule,
      message,
    ]);

  it.each(['2026', '1.5', '-3', '0x1F', '0o17', '1e3', '.5', 'true', 'False', 'NULL', '~', '.inf', '.NaN'])(
    '%s',
    (key) => {
      const said = [['frontmatter', `Unexpected key \`${key}\` that is no text, expected a word or quotes`]];
      expect(at(`${key}: x`)).toEqual(said);
      expect(at(`x_counts: { ${key}: 5 }`)).toEqual(said);
      expect(at(`x_counts:\n  ${key}: 5`)).toEqual(said);
      expect(at(`x_counts: { "${key}": 5 }`)).toEqual([]);
    },
  );

  it.each(['2026-01', '1st', 'trueish', 'nulls', 'on', 'yes', 'truE', '0x', '1_000'])('%s is text', (key) => {
    expect(at(`x_counts: { ${key}: 5 }`)).toEqual([]);
  });
});

describe('one wrong value is one problem at its line', () => {
  // What people wrote in their haste, each in the field of ours that it was meant for.
  const slips: ReadonlyArray<readonly [what: string, from: string, to: string, rule: string]> = [
    [
      'three digits of an hour',
      '  started: 2026-03-10T09:12:00+01:00',
      '  started: 2026-03-10T009:12:00+01:00',
      'schema',
    ],
    [
      'a colon between day and time',
      '  started: 2026-03-10T09:12:00+01:00',
      '  started: 2026-03-10:09:12:00:00',
      'schema',
    ],
    ['one digit of a day', '  started: 2026-03-10T09:12:00+01:00', '  started: 2026-03-1T09:12:00+01:00', 'schema'],
    ['no offset', '  started: 2026-03-10T09:12:00+01:00', '  started: 2026-03-10T09:12:00', 'schema'],
    [
      'a day that does not exist',
      '  started: 2026-03-10T09:12:00+01:00',
      '  started: 2026-02-30T09:12:00+01:00',
      'schema',
    ],
    ['a day for a time', '  started: 2026-03-10T09:12:00+01:00', '  started: 2026-03-10', 'schema'],
    [
      'a value behind a hash',
      '  started: 2026-03-10T09:12:00+01:00',
      '  started: #2026-03-10T09:12:00+01:00',
      'schema',
    ],
    ['a back-tick', 'title: Checkout API returned', 'title: `checkout` API returned', 'frontmatter'],
    ['a handle without quotes', 'owner: "@alice"', 'owner: @alice', 'frontmatter'],
    ['a colon in a title', 'title: Checkout API returned', 'title: Checkout: API returned', 'frontmatter'],
    ['colons and a back-tick', 'title: Checkout API returned', 'title: `Checkout`: API: returned', 'frontmatter'],
    ['emphasis', 'title: Checkout API returned', 'title: *Checkout* API returned', 'frontmatter'],
    ['an open quote', 'title: Checkout API returned', 'title: "Checkout API returned', 'frontmatter'],
    ['an apostrophe in quotes', 'title: Checkout API returned', "title: 'Checkout's API' returned", 'frontmatter'],
    ['an open bracket', 'services: [checkout-api]', 'services: [checkout-api', 'frontmatter'],
    ['a tab', '  resolved:', '\tresolved:', 'frontmatter'],
    ['a key indented by one space more', '  resolved:', '   resolved:', 'frontmatter'],
    ['a key indented by one space less', '  resolved:', ' resolved:', 'frontmatter'],
    ['no space behind a colon', 'severity: sev2', 'severity:sev2', 'frontmatter'],
    ['a word of another list', 'type: availability', 'type: outage', 'schema'],
    ['a misspelt key that must be there', 'severity: sev2', 'sevrity: sev2', 'schema'],
    ['a key of somebody else', 'severity: sev2', 'severity: sev2\nuuid: 04f5afd8', 'schema'],
    ['an empty value', 'type: availability', 'type:', 'schema'],
    ['yes for true', 'applies: true', 'applies: yes', 'schema'],
    ['the same key twice', 'severity: sev2', 'severity: sev2\nseverity: sev1', 'frontmatter'],
    ['a tag', 'severity: sev2', 'severity: !!str sev2', 'frontmatter'],
    ['an anchor', 'owner: "@alice"', 'owner: &me "@alice"', 'frontmatter'],
    ['a text over lines with a colon', 'severity: sev2', 'severity: sev2\n  note: it was bad', 'frontmatter'],
    ['a text direction control', 'title: Checkout API', 'title: Check\u202eout API', 'frontmatter'],
    ['the same by an escape', 'owner: "@alice"', 'owner: "@ali\\u202ece"', 'frontmatter'],
    ['no number', 'customers: 1240', 'customers: .nan', 'frontmatter'],
  ];
  it.each(slips)('%s', (_, from, to, rule) => {
    const text = soundText([[from, to]]);
    const { problems } = readIncident(text);
    const said = told(text);
    expect(said).toHaveLength(1);
    expect(problems[0]?.rule).toBe(rule);
    // The last line of what was written is the one that is wrong.
    expect(Number.parseInt(said[0] ?? '', 10)).toBe(lineOf(text, to) + to.split('\n').length - 1);
  });

  const nasty = corpusFiles('.md').filter(({ path }) => /^nasty.\d+\.md$/.test(path));
  // Their key, and the line of ours that its value is put into.
  const fields: { readonly [file: string]: ReadonlyArray<readonly [key: string, line: string]> } = {
    '01.md': [['date', '  started: 2026-03-10T09:12:00+01:00']],
    '02.md': [
      ['date', '  started: 2026-03-10T09:12:00+01:00'],
      ['resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00'],
    ],
    '03.md': [
      ['date', '  started: 2026-03-10T09:12:00+01:00'],
      ['resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00'],
    ],
    '04.md': [
      ['date', '  started: 2026-03-10T09:12:00+01:00'],
      ['resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00'],
    ],
    '05.md': [['resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00']],
    '06.md': [['title', 'title: Checkout API returned 500s for 42 minutes']],
    '07.md': [['title', 'title: Checkout API returned 500s for 42 minutes']],
    '08.md': [['section', 'type: availability']],
    '09.md': [
      ['resolved', 'status: closed'],
      ['resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00'],
      ['date', '  started: 2026-03-10T09:12:00+01:00'],
    ],
    '10.md': [['date', '  started: 2026-03-10T09:12:00+01:00']],
    '11.md': [[' resolvedWhen', '  resolved: 2026-03-10T09:54:00+01:00']],
    '12.md': [
      ['uuid', 'severity: sev2'],
      ['company', 'severity: sev2'],
    ],
  };
  it.skipIf(nasty.length === 0).each(nasty.map(({ path, text }) => [path, text] as const))('%s', (path, theirs) => {
    const name = path.slice(-5);
    for (const [key, line] of fields[name] ?? []) {
      const found = theirs.split('\n').find((one) => one.startsWith(`${key}:`)) ?? '';
      const value = found.slice(key.length + 1).trim();
      const [ours = ''] = line.split(':');
      // A foreign key comes beside ours, a wrongly indented one in its place; else only the value is put in.
      const put =
        name === '12.md' ? `${line}\n${key}: ${value}` : name === '11.md' ? ` ${ours}: ${value}` : `${ours}: ${value}`;
      const text = soundText([[line, put]]);
      const said = told(text);
      expect(said, `${name} ${key}`).toHaveLength(1);
      expect(Number.parseInt(said[0] ?? '', 10), said[0]).toBe(lineOf(text, put) + put.split('\n').length - 1);
    }
  });
  it.skipIf(nasty.length === 0)('covers every nasty file', () => {
    expect(readdirSync(join(corpora, 'nasty')).filter((name) => /^\d/.test(name))).toEqual(Object.keys(fields));
  });
});

describe('parseYaml', () => {
  it('reads a config with its places', () => {
    expect(parseYaml('profile: startup\n', 'config')).toMatchObject({ data: { profile: 'startup' }, problems: [] });
    expect(parseYaml('---\nprofile: startup\n', 'config')).toMatchObject({
      data: { profile: 'startup' },
      problems: [],
    });
    const { problems } = parseYaml('profil: startup\n', 'config');
    expect(problems).toMatchObject([
      { pointer: '/profil', atKey: true, message: 'Unexpected key `profil`, expected `profile`' },
    ]);
  });

  it('reads a list of people', () => {
    expect(parseYaml('- handle: "@alice"\n', 'people')).toMatchObject({ data: [{ handle: '@alice' }], problems: [] });
    expect(parseYaml('- name: Alice\n', 'people').problems.length).toBeGreaterThan(0);
  });

  it('has nothing to say of an empty file', () => {
    expect(parseYaml('# all defaults\n', 'config')).toEqual({ data: null, root: undefined, problems: [] });
    expect(parseYaml('', 'config')).toEqual({ data: null, root: undefined, problems: [] });
  });

  it('is as strict as a record', () => {
    for (const text of [
      'a: &b 1\n',
      'a: 1\n---\nb: 2\n',
      '%YAML 1.1\n---\na: 1\n',
      'a: 1\n...\n',
      'a: !x 1\n',
      '\ufeffprofile: startup\n',
    ])
      expect(
        parseYaml(text, 'config').problems.some(({ rule }) => rule === 'frontmatter'),
        text,
      ).toBe(true);
  });

  it('reads the shipped config without a problem', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../templates/pir.config.yaml'), 'utf8');
    const filled = text.replace('{{profile}}', 'startup').replace('{{timezone}}', 'UTC').replace('{{branch}}', 'main');
    expect(parseYaml(filled, 'config').problems).toEqual([]);
  });
});

describe('hostile input', () => {
  const canary = 'pirCanary' as keyof typeof globalThis;
  afterEach(() => {
    Reflect.deleteProperty(globalThis, canary);
  });

  it.each(['js', 'javascript', '  js', 'JS', 'coffee', 'json'])('never runs `---%s`', (language) => {
    const text = `---${language}\n{ a: (globalThis.${canary} = 1) }\n---\n`;
    expect(readIncident(text)).toMatchObject({ record: undefined, problems: [{ rule: 'frontmatter' }] });
    expect(globalThis).not.toHaveProperty(canary);
  });

  const repeat = (text: string, times: number): string => text.repeat(times);
  const attacks: { readonly [name: string]: string } = {
    'aliases that grow': fenced('a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'),
    '3,000 nested lists': fenced(`a: ${repeat('[', 3000)}${repeat(']', 3000)}\n`),
    '20,000 nested dashes': fenced(`${repeat('- ', 20_000)}a\n`),
    '20,000 nested keys': fenced(`a: ${repeat(': ', 20_000)}\n`),
    'nested blocks': fenced(`${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`),
    '400 KB of one key': fenced(repeat('a: 1\n', 80_000)),
    '60 KB of one key': fenced(repeat('a: 1\n', 12_000)),
    'many unknown keys': fenced(Array.from({ length: 4500 }, (_, i) => `key${i}: 1\n`).join('')),
    'a fault on every line': fenced(repeat('a: @b\n', 9000)),
    'tabs on every line': fenced(repeat('a:\n\tb: 1\n', 5000)),
    'open quotes': fenced(repeat('a: "\n', 10_000)),
    'open brackets': fenced(repeat('a: [1\n', 9000)),
    '60,000 blank lines': fenced(repeat('\n', 60_000)),
    backslashes: fenced(`a: "${repeat('\\', 60_000)}\n`),
    'wrong items': fenced(`actions:\n${repeat('  - 1\n', 8000)}`),
    'a second document': fenced('a: 1\n--- b\n'),
    'reserved keys': fenced('__proto__: { polluted: 1 }\nx_a: { constructor: 1, prototype: 2 }\n'),
    'a 20 KB line of quotes': soundText() + repeat('>', 20_000),
    'a 20 KB line of lists': soundText() + repeat('- ', 10_000),
    conflicts: soundText() + repeat('<<<<<<< a\n', 30_000),
    'control characters': soundText() + repeat('\u001b[31m', 50_000),
    'control characters in values': fenced(repeat('a: \u001bb\n', 8000)),
    'lists in lists': `${soundText()}${repeat(`${repeat('- ', 16)}a\n`, 230)}\n  # in a list\n`,
    underlines: soundText() + repeat('a\n=\n', 50_000),
    'comments in comments': soundText() + repeat('<!--', 70_000),
    tags: soundText() + repeat('<a ', 90_000),
    'brackets in a title': `${soundText()}# ${repeat('[', 250_000)}\n`,
    'fences in lists': soundText() + repeat('- a\n  ```\n', 20_000),
    'blanks in a title': `${soundText()}# ${repeat(' \t', 100_000)}#\n`,
  };
  it.each(Object.entries(attacks))('%s: found or harmless, and soon', async (name, text) => {
    await loadBodyTree();
    const { result, milliseconds } = await cpuTime(() => {
      const { record, problems } = readIncident(text);
      return { problems, sections: record?.body.sections.length };
    });
    const { problems, sections } = result;
    expect(milliseconds).toBeLessThan(2000);
    expect(problems.length).toBeLessThanOrEqual(1000);
    const isHarmless = /underlines|comments|tags|title/.test(name);
    if (isHarmless) expect(sections).toBeGreaterThan(2);
    else if (name !== 'lists in lists')
      expect(problems.some(({ rule }) => rule === 'frontmatter') || /unknown|items/.test(name)).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
