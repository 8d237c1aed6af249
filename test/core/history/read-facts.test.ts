import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, fieldDifferences } from '../../../src/core/history/compare-fields.ts';
import { fieldsOf, itemOf, itemsIn } from '../../../src/core/history/facts.ts';
import { factsReader, readFacts } from '../../../src/core/history/read-facts.ts';
import { factsIn, incident, sha256 } from './line.ts';

/** Lines of a frontmatter: what records say, in several layouts, and what only looks like it. */
const lines = fc.constantFrom(
  ...['id: a', 'id: b', 'title: Down', 'title: Gone # twice', '"title": Down', 'status: draft', 'status: closed'],
  ...['times:', '  started: 2026-01-05T08:12:00Z', '  closed: 2026-01-06T09:12:00+01:00', 'times.closed: never'],
  ...['actions:', 'actions: # a list', 'actions: []', 'actions: [{ id: A1, due: 2026-03-01 }]', 'decisions:'],
  ...['  - id: A1', '  - id: A2', '  - { id: A3, owner: "@bob" }', '  -', '- id: A4', '   - id: A5', '  - word'],
  ...[
    '    title: Add an alert',
    '    title: |',
    '      - two',
    '      lines',
    '    owner: "@alice"',
    '    due: tomorrow',
  ],
  ...['    done: { on: 2026-03-01, by: "@bob" }', '    deferrals:', '      - { from: 2026-03-01, to: 2026-04-01 }'],
  ...[
    'causes:',
    '  - id: C1',
    '    whys: [one, two]',
    'impact:',
    '  summary: >-',
    '    folded',
    '',
    '  ',
    '# a remark',
  ],
  ...['  # a remark', 'tags: [x, y]', 'tags:', '2026: a year', '10: ten', '1: one', 'a.b: dotted', 'a:', '  b: nested'],
  ...['---', '...', '--- x', '-', '- x', '\ttab: 1', 'x: &y 1', 'z: *y', 'x: "open', 'x: {', '__proto__: 1', 'x: a: b'],
  ...[
    'approvals:',
    '  - { role: management, by: "@cto", fingerprint: x }',
    '<<<<<<< HEAD',
    'x: \u202e',
    'é: ü',
    'CR: 1\r',
  ],
);

/** What somebody does to a version. */
const edit = fc.record({
  at: fc.nat({ max: 40 }),
  out: fc.constantFrom(0, 0, 1, 1, 2, 5),
  put: fc.array(lines, { maxLength: 2 }),
  body: fc.option(fc.constantFrom('Words.\n', 'Other words.', '', '\n\nWords. \n', '---\nWords.\n')),
});
const tidy =
  'schema: pir/incident@1\nid: a\ntitle: Down\nstatus: draft\ntimes:\n  started: 2026-01-05T08:12:00Z\nactions:\n  - id: A1\n    title: Add an alert\n    due: 2026-03-01\n  - id: A2\n    title: Limits\ncauses:\n  - id: C1\n    whys:\n      - one\n      - two\ntags: [x]\napprovals:\n  - { role: management, by: "@cto", fingerprint: x }\n';

test('what stood in the version before is never said wrongly: every version says what the whole reader says', () => {
  let shared = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(edit, { minLength: 1, maxLength: 12 }), (isTidy, edits) => {
      let front = isTidy ? tidy.split('\n').slice(0, -1) : ['id: a'];
      let body = 'Words.\n';
      const read = factsReader(sha256);
      let before = readFacts('', 'incident', sha256);
      for (const { at, out, put, body: now } of edits) {
        // Most versions are what one before them was with one change, which may be taken back.
        const changed = front.toSpliced(Math.min(at, front.length), out, ...put);
        body = now ?? body;
        const text = `---\n${changed.join('\n')}\n---\n${body}`;
        const facts = read(text, 'incident');
        expect(facts, JSON.stringify(text)).toEqual(factsIn(text) ?? null);
        expect(readFacts(text, 'incident', sha256)).toEqual(facts);
        if (facts && before)
          expect(fieldDifferences(before, facts)).toEqual(differences(fieldsOf(before), fieldsOf(facts)));
        if (facts?.said.some((said) => before?.said.includes(said))) shared++;
        before = facts;
        if (facts !== null || !isTidy) front = changed;
      }
    }),
    { numRuns: 250 },
  );
  expect(shared).toBeGreaterThan(250);
});

const list = 'actions:\n  - id: A1\n    title: Alert\n';
test.each([
  ['words where a list begins', list, `actions: x:\n  - id: A1\n    title: Test\n`],
  ['a remark there', list, `actions: # all:\n  - id: A1\n    title: Test\n`],
  ['an item without a word', list, `${list}  -\n`],
  ['an item further in', list, `${list}    - id: A2\n`],
  ['an item further out', list, `${list}- id: A2\n`],
  ['what nobody sees', list, 'actions:\n  - id: A1\n    title: Al\u200bert\n'],
  ['a conflict', list, `${list}<<<<<<< HEAD: 1\n`],
  ['a conflict in a list', list, `${list}<<<<<<< HEAD\n  - id: A2\n`],
  ['a key twice', 'x: 1\ny: 1\n', 'x: 1\ny: 1\nx: 1\n'],
  ['another value that goes on', 'x:\ny: 1\n', 'x:\n  - a\ny: 1\n'],
  ['a list that goes on', 'x:\n- a\ny: 1\n', 'x:\n- a\n- b\ny: 1\n'],
  ['a value that another key says too', 'a.b: 1\na:\n  b: 2\n', 'a.b: 3\na:\n  b: 2\n'],
  ['the other of the two', 'a:\n  b: 2\na.b: 1\n', 'a:\n  b: 3\na.b: 1\n'],
  ['the end of the document', 'x: 1\n', 'x: 1\n...\ny: 1\n'],
  ['a key that ends as another', 'y: 1\nx: 1\n', 'y: 1\nmax: 1\n'],
  ['a key and one that begins alike', 'x: 1\n', 'x: 12\nx: 1\n'],
  ['a remark that a key moved above', '# who\nx: 1\ny: 1\n', 'y: 1\n# who\nx: 1\n'],
  ['a value that takes in the line behind', 'x: 1\ny: 2\nz: 3\n', 'x: |\n  1\n  y: 2\nz: 3\n'],
  ['keys in another order', 'x: 1\ny: 1\nz: 1\n', 'z: 1\ny: 1\nx: 1\n'],
  ['a key twice, once in quotation marks', 'x: 1\ny: 1\n', '"x": 2\nx: 1\ny: 1\n'],
  ['a key again in quotation marks', 'x: 1\ny: 1\n', 'x: 1\n"y": 1\n'],
  ['nothing of it any more', 'x: 1\ny: 1\n', ''],
  ['twice what it was', 'x: 1\ny: 1\n', 'x: 1\ny: 1\nx: 1\ny: 1\n'],
  [
    'what is signed, changed',
    'severity: sev2\napprovals:\n  - { role: management, by: "@cto" }\n',
    'severity: sev3\napprovals:\n  - { role: management, by: "@cto" }\n',
  ],
  [
    'what is signed, with another approval',
    'severity: sev2\napprovals:\n  - { role: management, by: "@cto" }\n',
    'type: security\nseverity: sev2\napprovals:\n  - { role: management, by: "@cfo" }\n',
  ],
])('a version after another says what it says by itself: %s', (_, one, two) => {
  const read = factsReader(sha256);
  const before = read(incident('a', one), 'incident');
  const text = incident('a', two);
  const facts = read(text, 'incident');
  expect(facts).toEqual(factsIn(text) ?? null);
  if (before && facts) expect(fieldDifferences(before, facts)).toEqual(differences(fieldsOf(before), fieldsOf(facts)));
});

const causes = 'causes:\n  - { id: C1, role: root }\n';
const actions = (status: string, more = '') =>
  `actions:\n  - id: A1\n    title: Alert\n  - id: A2\n    status: ${status}\n${more}`;

test.each([
  ['a line each', causes, actions],
  [
    'in brackets',
    'causes: [{ id: C1, role: root }]\n',
    (status: string, more = '') =>
      `actions: [{ id: A1, title: Alert }, { id: A2, status: ${status} }${more === '' ? '' : ', { id: A3 }'}]\n`,
  ],
  ['as only yaml reads it', `x: &y 1\n${causes}`, (status: string, more = '') => actions(status, more)],
])('versions share what they say alike: %s', (_, why, todo) => {
  const read = factsReader(sha256);
  const texts = [
    `status: open\n${why}${todo('open')}`,
    `status: open\n${why}${todo('done')}`,
    `status: closed\n${why}${todo('done', '  - id: A3\n')}`,
    `status: closed\n${todo('done')}`,
    'status: closed\n',
    `status: open\n${why}${todo('open')}`,
  ].map((text) => incident('a', text));
  const [first, second, third] = texts.map((text) => read(text, 'incident') ?? undefined);
  expect(second?.said.filter((said) => !first?.said.includes(said)).map(({ key }) => key)).toEqual(['actions']);
  expect(itemsIn(second, 'causes')).toBe(itemsIn(first, 'causes'));
  expect(itemOf(second, 'actions', 'A1')).toBe(itemOf(first, 'actions', 'A1'));
  expect(itemOf(second, 'actions', 'A2')).not.toEqual(itemOf(first, 'actions', 'A2'));
  expect(itemOf(third, 'actions', 'A2')).toBe(itemOf(second, 'actions', 'A2'));
});

test('another order of keys is another version', () => {
  const read = factsReader(sha256);
  const first = read(incident('a', 'status: open\ntags: [x]\n'), 'incident');
  const turned = read(incident('a', 'tags: [x]\nstatus: open\n'), 'incident');
  const keys = (facts: typeof first) => facts?.said.map(({ key }) => key).slice(-2);
  expect([keys(first), keys(turned)]).toEqual([
    ['status', 'tags'],
    ['tags', 'status'],
  ]);
});

test('a record that is of another kind, or another record, is not taken for the one before', () => {
  const read = factsReader(sha256);
  const text = 'status: draft\napprovals: [{ by: "@cto", role: management }]\n';
  const first = read(incident('a', text), 'incident');
  expect(first?.fingerprint).toMatch(/^sha256:/);
  expect(read(incident('a', text), 'risk')).toMatchObject({ kind: 'risk', fingerprint: null });
  expect(read(incident('b', text), 'incident')?.fingerprint).not.toBe(first?.fingerprint);
});

test('who is remembered has a limit, and whoever is not is read as ever', () => {
  const read = factsReader(sha256);
  const versions = Array.from({ length: 2_100 }, (_, i) =>
    incident(`r-${i}`, `status: draft\nx_own: ${'words '.repeat(10)}\n`),
  );
  const own = (text: string) => read(text, 'incident')?.said.find(({ key }) => key === 'x_own');
  const [first] = versions.map(own);
  expect(own(versions[0] ?? '')).not.toBe(first);
  expect(own(versions[0] ?? '')).toEqual(first);
  const last = own(versions[2_099] ?? '');
  expect(own(versions[2_099] ?? '')).toBe(last);
});
