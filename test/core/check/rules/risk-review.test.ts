import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/check/example.ts';
import { riskExample } from '../../../../src/core/check/example-risk.ts';
import { rule } from '../../../../src/core/check/rules/risk-review.ts';
import { play, playOne } from '../play.ts';

const reviewed = (day: string): Change => ['review_by: 2027-01-10', `review_by: ${day}`];
const accepted = (until: string): Change => [
  'target:',
  `acceptance: { by: "@cto", on: 2026-03-01, until: ${until} }\ntarget:`,
];

it.each<[string, Change[], string[]]>([
  ['a day to come', [reviewed('2026-06-02')], []],
  ['the day itself', [reviewed('2026-06-01')], []],
  [
    'the day after',
    [reviewed('2026-05-31')],
    ['/review_by Unexpected risk not looked at since 2026-05-31, expected a review by that day'],
  ],
  ['no day', [['review_by: 2027-01-10\n', '']], []],
  ['a closed risk', [reviewed('2026-05-31'), ['status: open', 'status: closed']], []],
  ['an acceptance on its last day', [accepted('2026-06-01')], []],
  [
    'an acceptance that ended',
    [accepted('2026-05-31')],
    ['/acceptance/until Unexpected acceptance that ended on 2026-05-31, expected it decided again'],
  ],
])('%s', (_, changes, findings) => {
  expect(playOne(rule, riskExample(changes))).toEqual(findings);
});

it('looks at actions that were accepted not to be done, in every record', () => {
  const done =
    'status: done\n    kind: prevent\n    class: technical\n    priority: p2\n    causes: [C1]\n    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n';
  const as = (status: string, until: string): Change => [
    done,
    `status: ${status}\n    kind: prevent\n    causes: [C1]\n    accepted: { on: 2026-04-02, by: "@cto", until: ${until} }\n`,
  ];
  expect(play(rule, [as('accepted', '2026-05-31')])).toEqual([
    '/actions/0/accepted/until Unexpected acceptance of A1 not done that ended on 2026-05-31, expected it decided again',
  ]);
  expect(play(rule, [as('accepted', '2026-06-01')])).toEqual([]);
  expect(play(rule, [as('open', '2026-05-31')])).toEqual([]);
});
