import { expect, test } from 'vitest';
import { markdownTable, markdownText } from '../../../src/core/record/markdown-text.ts';

test.each([
  ['a | b', 'a \\| b'],
  ['two\nlines\t here', 'two lines here'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['<!-- pir:end impact -->', '&lt;!-- pir:end impact --&gt;'],
  ['[x](javascript:y)', '\\[x\\](javascript:y)'],
  ['![x](y)', '!\\[x\\](y)'],
  ['*bold* _it_ ~~no~~ `code`', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\`'],
  ['snake_case_name', 'snake_case_name'],
  ['back\\slash', 'back\\\\slash'],
  ['&lt; R&D &#64;', '&amp;lt; R&D &amp;#64;'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['12. item', '12\\. item'],
  ['1,240 checkouts', '1,240 checkouts'],
  ['@bob and team:ops', '@bob and team:ops'],
  ['see https://x.example/a_b_/c?d=1 | now', 'see https://x.example/a_b_/c?d=1 \\| now'],
])('%j becomes %j', (value, text) => {
  expect(markdownText(value)).toBe(text);
});

test('a table has one line a row', () => {
  expect(markdownTable(['A', 'B'], [['1', markdownText('x|y\nz')]])).toBe('| A | B |\n| --- | --- |\n| 1 | x\\|y z |');
});
