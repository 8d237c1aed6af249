import { describe, expect, test } from 'vitest';
import { type CsvTable, columnCalled, readCsv } from '../../src/interop/read-csv.ts';

const table = (text: string) => readCsv(text) as CsvTable;

describe('readCsv', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, a BOM and CRLF', '\ufeffa;b\r\n1;2\r\n'],
    ['tabs and blanks', ' a \tb\n1 \t 2'],
    ['quotes, also around what separates', '"a","b"\n"1",2\n'],
  ])('reads %s', (_, text) => {
    expect(readCsv(text)).toEqual({ columns: ['a', 'b'], rows: [{ line: 2, cells: { a: '1', b: '2' } }] });
  });

  test('a comma in a quoted name of a column is part of it', () => {
    expect(table('"last, first";id\nDoe;1\n').columns).toEqual(['last, first', 'id']);
  });

  test('names the line on which a row begins, and leaves out rows without anything', () => {
    expect(table('a,b\n\n"x\ny",1\n,\nz,2\n').rows).toEqual([
      { line: 3, cells: { a: 'x\ny', b: '1' } },
      { line: 6, cells: { a: 'z', b: '2' } },
    ]);
  });

  test('takes rows that are short or long, and the first of two columns of one name', () => {
    expect(table('a,b,a\n1\n1,2,3,4\n').rows.map(({ cells }) => cells)).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
    ]);
  });

  test('says what is no table, and where', () => {
    expect(readCsv('')).toEqual({ problem: 'file without a line', line: 1 });
    expect(readCsv('a,b\n1,2\n3,"4\n')).toMatchObject({ problem: 'quote that nothing closes' });
    expect(readCsv('a,b\n1,2"3"\n')).toEqual({ problem: 'quote within a cell', line: 2 });
  });
});

test('columnCalled looks past case, blanks and punctuation', () => {
  const { columns, rows } = table('E-Mail Address,Completed_on\n');
  expect(columnCalled(['email', 'e-mail address'], { columns, rows })).toBe('E-Mail Address');
  expect(columnCalled(['completed on'], { columns, rows })).toBe('Completed_on');
  expect(columnCalled(['date'], { columns, rows })).toBeUndefined();
});
