import { expect, it } from 'vitest';
import type { Entry } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/record-id.ts';
import type { RecordKind } from '../../../../src/core/record/kinds.ts';
import { play, playOne, riskExample } from '../play.ts';

const entry = (path: string, id: string | null, kind: RecordKind = 'incident'): Entry => ({
  kind,
  path,
  id,
  status: 'draft',
  causes: [],
  actions: [],
  idAt: { line: 3, column: 5, endColumn: 9 },
});
const judge = (...entries: Entry[]) =>
  [...rule.judge(entries, undefined as never)].map(({ path, message }) => `${path} ${message}`);

it.each([
  ['ab', false],
  ['abc', true],
  ['2026-03-10-x', true],
  ['-abc', false],
  ['Abc', false],
  ['a_b_c', false],
  ['naïve', false],
  ['a'.repeat(100), true],
  ['a'.repeat(101), false],
])('an incident may be called %s: %s', (id, isGood) => {
  expect(judge(entry(`incidents/${id}.md`, id))).toHaveLength(isGood ? 0 : 1);
});

it('names the form, and an id that has it', () => {
  const found = [...rule.judge([entry('incidents/Checkout Down.md', 'Checkout Down')], undefined as never)];
  expect(found).toMatchObject([
    {
      message: expect.stringMatching(/^Unexpected id "Checkout Down", expected a lower-case letter or digit/),
      hint: 'Rename id and file, for instance to checkout-down.',
      line: 3,
      column: 5,
      endColumn: 9,
    },
  ]);
});

it('holds the id to the name of the file', () => {
  expect(judge(entry('incidents/2026/a-b-c.md', 'a-b-c'), entry('incidents/2026/a-b-d.md', 'a-b-e'))).toEqual([
    "incidents/2026/a-b-d.md Unexpected id a-b-e in a file named a-b-d, expected the file's name",
  ]);
  expect(judge(entry('incidents/a-b-c-d.md', 'a-b-c'))).toHaveLength(1);
  expect(judge(entry('incidents/v1.2.md', 'v1.2'))).toHaveLength(1);
});

it('lets files of risks and policies go on with words', () => {
  expect(
    judge(entry('risks/R-014-manual-changes.md', 'R-014', 'risk'), entry('policies/plan.md', 'plan', 'policy')),
  ).toEqual([]);
  expect(judge(entry('risks/R-0145.md', 'R-014', 'risk'))).toHaveLength(1);
  expect(judge(entry('risks/r-014.md', 'r-014', 'risk'))).toHaveLength(1);
});

it('takes an id once in the whole repository, whatever the kind, case or composition', () => {
  const two = (a: Entry, b: Entry, c: Entry = b) =>
    expect(judge(b, a)).toContain(
      `${c.path} Unexpected second id ${c.id}, expected one that ${a.path} does not have already`,
    );
  two(entry('incidents/2025/a-b-c.md', 'a-b-c'), entry('incidents/2026/a-b-c.md', 'a-b-c'));
  two(entry('incidents/a-b-c.md', 'a-b-c'), entry('policies/a-b-c.md', 'a-b-c', 'policy'));
  two(entry('incidents/A-b-c.md', 'A-b-c'), entry('incidents/a-b-c.md', 'a-b-c'));
  two(entry('incidents/1/caf\u00e9.md', 'caf\u00e9'), entry('incidents/2/cafe\u0301.md', 'cafe\u0301'));
  two(entry('risks/R-014-a.md', 'R-014', 'risk'), entry('risks/R-014-b.md', 'R-014', 'risk'));
});

it('reports a copy once, by its name', () => {
  expect(judge(entry('incidents/a-b-c.md', 'a-b-c'), entry('incidents/a-b-c-copy.md', 'a-b-c'))).toEqual([
    "incidents/a-b-c-copy.md Unexpected id a-b-c in a file named a-b-c-copy, expected the file's name",
  ]);
});

it('leaves records without id to the schema, and acknowledgements have none', () => {
  expect(judge(entry('incidents/x.md', null), entry('acknowledgements/p/1/a.yaml', null, 'acknowledgement'))).toEqual(
    [],
  );
});

it('speaks at the id of a whole record, withdrawn ones too', () => {
  const withdrawn = [['status: closed\n', 'status: withdrawn\n']] as const;
  expect(play(rule, withdrawn, { name: 'other.md' })).toHaveLength(1);
  expect(playOne(rule, riskExample())).toEqual([]);
});
