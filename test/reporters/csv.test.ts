import { describe, expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { render } from '../../src/reporters/csv.ts';
import { attacks, checked, finding, hostile, measured, report } from './fixture.ts';

/** RFC 4180, strictly: a quote inside an unquoted field, or text after a closing one, is an error. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      let field = '';
      if (text[at] === '"') {
        for (at++; ; at++) {
          if (at >= text.length) throw new Error('quote not closed');
          if (text[at] !== '"') field += text[at];
          else if (text[at + 1] === '"') field += text[at++];
          else break;
        }
        at++;
      } else
        while (at < text.length && text[at] !== ',' && text[at] !== '\n') {
          if (text[at] === '"' || text[at] === '\r') throw new Error(`quote or return inside ${field}`);
          field += text[at++];
        }
      row.push(field);
      if (text[at] === ',') at++;
      else if (text[at] === '\n' || at >= text.length) break;
      else throw new Error(`text after a closing quote: ${text.slice(at, at + 20)}`);
    }
    at++;
    rows.push(row);
  }
  return rows;
}

describe('csv', () => {
  test('check gives its findings, with the keys of JSON', () => {
    const [header, ...rows] = readCsv(render(checked));
    expect(header?.join()).toBe(
      'rule,severity,message,hint,path,line,column,end_line,end_column,record,pointer,waived,baselined',
    );
    expect(rows.length).toBe(checked.findings.length);
    expect(rows[0]?.slice(5, 9)).toEqual(['14', '12', '14', '15']);
    expect(rows[3]?.[10]).toBe('');
  });

  test('every other command gives its first table, raw values', () =>
    expect(readCsv(render({ ...measured, findings: [finding()] }))).toEqual([
      'group metric from used mean median p90 records on at late change share'.split(' '),
      [
        ...['all', 'time_to_detect', 'started', '40', '6012.5', '480', '90061'],
        ...[
          '2026-11-20-checkout-down; 2026-12-01-login-slow',
          '2026-11-20',
          '2026-11-20T08:12:00Z',
          'false',
          '0.42',
          '12.5',
        ],
      ],
      ['all', 'time_to_first_record', 'resolved', '0', '', '', '-61', '', '', '', 'true', '', '0'],
    ]));

  test('what has no table gives findings', () =>
    expect(readCsv(render(report({ command: 'close', findings: [finding()] }))).length).toBe(2));

  test('texts that a spreadsheet would run are prefixed, numbers below zero are not', () => {
    const texts = ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '  =1', '\u00a0=1', '＝1', 'a=1', "'=1"];
    const table = {
      name: 't',
      title: 'T',
      columns: [
        { key: 'a', title: 'A', unit: 'text' as const },
        { key: 'l', title: 'L', unit: 'list' as const },
        { key: 'n', title: 'N', unit: 'count' as const },
      ],
      rows: texts.map((text) => ({ a: text, l: [text, 'x'], n: -1.5 })),
    };
    const rows = readCsv(render(report({ command: 'list', tables: [table] }))).slice(1);
    expect(rows.map(([cell]) => cell?.startsWith("'"))).toEqual([...texts.slice(0, 9).map(() => true), false, true]);
    expect(rows.map(([, list]) => list?.startsWith("'"))).toEqual([...texts.slice(0, 9).map(() => true), false, true]);
    expect(rows.map(([, , number]) => number)).toEqual(texts.map(() => '-1.5'));
  });

  test('hostile texts stay in their cell', () => {
    const rows = readCsv(render({ ...hostile, command: 'list' })).slice(1);
    expect(rows.map(([id]) => id?.replace(/^'/, ''))).toEqual(attacks.map((attack) => showText(attack)));
    expect(rows.every((row) => row.length === 4)).toBe(true);
    expect(rows.flat().filter((cell) => /^\s*[=+@＝]|^\s*-(?!1\.5$)/.test(cell))).toEqual([]);
  });
});
