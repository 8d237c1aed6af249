import { expect, test } from 'vitest';
import { acknowledgementPath, acknowledgementText } from '../../../src/core/policy/acknowledgement-file.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { kindAt, placesOf } from '../../../src/core/record/places.ts';
import { config, print } from './made.ts';

test.each([
  ['@alice', 'alice'],
  ['@Alice.Doe_2', 'alice.doe_2'],
  ['bob+work@shop.example', 'bob+work@shop.example'],
  ["o'brien/x@shop.example", 'o%27brien%2fx@shop.example'],
  ['_bob@shop.example', '%5fbob@shop.example'],
  ['*?|@shop.example', '%2a%3f%7c@shop.example'],
])('%s goes by %s', (person, name) => {
  const path = acknowledgementPath('plan', '2', person);
  expect(path).toBe(`plan/2/${name}.yaml`);
  expect(kindAt(`acknowledgements/${path}`, placesOf(config.places))).toBe('acknowledgement');
});

test('nothing that a record says leads out of the folder', () => {
  expect(acknowledgementPath('../plan', '../../2.0-RC', '..')).toBe('%2e.%2fplan/%2e.%2f..%2f2.0-RC/%2e..yaml');
});

test('what is written is a sound record with those facts', () => {
  const facts = {
    policy: 'plan',
    version: '2.10',
    by: '@alice',
    on: '2026-04-02',
    fingerprint: print('2'),
    method: 'own_commit' as const,
  };
  const { record, problems } = parseRecord({ path: '', kind: 'acknowledgement', text: acknowledgementText(facts) });
  expect(problems).toEqual([]);
  expect(record?.data).toEqual({ schema: 'pir/acknowledgement@1', ...facts });
});
