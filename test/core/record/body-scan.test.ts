import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanHeadings } from '../../../src/core/record/body-scan.ts';
import { treeHeadings } from '../../../src/core/record/body-tree.ts';
import { splitFrontmatter } from '../../../src/core/record/frontmatter.ts';
import { corpusFiles } from './corpora.ts';

const front = '---\nid: x\n---\n';

// Lines that pull blocks apart and together: what a quick scanner gets wrong, it gets wrong on mixtures of these.
const line = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '# One',
    '## Two ##',
    '### Three #',
    '#',
    '#no',
    '####### seven',
    ' # in',
    '  ## in',
    '   ### in',
    '    # code',
  ],
  ...[
    '\t# tab',
    '-\t# tab',
    'text',
    'text text',
    '  text',
    '    code',
    '\ttab',
    'a | b',
    '| a | b |',
    '| - | - |',
    '--- | ---',
    '---',
    '-----',
    '- - -',
    '***',
    '* * *',
  ],
  ...[
    '___',
    '===',
    '=',
    '-',
    '- ',
    '- item',
    '* item',
    '+ item',
    '1. item',
    '2) item',
    '12. item',
    '  - nested',
    '    - nested',
    '- # in list',
    '> # in quote',
    '> quote',
    '>quote',
    '> - both',
  ],
  ...[
    '```',
    '````',
    '```sh',
    '~~~',
    '~~~ js',
    '  ```',
    '   ```',
    '    ```',
    '- ```',
    '1. ```sh',
    '> ```',
    '<!-- c -->',
    '<!-- open',
    '-->',
    'x --> y',
    '  <!-- c -->',
    '  <!-- open',
  ],
  ...[
    '- <!-- open',
    '- <!-- c -->',
    'a <!-- open',
    '<!-->',
    '<!--->',
    '<div>',
    '</div>',
    '<br>',
    '<details><summary>s</summary>',
    '  <div>',
    '    <div>',
    '<https://x.example>',
    '<a@b.example>',
    '<?php',
    '<!DOCTYPE html>',
    '<![CDATA[',
  ],
  ...[
    '[^1]: note',
    '[^1]: # note',
    '[^1]: ```',
    '[x]: http://x.example',
    '[x]: <',
    '`code`',
    '**bold**',
    '\\# escaped',
    '\\',
    'a\\',
    '- [ ] task',
    '- [x]',
    '&nbsp;',
    '{{title}}',
  ],
);
const body = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
const ended = fc.tuple(body, fc.constantFrom('', '\n', '\n\n')).map(([text, end]) => text + end);

function agree(text: string, start: number): boolean {
  const quick = scanHeadings(text, start);
  if (quick === undefined) return false;
  expect(quick).toEqual(treeHeadings(text, start));
  return true;
}

describe('scanHeadings', () => {
  it('finds what the markdown parser finds, or says that it cannot tell', () => {
    let told = 0;
    fc.assert(
      fc.property(ended, (text) => {
        if (agree(front + text, front.length)) told++;
      }),
      { numRuns: 4000 },
    );
    expect(told).toBeGreaterThan(400);
  });

  it('agrees on CRLF too', () => {
    const crlf = ended.map((text) => (front + text).replaceAll('\n', '\r\n'));
    fc.assert(
      fc.property(crlf, (text) => {
        agree(text, text.indexOf('---\r\n', 5) + 5);
      }),
      { numRuns: 1500 },
    );
  });

  const files = corpusFiles('.md');
  it.skipIf(files.length === 0)('agrees on what people write', () => {
    let told = 0;
    for (const { text } of files) if (agree(text, splitFrontmatter(text).bodyStart)) told++;
    expect(told).toBeGreaterThan(files.length / 2);
  });
});
