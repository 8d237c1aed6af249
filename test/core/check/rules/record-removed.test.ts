import { expect, it } from 'vitest';
import { changeExample } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/record-removed.ts';
import { playChange, playOne, riskExample } from '../play.ts';

const id = ['id: 2026-03-10-checkout-500s', 'id: 2026-03-10-checkout-down'] as const;
const withdrawn = ['status: closed', 'status: withdrawn'] as const;

it('lets a file move and a record change', () => {
  expect(playChange(rule, [], [], { name: 'a/x.md', before: { name: 'b/y.md' } })).toEqual([]);
  expect(playChange(rule, [], [['title: Checkout', 'title: The checkout']])).toEqual([]);
});

it('sees an id go, also that of a record that was withdrawn', () => {
  const gone =
    '/id Unexpected removal of 2026-03-10-checkout-500s, which stood here before the change, expected it to stay';
  expect(playChange(rule, [], [id])).toEqual([gone]);
  expect(playChange(rule, [withdrawn], [withdrawn, id])).toEqual([gone]);
});

it('sees every kind of record', () => {
  const risk = riskExample();
  const text = risk.text.replaceAll('R-014', 'R-015');
  expect(playOne(rule, { ...risk, text, before: { text: risk.text } })).toEqual([
    '/id Unexpected removal of R-014, which stood here before the change, expected it to stay',
  ]);
  const acknowledgement = (version: string, method = 'own_commit') =>
    `schema: pir/acknowledgement@1\npolicy: plan\nversion: "${version}"\nby: "@alice"\non: 2026-03-10\nfingerprint: "sha256:${'0'.repeat(64)}"\nmethod: ${method}\n`;
  const accepted = { kind: 'acknowledgement', text: acknowledgement('3') } as const;
  expect(playOne(rule, { ...accepted, before: { text: acknowledgement('3', 'imported') } })).toEqual([]);
  expect(playOne(rule, { ...accepted, before: { text: acknowledgement('2') } })).toEqual([
    '/id Unexpected removal of the acknowledgement by @alice, which stood here before the change, expected it to stay',
  ]);
});

it('leaves a record that cannot be read any more to those who read it', () => {
  const example = changeExample([], []);
  const text = example.text.replace('id: 2026-03-10-checkout-500s', 'id: [');
  expect(playOne(rule, { ...example, text, name: 'x.md', before: { text: example.text, name: 'x.md' } })).toEqual([]);
});
