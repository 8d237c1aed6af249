import { describe, expect, it } from 'vitest';
import { lineProblems } from '../../../src/core/record/text-lines.ts';

const front = '---\na: 1\n---\n';
const said = (body: string): string[] =>
  lineProblems(front + body, front.length).problems.map(
    ({ message, start = 0 }) => `${start - front.length} ${message}`,
  );

describe('lineProblems', () => {
  it('finds one problem a conflict, wherever it stands', () => {
    expect(said('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n')).toEqual([
      '2 Unexpected merge conflict marker `<<<<<<<`, expected a merged record',
    ]);
    const text = '---\na: 1\n<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> b\n---\n';
    const { problems, masks } = lineProblems(text, text.length);
    expect(problems).toHaveLength(1);
    expect(masks.map(({ start, end }) => text.slice(start, end))).toEqual([
      '<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> b',
    ]);
  });

  it('finds markers without their partner', () => {
    expect(said('<<<<<<<\n')).toHaveLength(1);
    expect(said('>>>>>>> x\n')).toHaveLength(1);
    expect(said('||||||| x\r\n')).toHaveLength(1);
  });

  it.each(['=======\n', '<<<<<<<x\n', ' <<<<<<< x\n', '<<<<<< x\n', '| a | b |\n| --- | --- |\n', '>>>>>>>>\n'])(
    'leaves %j alone',
    (body) => {
      expect(said(body)).toEqual([]);
    },
  );

  it('leaves code blocks alone, and only those', () => {
    const code = '```\n<<<<<<< x\n```\n~~~ sh\n>>>>>>> y\n```\n~~~\n';
    expect(said(code)).toEqual([]);
    expect(said(`${code}<<<<<<< z\n`)).toHaveLength(1);
    expect(said('``` a`b\n<<<<<<< x\n')).toHaveLength(1);
  });

  it('counts the markers that open a line', () => {
    expect(said(`${'>'.repeat(32)} a\n`)).toEqual([]);
    expect(said(`${'>'.repeat(33)} a\n`)).toEqual([
      '0 Unexpected line of over 32 quote or list markers, expected a few',
    ]);
    expect(said(`  ${'> - 1. '.repeat(11)}a\n`)).toHaveLength(1);
    expect(said(`${'-'.repeat(80)}\n${'*'.repeat(80)}\n${'#'.repeat(80)}\n${'1'.repeat(80)}\n`)).toEqual([]);
    expect(said(`a ${'>'.repeat(80)}\n`)).toEqual([]);
  });
});
