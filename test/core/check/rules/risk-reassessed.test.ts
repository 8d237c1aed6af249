import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { linkedExample } from '../../../../src/core/check/example-risk.ts';
import { rule } from '../../../../src/core/check/rules/risk-reassessed.ts';
import { playOne } from '../play.ts';

const finding =
  '/risks/0/id Unexpected link to R-014, which was not assessed after this incident, expected an assessment that names it';
const other = ['incident: 2026-03-10-checkout-500s', 'incident: 2026-03-09-other'] as const;
const on = (day: string): Change => ['on: 2026-03-12', `on: ${day}`];

it.each<[string, Change[], Change[], string[]]>([
  ['an assessment that names it', [], [], []],
  ['one that names another', [], [other], [finding]],
  ['one of the day it began', [], [on('2026-03-10')], []],
  ['one of the day before', [], [on('2026-03-09')], [finding]],
  ['a risk that nobody knows: another rule speaks', [['id: R-014', 'id: R-015']], [], []],
  ['a withdrawn risk', [], [other, ['status: open', 'status: withdrawn']], []],
  ['a closed risk', [], [other, ['status: open', 'status: closed']], [finding]],
  [
    'assessments that the schema refuses',
    [],
    [
      ['assessments:\n', 'x_old:\n'],
      ['target:', 'assessments: none\ntarget:'],
    ],
    [],
  ],
  ['one of which the schema refuses a part', [], [other, ['likelihood: 2,', 'likelihood: often,']], [finding]],
  ['one without its day', [], [other, ['{ on: 2026-01-10, ', '{ ']], []],
  ['the assessment that the schema refuses', [], [['  - { on: 2026-03-12', '  - 5\n  - { on: 2026-03-12'], other], []],
  ['an unknown beginning', [['  started: 2026-03-10T09:12:00+01:00\n', '']], [on('2026-03-09')], [finding]],
])('%s', (_, changes, ofRisk, findings) => {
  expect(playOne(rule, linkedExample(changes, ofRisk))).toEqual(findings);
});

it('takes the day from the zone of the config', () => {
  // 23:30 in UTC is the next day in Auckland.
  const late: Change[] = [['  started: 2026-03-10T09:12:00+01:00\n', '  started: 2026-03-09T23:30:00Z\n']];
  const example = linkedExample(late, [on('2026-03-09')]);
  expect(playOne(rule, { ...example, config: 'timezone: UTC\n' })).toEqual([]);
  expect(playOne(rule, { ...example, config: 'timezone: Pacific/Auckland\n' })).toEqual([finding]);
});
