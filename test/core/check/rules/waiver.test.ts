import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/waiver.ts';
import { people, play } from '../play.ts';

const sound =
  '{ rule: cause-depth, record: 2026-03-10-checkout-500s, at: C1, by: "@cto", on: 2026-03-18, until: 2026-12-31, reason: late }';
const waive = (from: string, to: string, around = {}) => {
  if (!sound.includes(from)) throw new Error(`not in it: ${from}`);
  return play(rule, [], { waivers: `- ${sound.replace(from, to)}\n`, ...around });
};

it.each([
  ['', '', []],
  ['cause-depth', 'cause-dept', ['Unexpected waiver of the rule "cause-dept", expected a rule that exists']],
  ['500s', '501s', ['Unexpected waiver for the record "2026-03-10-checkout-501s", expected a record that is here']],
  [', reason: late', '', ['Unexpected waiver without a reason, expected why the finding is accepted']],
  ['reason: late', 'reason: " "', ['Unexpected waiver without a reason, expected why the finding is accepted']],
  ['until: 2026-12-31, ', '', ['Unexpected waiver without an end, expected the day on which it ends']],
  ['until: 2026-12-31', 'until: ~', ['Unexpected waiver without an end, expected the day on which it ends']],
  ['by: "@cto", ', '', ['Unexpected waiver by nobody, expected the person who accepts the finding']],
  ['"@cto"', 'tbd', ['Unexpected waiver by "tbd", no person, expected the person who accepts the finding']],
  [
    '"@cto"',
    'team:board',
    ['Unexpected waiver by "team:board", no person, expected the person who accepts the finding'],
  ],
])('with %j as %j', (from, to, messages) => {
  expect(waive(from, to)).toEqual(messages.map((message) => `/0 ${message}`));
});

it('ends after its last day, in the zone of the config', () => {
  expect(waive('', '', { asOf: '2026-12-31T23:59:59Z' })).toEqual([]);
  expect(waive('', '', { asOf: '2027-01-01T00:00:00Z' })).toEqual([
    '/0 Unexpected waiver that ended on 2026-12-31, expected one that still holds',
  ]);
  expect(waive('', '', { asOf: '2027-01-01T00:00:00Z', config: 'timezone: America/New_York\n' })).toEqual([]);
});

it('asks people.yaml who may waive; who has left since still did', () => {
  expect(waive('"@cto"', '"@zed"', { people })).toEqual([
    '/0 Unexpected waiver by "@zed", who is not in people.yaml, expected the person who accepts the finding',
  ]);
  expect(waive('"@cto"', '"@bob"', { people })).toEqual([]);
});

it('reports each fault of each waiver, at its own place', () => {
  const waivers = `- ${sound}\n- { rule: nonsense, record: nowhere }\n`;
  expect(play(rule, [], { waivers }).map((text) => text.slice(0, 2))).toEqual(['/1', '/1', '/1', '/1', '/1']);
});
