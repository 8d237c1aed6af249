import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/rendered.ts';
import { judgeChanged } from '../judge-text.ts';

const block = (name: string, facts: string) => `<!-- pir:begin ${name} -->\n\n${facts}\n\n<!-- pir:end ${name} -->\n`;
const impact = '- 1,240 checkouts failed; no data was lost\n- Customers: 1240\n- Services: checkout-api';
const judgeBody = (text: string) => judgeChanged(rule, [['## Lessons learned\n', `${text}\n## Lessons learned\n`]]);
const differs = (name: string, expected = 'what the facts say') =>
  `"<!-- pir:begin ${name} -->": Unexpected generated block "${name}", expected ${expected}`;

test('what the facts say, however many blank lines stand around it', () => {
  expect(judgeBody(`## Impact\n\n${block('impact', impact)}`)).toEqual([]);
  expect(judgeBody(`## Impact\n\n${block('impact', `\n\n${impact}\n`)}`)).toEqual([]);
});

test('a block brings the heading that nobody wrote', () => {
  expect(judgeBody(block('impact', `## Impact\n\n${impact}`))).toEqual([]);
  expect(judgeBody(`## Impact\n\n${block('impact', `## Impact\n\n${impact}`)}`)).toEqual([differs('impact')]);
});

test('another text, a second block, a block without facts', () => {
  expect(judgeBody(`## Impact\n\n${block('impact', `${impact}\n- Cost: 1 EUR`)}`)).toEqual([differs('impact')]);
  expect(judgeBody(`## Impact\n\n${block('impact', impact)}\n${block('impact', impact)}`)).toEqual([
    differs('impact', 'none here'),
  ]);
  expect(
    judgeChanged(rule, [
      ['impact:\n  summary: 1,240 checkouts failed; no data was lost\n  customers: 1240\n', ''],
      ['## Lessons learned\n', `${block('impact', impact)}\n## Lessons learned\n`],
    ]),
  ).toEqual([differs('impact', 'none here')]);
});

test('a fact that changes makes its block differ', () => {
  expect(
    judgeChanged(rule, [
      ['customers: 1240', 'customers: 1241'],
      ['## Lessons learned\n', `## Impact\n\n${block('impact', impact)}\n## Lessons learned\n`],
    ]),
  ).toEqual([differs('impact')]);
});
