import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Row, Table } from '../../src/core/report.ts';
import { registerCsv, registerNames } from '../../src/interop/registers.ts';

const table = (keys: readonly string[], rows: readonly Row[]): Table => ({
  name: 'actions',
  title: 'Actions',
  columns: keys.map((key) => ({ key, title: key, unit: 'text' })),
  rows,
});

describe('registerCsv', () => {
  it('has the columns of the table, and its rows by what tells them apart', () => {
    const rows = [
      { ref: 'b/A1', title: 'Second', causes: ['C1', 'C2'] },
      { ref: 'a/A2', title: 'First', causes: [] },
    ];
    expect(registerCsv('corrective-actions', table(['ref', 'title', 'causes'], rows))).toBe(
      'ref,title,causes\na/A2,First,\nb/A1,Second,C1; C2\n',
    );
  });

  it('compares key by key', () => {
    const row = (policy: string, version: string, person: string) => ({ policy, version, person });
    const rows = [row('b', '1', '@a'), row('a', '2', '@a'), row('a', '1', '@b'), row('a', '1', '@a')];
    const text = registerCsv('acknowledgements', table(['policy', 'version', 'person'], rows));
    expect(text.split('\n').slice(1, 5)).toEqual(
      ['a,1,@a', 'a,1,@b', 'a,2,@a', 'b,1,@a'].map((line) => line.replace(/@/, "'@")),
    );
  });

  it('reads back as data in which no spreadsheet finds a formula', () => {
    const titles = ['=1+1', ' @SUM(A1)', '+49 1', 'a "quoted", one', 'two\nlines', '＝x', 'plain', '\u202eback'];
    const text = registerCsv(
      'risks',
      table(
        ['id', 'title'],
        titles.map((title, i) => ({ id: `R-${i}`, title })),
      ),
    );
    const read = parse(text, { columns: true }) as { id: string; title: string }[];
    expect(read.map(({ title }) => title)).toEqual([
      "'=1+1",
      "' @SUM(A1)",
      "'+49 1",
      'a "quoted", one',
      'two␊lines',
      "'＝x",
      'plain',
      '\\u{202e}back',
    ]);
  });

  it('takes no table of another register', () => {
    expect(registerNames).toEqual(['corrective-actions', 'risks', 'incidents', 'acknowledgements']);
    expect(() => registerCsv('risks', table(['ref'], []))).toThrow('it is no risks');
  });
});
