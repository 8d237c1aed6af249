import { expect, test } from 'vitest';
import { openPlaces } from '../../../src/core/policy/open-places.ts';

test('words in brackets and prompts are still to be filled in', () => {
  expect(openPlaces('Call [the\nlead] within [30 minutes].\n\n<!-- Say\nwhy. -->\n')).toEqual([
    '[the lead]',
    '[30 minutes]',
    '<!-- Say why. -->',
  ]);
});

test('links, references, footnotes, boxes, images, code and generated blocks are none', () => {
  const text = [
    'See [the list](a.md), [the list][1], ![a picture](b.png) and this[^note].',
    '- [ ] open',
    '- [x] done',
    'Write `[name]`.',
    '```',
    '[organisation]',
    '```',
    '[1]: https://shop.example',
    '<!-- pir:begin impact -->',
  ];
  expect(openPlaces(text.join('\n'))).toEqual([]);
});

test('a long prompt is shortened', () => {
  expect(openPlaces(`<!-- ${'word '.repeat(20)}-->`)).toEqual(['<!-- word word word word word word word word… -->']);
});
