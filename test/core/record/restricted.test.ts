import { expect, test } from 'vitest';
import { incidentExample, signedText } from '../../../src/core/check/example.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { sha256 } from '../check/judge-text.ts';

type Changes = Parameters<typeof incidentExample>[0];

const where = 'restricted: { held_by: "@alice", where: the vault }';
const stub: [string, string] = ['severity: sev2', `severity: sev2\nconfidentiality: restricted\n${where}`];
const noStatement: [string, string] = ['    statement: Pool limits were changed by hand and never reviewed\n', ''];

/** What the schema says of the sound record with changes: `pointer message`. */
function saidOf(changes: Changes): string[] {
  const text = signedText(incidentExample(changes), sha256);
  return parseRecord({ path: 'x.md', kind: 'incident', text }).problems.map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
}

test('a stub may leave out what its causes were, and nobody else may', () => {
  expect(saidOf([stub])).toEqual([]);
  expect(saidOf([stub, noStatement])).toEqual([]);
  expect(saidOf([noStatement])).toEqual(['/causes/0/statement Unexpected absence of `statement`, expected text']);
});

test('a stub says where the full record is', () => {
  expect(saidOf([['severity: sev2', 'severity: sev2\nconfidentiality: restricted']])).toEqual([
    '/restricted Unexpected absence of `restricted`, expected a map',
  ]);
  expect(saidOf([[stub[0], stub[1].replace(', where: the vault', '')]])).toEqual([
    '/restricted/where Unexpected absence of `where`, expected text',
  ]);
});

test('what is not restricted has nothing to say of where it is kept', () => {
  const message = 'Unexpected `restricted` in a record that is not, expected `confidentiality: restricted` beside it';
  expect(saidOf([['severity: sev2', `severity: sev2\n${where}`]])).toEqual([`/restricted ${message}`]);
  expect(saidOf([['severity: sev2', `severity: sev2\nconfidentiality: internal\n${where}`]])).toEqual([
    `/restricted ${message}`,
  ]);
});

test('one wrong fact is one finding', () => {
  expect(saidOf([[stub[0], stub[1].replace(': restricted\n', ': restrictd\n')], noStatement])).toEqual([
    '/confidentiality Unexpected "restrictd", expected one of internal, restricted',
  ]);
  expect(saidOf([['causes:\n  - id: C1\n', 'causes:\n  - 5\n  - id: C1\n']])).toHaveLength(1);
});

test('a refused condition takes nothing away from what can be read', () => {
  const { text } = incidentExample([noStatement]);
  const { record } = parseRecord({ path: 'x.md', kind: 'incident', text });
  expect(record?.kind === 'incident' && record.data.causes?.[0]).toMatchObject({ id: 'C1', role: 'root' });
});
