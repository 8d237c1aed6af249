import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/section.ts';
import { judgeChanged } from '../judge-text.ts';

const lesson = '- Limits that live outside review drift until they hurt.\n';
const lessons = `## Lessons learned\n\n${lesson}`;
const empty = ['"## Lessons learned": Unexpected empty section "Lessons learned", expected words below its heading'];
const missing = (name: string) =>
  `"2026-03-10-checkout-500s": Unexpected review without a section "${name}", expected one with words in it`;

test.each<[string, string]>([
  ['nothing', ''],
  ['a comment', '<!-- What did we learn? -->\n'],
  ['an empty bullet', '- \n'],
  ['a generated block', '<!-- pir:begin impact -->\n\n- Customers: 1240\n\n<!-- pir:end impact -->\n'],
  ['an empty deeper section', '### More\n\n<!-- x -->\n'],
])('%s is no content', (_, to) => {
  expect(judgeChanged(rule, [[lesson, to]])).toEqual(empty);
});

test.each<[string, string]>([
  ['words after a comment', '<!-- What did we learn? -->\nA lot.\n'],
  ['words in a deeper section', '### More\n\nA lot.\n'],
  ['a bullet', '- A lot.\n'],
  ['words beside a generated block', '<!-- pir:begin impact -->\n\nx\n\n<!-- pir:end impact -->\n\nA lot.\n'],
])('%s are', (_, to) => {
  expect(judgeChanged(rule, [[lesson, to]])).toEqual([]);
});

test('words of the next section of the same level are not its own', () => {
  expect(judgeChanged(rule, [[lesson, '## Next\n\nA lot.\n']])).toEqual(empty);
});

test('a section may have another name, level and be written twice', () => {
  expect(judgeChanged(rule, [['## Lessons learned', '### What we learned:']])).toEqual([]);
  expect(judgeChanged(rule, [[lessons, '## Takeaways\n\n## Lessons learned\n\nA lot.\n']])).toEqual([]);
});

test('what is missing is named at the id, each by itself', () => {
  expect(judgeChanged(rule, [[lessons, '']])).toEqual([missing('Lessons learned')]);
  expect(
    judgeChanged(rule, [
      [lessons, ''],
      ['## Timeline', '## Summary'],
    ]),
  ).toEqual([missing('Timeline'), missing('Lessons learned')]);
});

test('facts stand for the sections they would only repeat', () => {
  const impact: [string, string] = [
    'impact:\n  summary: 1,240 checkouts failed; no data was lost\n  customers: 1240\n',
    '',
  ];
  expect(judgeChanged(rule, [impact])).toEqual([missing('Impact')]);
  expect(judgeChanged(rule, [impact, ['## Lessons learned', '## Impact\n\nNone.\n\n## Lessons learned']])).toEqual([]);
  const causes = /causes:\n {2}- id: C1[\s\S]*?(?=actions:)/.exec(rule.good.text)?.[0] ?? '';
  expect(judgeChanged(rule, [[causes, 'causes: []\n']])).toEqual([missing('Root cause analysis')]);
});

test('what is asked for follows severity, type, profile and config', () => {
  const facts: [string, string] = [
    'impact:\n  summary: 1,240 checkouts failed; no data was lost\n  customers: 1240\n',
    '',
  ];
  expect(judgeChanged(rule, [facts, ['severity: sev2', 'severity: sev3']])).toEqual([]);
  expect(judgeChanged(rule, [facts, ['type: availability', 'type: near_miss']])).toEqual([]);
  expect(judgeChanged(rule, [facts, ['type: availability', 'type: exercise']])).toEqual([]);
  expect(judgeChanged(rule, [facts], { config: { profile: 'startup' } })).toEqual([]);
  const config = { sections: { full: ['Customer communication', 'Executive summary'] } };
  expect(judgeChanged(rule, [], { config })).toEqual([missing('Customer communication')]);
  expect(judgeChanged(rule, [['## Timeline', '## 3. Customer Communication']], { config })).toEqual([]);
});

test('a stub has no body to judge', () => {
  expect(
    judgeChanged(rule, [
      [lessons, ''],
      ['severity: sev2', 'severity: sev2\nconfidentiality: restricted'],
    ]),
  ).toEqual([]);
});

test('a heading in a fence or a quote is none', () => {
  expect(judgeChanged(rule, [['## Lessons learned', '> ## Lessons learned']])).toHaveLength(1);
  expect(judgeChanged(rule, [[lessons, `\`\`\`\n${lessons}\n\`\`\`\n`]])).toHaveLength(1);
});
