import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/policy-tampered.ts';
import { people, playChange } from '../play.ts';

const touched = [['title: Checkout', 'title: The checkout']] as const;
const changed = (file: string) =>
  `null Unexpected change of ${file} together with 1 record, expected a change of its own`;

it.each([
  ['pir.config.yaml', { config: 'profile: startup\n', before: { config: 'profile: scaleup\n' } }],
  ['people.yaml', { people, before: { people: '[]\n' } }],
  ['.pir/waivers.yaml', { waivers: '[]\n', before: { waivers: '' } }],
])('sees %s change together with a record, and lets it change alone', (file, around) => {
  expect(playChange(rule, [], touched, around)).toEqual([changed(file)]);
  expect(playChange(rule, [], [], around)).toEqual([]);
  expect(playChange(rule, [], touched, { ...around, before: {} })).toEqual([]);
});
