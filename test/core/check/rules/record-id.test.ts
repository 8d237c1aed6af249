import { describe, expect, it } from 'vitest';
import { playExample } from '../../../../src/core/check/play-example.ts';
import { policyExample } from '../../../../src/core/check/policy-example.ts';
import type { Entry } from '../../../../src/core/check/rule.ts';
import { rule } from '../../../../src/core/check/rules/record-id.ts';
import type { RecordKind } from '../../../../src/core/record/kinds.ts';
import { people, play, playOne, riskExample, sha256 } from '../play.ts';

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

describe('an acknowledgement', () => {
  const folder = 'acknowledgements/incident-response-plan/3';
  const alices = policyExample().beside?.[`${folder}/alice.yaml`] ?? '';
  const said = (path: string, by: string, around: { people?: string } = {}, changes: [string, string][] = []) => {
    let text = alices.replace('by: "@alice"', `by: "${by}"`);
    for (const [from, to] of changes) text = text.replace(from, to);
    return playOne(rule, policyExample([], { ...around, beside: { [path]: text } }));
  };

  it('is by the one for whom its file is named', () => {
    expect(said(`${folder}/alice.yaml`, '@alice')).toEqual([]);
    expect(said(`${folder}/alice.yaml`, '@mallory')).toEqual([
      '/by Unexpected acceptance by @mallory in a file named alice, expected the one for whom it is named',
    ]);
    expect(said(`${folder}/mallory.yaml`, '@alice')).toHaveLength(1);
    expect(said(`${folder}/alice-copy.yaml`, '@alice', {}, [['own_commit', 'imported']])).toHaveLength(1);
    expect(said(`${folder}/alice.yaml`, '@alic')).toHaveLength(1);
  });

  it.each([
    ['Alice.yaml', '@alice'],
    ['@alice.yaml', '@ALICE'],
    ['alice.doe_2.yaml', '@Alice.Doe_2'],
    ['bob+work@shop.example.yaml', 'bob+work@shop.example'],
    ['o%27brien%2Fx@shop.example.yaml', "o'brien/x@shop.example"],
  ])('%s is the file of %s', (file, by) => {
    expect(said(`${folder}/${file}`, by)).toEqual([]);
    expect(said(`${folder}/x${file}`, by)).toHaveLength(1);
  });

  it('may be named by any name that people.yaml has for one person, and by no other', () => {
    expect(said(`${folder}/alice.yaml`, 'alice@example.net')).toHaveLength(1);
    expect(said(`${folder}/alice.yaml`, 'alice@example.net', { people })).toEqual([]);
    expect(said(`${folder}/alice@example.net.yaml`, '@alice', { people })).toEqual([]);
    expect(said(`${folder}/bob.yaml`, 'alice@example.net', { people })).toHaveLength(1);
  });

  it('stands in the folders of its policy and version', () => {
    expect(said('acknowledgements/change-management/2/alice.yaml', '@alice')).toEqual([
      "/policy Unexpected policy incident-response-plan in the folder change-management, expected the folder's name",
      "/version Unexpected version 3 in the folder 2, expected the folder's name",
    ]);
    const version: [string, string] = ['version: "3"', 'version: "2.0/RC"'];
    expect(said('acknowledgements/incident-response-plan/2.0%2fRC/alice.yaml', '@alice', {}, [version])).toEqual([]);
    expect(said('acknowledgements/alice.yaml', '@alice')).toHaveLength(2);
  });

  it('speaks at the value, and says where the file belongs', () => {
    const path = `${folder}/bob.yaml`;
    const verdict = playExample(policyExample([], { beside: { [path]: alices } }), [rule], [], sha256);
    expect(verdict).toMatchObject([
      {
        path,
        line: 4,
        column: 5,
        endColumn: 13,
        record: null,
        hint: 'If it is theirs, move the file to acknowledgements/incident-response-plan/3/alice.yaml; anybody else accepts for themselves: pir policy ack incident-response-plan.',
      },
    ]);
  });
});
