import { expect, test } from 'vitest';
import { proseOf } from '../../../src/core/record/prose.ts';
import { cpuTime } from '../../cpu-time.ts';

const words = (text: string, also?: 'quotes') => proseOf(text, 0, text.length, also).split(/\s+/).filter(Boolean);

test.each([
  ['plain words', ['plain', 'words']],
  ['a `code` b ``co`de`` c `open', ['a', 'b', 'c', '`open']],
  ['a\n```sh\nTODO\n~~~\n```\nb', ['a', 'b']],
  ['a\n~~~~\nTODO\n~~~\nTODO\n~~~~\nb', ['a', 'b']],
  ['``` not `a fence', ['```', 'not', '`a', 'fence']],
  ['a <!-- x\ny --> b <!-- z --> c', ['a', 'b', 'c']],
  ['<!--\n```\n-->\nb', ['b']],
  ['```\n<!--\n```\nb', ['b']],
  ['a\n> said somebody\n   > and more\nb', ['a', 'b']],
  ['see https://forge.example/TODO?x=1 and (http://a.example/b)', ['see', 'and', '(', ')']],
  ['`a` `b', ['`b']],
])('what its author says: %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
  expect(proseOf(text, 0, text.length)).toHaveLength(text.length);
});

test('quotation marks count only when asked', () => {
  expect(words('he said "it broke" and “so what” today')).toContain('broke"');
  expect(words('he said "it broke" and “so what” today', 'quotes')).toEqual(['he', 'said', 'and', 'today']);
});

test('offsets stay what they are, with CRLF and from the middle of a text', () => {
  const text = 'head\r\n`code` word\r\n> quote\r\nend';
  const start = text.indexOf('`');
  const prose = proseOf(text, start, text.length);
  expect(start + prose.indexOf('word')).toBe(text.indexOf('word'));
  expect(start + prose.indexOf('end')).toBe(text.indexOf('end'));
});

test('many unlike runs of backticks cost no more than their length', async () => {
  const text = Array.from({ length: 700 }, (_, i) => '`'.repeat(i + 1)).join(' ');
  const { result, milliseconds } = await cpuTime(() => proseOf(text, 0, text.length));
  expect(result).toBe(text);
  expect(milliseconds).toBeLessThan(500);
});
