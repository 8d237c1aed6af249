import { expect, test } from 'vitest';
import { fieldsOf, itemOf, itemsIn } from '../../../src/core/history/facts.ts';
import { readFacts } from '../../../src/core/history/read-facts.ts';
import { factsIn, incident, sha256 } from './line.ts';

const fieldsIn = (text: string) => {
  const facts = factsIn(text);
  return facts === undefined ? undefined : fieldsOf(facts);
};

test('facts are values as text, by path, with what is empty left out', () => {
  const text = incident(
    'checkout',
    'status: draft\nservices: [checkout-api, search]\ntags: []\nrestricted:\nimpact: { summary: "1,240 failed", customers: 1240, cost: { amount: 12, currency: EUR } }\nx_own: { b: 1, a: [true, { z: 1, y: 2 }] }\n',
  );
  expect(factsIn(text)).toMatchObject({ kind: 'incident', id: 'checkout', lists: {}, fingerprint: null });
  expect(fieldsIn(text)).toEqual({
    title: 'Down',
    type: 'availability',
    severity: 'sev2',
    owner: '@alice',
    'times.started': '2026-01-05T08:12:00Z',
    status: 'draft',
    services: 'checkout-api, search',
    'impact.summary': '1,240 failed',
    'impact.customers': '1240',
    'impact.cost.amount': '12',
    'impact.cost.currency': 'EUR',
    'x_own.b': '1',
    'x_own.a': 'true, {y: 2, z: 1}',
  });
});

test('another layout is the same facts', () => {
  const one = incident(
    'a',
    'status: draft\nactions:\n  - id: A1\n    title: Alert # soon\n    due: 2026-03-01\n',
    'Two\n\nparagraphs.',
  );
  const two = `---\n# tidied\nactions: [{ due: "2026-03-01", title: 'Alert', id: A1, owner: }]\nstatus: "draft"\nid: 'a'\ntimes: { started: 2026-01-05T09:12:00+01:00 }\nowner: '@alice'\nseverity: sev2\ntype: availability\ntitle: Down\ntags: []\nschema: pir/incident@1\n---\n\nTwo  \n\n\n\tparagraphs.\n\n`;
  const [first, second] = [factsIn(one), factsIn(two)];
  expect(second).toEqual({ ...first, said: expect.anything() });
  expect(fieldsIn(two)).toEqual(fieldsIn(one));
  expect(factsIn(one.replace('paragraphs', 'sentences'))?.body).not.toBe(first?.body);
  const block = '\n\n<!-- pir:begin actions -->\nAlert\n<!-- pir:end actions -->\n';
  expect(factsIn(one.trimEnd() + block)?.body).toBe(first?.body);
});

test('what a schema refuses is a fact as written', () => {
  const text = incident('a', 'status: finished\nactions: [{ id: A1, due: tomorrow, owner: [x, y], more: 1 }]\n');
  expect(fieldsIn(text)?.status).toBe('finished');
  expect(itemOf(factsIn(text), 'actions', 'A1')).toEqual({ due: 'tomorrow', owner: 'x, y', more: '1' });
});

test('items without an id, or with one that is taken, are told apart', () => {
  const facts = factsIn(incident('a', 'actions: [{ id: A1, title: x }, { title: y }, { id: A1, title: z }, word]\n'));
  expect(itemsIn(facts, 'actions').map(([key]) => key)).toEqual(['A1', '#2', 'A1#2', '#4']);
});

test('a long text is cut, and differs wherever it differs', () => {
  const long = 'Limits were changed by hand '.repeat(10).trim();
  const statement = (words: string) =>
    itemOf(factsIn(incident('a', `causes: [{ id: C1, statement: "${words}" }]\n`)), 'causes', 'C1')?.statement;
  expect(statement(long)).toMatch(/^Limits were changed by hand .*… #[0-9a-f]{8}$/);
  expect(statement(long)?.length).toBeLessThanOrEqual(100);
  expect(statement(`${long}!`)).not.toBe(statement(long));
});

test('only what somebody approved has a fingerprint', () => {
  const signed = factsIn(
    incident('a', 'approvals: [{ by: "@cto", role: management, on: 2026-03-20, fingerprint: x }]\n'),
  );
  expect(signed?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('an acknowledgement goes by what it is of; without an id there is nothing to follow', () => {
  expect(
    factsIn(
      'schema: pir/acknowledgement@1\npolicy: plan\nversion: "3"\nby: "@alice"\non: 2026-03-01\n',
      'acknowledgement',
    )?.id,
  ).toBe('plan/3/@alice');
  expect(factsIn('schema: pir/acknowledgement@1\npolicy: plan\nby: "@alice"\n', 'acknowledgement')).toBeUndefined();
  expect(factsIn('---\ntitle: No id\n---\n')).toBeUndefined();
});

const odd = [
  incident('a', 'status: draft\nactions:\n  - { id: A1, title: Alert }\n'),
  incident('a', 'status: draft\nstatus: closed\n'),
  incident('a', 'title: &x Down\nowner: *x\n'),
  incident('a', 'impact:\n  summary: |\n    two\n    lines\n'),
  incident('a', 'status: draft\n').replaceAll('\n', '\r\n'),
  incident('a', 'title: Down\u202e\n'),
  incident('a', '<<<<<<< HEAD: 1\nstatus: draft\n=======\nstatus: closed\n>>>>>>> b\n'),
  incident('a', 'constructor: 1\ntoString: 2\n'),
  incident('a', `x_long: ${'y'.repeat(70_000)}\n`),
  '---\ntitle: no end\n',
  'no frontmatter',
  '',
  '---js\nid: a\n---\n',
  incident('a', 'tags: [😀, é]\n'),
];
test.each(odd.map((text, i) => [i, text]))('the quick way says what the whole reader says: %i', (_, text) => {
  expect(readFacts(text as string, 'incident', sha256)).toEqual(factsIn(text as string) ?? null);
});
