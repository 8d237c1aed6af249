import { expect, test } from 'vitest';
import { bodyWithoutGenerated, generatedBlocks } from '../../../src/core/record/generated.ts';

const block = (name: string, inner: string, eol = '\n') =>
  `<!-- pir:begin ${name} -->${eol}${eol}${inner}${eol}${eol}<!-- pir:end ${name} -->`;

test('a block is found with its offsets and its text, trimmed and with LF', () => {
  const text = `---\r\n---\r\n## Impact\r\n\r\n${block('impact', '- a\r\n- b', '\r\n')}\r\n\r\nprose\r\n`;
  const [found, ...more] = generatedBlocks(text, 10);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ name: 'impact', text: '- a\n- b' });
  expect(text.slice(found?.start, found?.end)).toBe(block('impact', '- a\r\n- b', '\r\n'));
});

test.each([
  ['an unknown name', block('evil', 'x')],
  ['the name of something every object has', block('constructor', 'x')],
  ['a begin without end', '<!-- pir:begin impact -->\nx'],
  ['an end without begin', 'x\n<!-- pir:end impact -->'],
  ['an end of another block', '<!-- pir:begin impact -->\nx\n<!-- pir:end causes -->'],
  ['a marker with words beside it', `text ${block('impact', 'x')}`],
  ['an indented one', block('impact', 'x').replaceAll('<!--', '  <!--')],
  ['one inside a fence', `\`\`\`md\n${block('impact', 'x')}\n\`\`\``],
  ['one whose end is inside a fence', '<!-- pir:begin impact -->\n~~~\n<!-- pir:end impact -->\n~~~'],
])('%s is prose', (_, text) => {
  expect(generatedBlocks(text, 0)).toEqual([]);
  expect(bodyWithoutGenerated(text, 0)).toBe(text);
});

test('a block that begins in front of an unclosed one hides nothing', () => {
  const text = `<!-- pir:begin impact -->\nhidden\n${block('causes', 'x')}\n<!-- pir:end impact -->`;
  expect(generatedBlocks(text, 0).map(({ name }) => name)).toEqual(['causes']);
  expect(bodyWithoutGenerated(text, 0)).toContain('hidden');
});

test('a marker before the body is none', () => {
  const text = `${block('impact', 'x')}\n`;
  expect(generatedBlocks(text, 5)).toEqual([]);
});

test.each([
  ['after a heading', '## Impact', '\n\nprose\n'],
  ['at the end, without a line end', 'prose', ''],
  ['before the last line end', 'prose', '\n'],
  ['before more blank lines', 'prose', '\n\n\n'],
])('a block goes with the two line ends before it: %s', (_, before, after) => {
  for (const eol of ['\n', '\r\n']) {
    const [head, rest] = [before, after].map((part) => part.replaceAll('\n', eol)) as [string, string];
    expect(bodyWithoutGenerated(`${head}${eol}${eol}${block('impact', 'x', eol)}${rest}`, 0)).toBe(head + rest);
  }
});

test('blocks in a row leave what stands around them', () => {
  const text = `a\n\n${block('impact', 'x')}\n\n${block('causes', 'y')}\n\nb\n`;
  expect(bodyWithoutGenerated(text, 0)).toBe('a\n\nb\n');
});
