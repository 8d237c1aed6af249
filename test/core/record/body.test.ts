import { beforeAll, describe, expect, it } from 'vitest';
import { bodyProblem, hasContent, loadBodyTree, needsBodyTree, scanBody } from '../../../src/core/record/body.ts';
import { scanHeadings } from '../../../src/core/record/body-scan.ts';

const sections = (text: string): string[] =>
  scanBody(text, 0).sections.map(
    (section) => `${section.level} ${section.title}${hasContent(text, section) ? ' +' : ''}`,
  );

describe('scanBody', () => {
  it('cuts a body at its headings, of whatever level', () => {
    const text = 'intro\n\n# A\n\n## B ##\ntext\n### C\n';
    expect(scanBody(text, 0).sections).toEqual([
      { title: 'A', level: 1, start: 7, contentStart: 11, end: 12 },
      { title: 'B', level: 2, start: 12, contentStart: 20, end: 25 },
      { title: 'C', level: 3, start: 25, contentStart: 31, end: 31 },
    ]);
  });

  it('reads underlined headings, and neither code, comments, HTML nor quotes', () => {
    const text = 'A\n===\nB c\n---\n```\n# no\n```\n<!--\n# no\n-->\n<div>\n# no\n\n# yes\n> # no\n- # no\n';
    expect(sections(text)).toEqual(['1 A', '2 B c +', '1 yes +']);
  });

  it('takes the marks off titles', () => {
    const titles = (text: string) => scanBody(text, 0).sections.map(({ title }) => title);
    expect(titles('# **Bold** `code` [link](http://x.example) \\#1\n')).toEqual(['Bold code link #1']);
    expect(titles('# snake_case and _this_ #\n')).toEqual(['snake_case and this']);
    expect(titles(`# ${'a'.repeat(300)}\n`)).toEqual(['a'.repeat(200)]);
  });

  it.each([
    ['', ''],
    ['\n \n', ''],
    ['<!-- why? -->\n', ''],
    ['<!--\nwhy?\n\n# how?\n-->\n', ''],
    ['-\n* \n1.\n- [ ]\n', ''],
    ['---\n* * *\n', ''],
    ['>\n> -\n', ''],
    ['| Time | What |\n| --- | --- |\n', ''],
    ['| Time | What |\n| --- | --- |\n| | |\n', ''],
    ['<!-- a -->\n\n- <!-- b -->\n', ''],
    ['text\n', '+'],
    ['- x\n', '+'],
    ['- [x] done\n', '+'],
    ['| Time | What |\n| --- | --- |\n| 09:12 | |\n', '+'],
    ['| Time | What |\n', '+'],
    ['| a | b |\n| --- |\n', '+'],
    ['<!-- a --> b\n', '+'],
    ['a <!-- b\n', '+'],
    ['> said\n', '+'],
    ['```\n```\n', '+'],
    ['![](a.png)\n', '+'],
    ['<!-- a -->\n<!-- b -->\nc', '+'],
  ])('knows whether %j says something', (content, expected) => {
    expect(sections(`# A\n${content}`)).toEqual([`1 A${expected && ' +'}`]);
  });

  it('has the same sections with CRLF', () => {
    const text = '# A\n\n<!-- a -->\n\n## B\n\ntext\n\nC\n---\n| a |\n| - |\n';
    expect(sections(text.replaceAll('\n', '\r\n'))).toEqual(sections(text));
  });
});

describe('bodies that only a parser can tell', () => {
  const doubtful = '- a\n\n  # in the list\n\n# A\ntext\n';
  const file = (text: string) => ({ path: 'x.md', kind: 'incident' as const, text });

  it('are told from the others', () => {
    expect(needsBodyTree(file(`---\na: 1\n---\n${doubtful}`))).toBe(true);
    expect(needsBodyTree(file('---\na: 1\n---\n# A\n- b\n'))).toBe(false);
    expect(needsBodyTree(file('no fence'))).toBe(false);
    expect(needsBodyTree({ kind: 'acknowledgement', text: doubtful })).toBe(false);
    expect(scanHeadings(doubtful, 0)).toBeUndefined();
  });

  it('have to wait for it', () => {
    expect(() => scanBody(doubtful, 0)).toThrow('loadBodyTree');
  });

  describe('once it is there', () => {
    beforeAll(loadBodyTree);
    it('are read by it', () => {
      expect(sections(doubtful)).toEqual(['1 A +']);
      expect(sections('1. a\n\n   ```\nb\n   ```\n# A\n   ```\n# B\n')).toEqual(['1 B']);
    });
  });

  it('are a problem when they are long, and read as if there were no list', () => {
    const long = doubtful + 'x\n\n'.repeat(200);
    expect(bodyProblem(doubtful, 0)).toBeUndefined();
    expect(bodyProblem(long, 0)).toMatchObject({
      start: 0,
      message: expect.stringMatching(/^Unexpected .+, expected them at the margin$/),
    });
    expect(sections(long)).toEqual(['1 in the list', '1 A +']);
  });
});
