import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { riskExample } from '../../../../src/core/check/example-risk.ts';
import { rule } from '../../../../src/core/check/rules/risk-score.ts';
import { playOne } from '../play.ts';

const target: Change = ['target: { likelihood: 1,', 'target: { likelihood: 6,'];
const third: Change = ['on: 2026-03-12', 'on: 2026-01-09'];

it.each<[string, Change[], string | undefined, string[]]>([
  ['a target off the scale', [target], undefined, ['/target/likelihood Unexpected likelihood 6, expected 1 to 5']],
  ['the same on a longer scale', [target], 'risk: { scale: 6 }\n', []],
  [
    'a shorter scale',
    [],
    'risk: { scale: 3 }\n',
    [0, 1, 2]
      .map((i) => `/assessments/${i}/impact Unexpected impact 4, expected 1 to 3`)
      .concat(['/target/impact Unexpected impact 4, expected 1 to 3']),
  ],
  [
    'an assessment out of its place',
    [third],
    undefined,
    ['/assessments/1/on Unexpected assessment of 2026-01-09 after that of 2026-01-10, expected the oldest first'],
  ],
  ['two of one day', [['on: 2026-03-12', 'on: 2026-01-10']], undefined, []],
  ['what the schema refuses', [['likelihood: 3,', 'likelihood: 0,']], undefined, []],
])('%s', (_, changes, config, findings) => {
  expect(playOne(rule, riskExample(changes, config === undefined ? {} : { config }))).toEqual(findings);
});
