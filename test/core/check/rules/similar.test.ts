import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/similar.ts';
import { judgeChanged } from '../judge-text.ts';

const line = 'similar: { on: 2026-03-16, by: "@alice", scope: all payment services, result: none }\n';

test.each<[string, Parameters<typeof judgeChanged>[1], number]>([
  ['no answer', [[line, '']], 1],
  ['found', [['result: none', 'result: found']], 0],
  [
    'clause 10.2 does not apply',
    [
      [line, ''],
      ['applies: true', 'applies: false'],
    ],
    0,
  ],
  [
    'an exercise',
    [
      [line, ''],
      ['type: availability', 'type: exercise'],
    ],
    0,
  ],
  ['an answer that the schema refuses', [[line, 'similar: none\n']], 0],
])('%s', (_, changes, findings) => {
  expect(judgeChanged(rule, changes)).toHaveLength(findings);
});
