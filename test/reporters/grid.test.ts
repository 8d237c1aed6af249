import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/core/report.ts';
import { grid } from '../../src/reporters/grid.ts';
import { paintOf } from '../../src/reporters/paint.ts';
import { cpuTime } from '../cpu-time.ts';
import { attacks } from './fixture.ts';

const table: Table = {
  name: 'actions',
  title: 'Actions',
  columns: [
    { key: 'ref', title: 'Ref', unit: 'text' },
    { key: 'title', title: 'Title', unit: 'text' },
    { key: 'days', title: 'Late', unit: 'days' },
    { key: 'owner', title: 'Owner', unit: 'text' },
  ],
  rows: [
    {
      ref: '2026-11-20-checkout-down/A1',
      title: 'Manage pool limits in code, with review by somebody else',
      days: 12,
      owner: '@bob',
    },
    { ref: '2026-11-20-cdn/A2', title: '決済の上限をコードで管理する', days: 1, owner: 'สมชาย' },
    { ref: 'x/A3', title: '', days: null },
  ],
};

describe('grid', () => {
  test('aligns columns, quantities to the right, whatever the script', () =>
    expect(grid(table, 120, paintOf(0))).toBe(
      [
        'Ref                          Title                                                        Late  Owner',
        '───────────────────────────  ────────────────────────────────────────────────────────  ───────  ─────',
        '2026-11-20-checkout-down/A1  Manage pool limits in code, with review by somebody else  12 days  @bob',
        '2026-11-20-cdn/A2            決済の上限をコードで管理する                                1 day  สมชาย',
        'x/A3                                                                                         –  –',
      ].join('\n'),
    ));

  test('shortens texts to fit, the first column last', () =>
    expect(grid(table, 60, paintOf(0)).split('\n').slice(0, 4)).toEqual([
      'Ref                          Title               Late  Owner',
      '───────────────────────────  ───────────────  ───────  ─────',
      '2026-11-20-checkout-down/A1  Manage pool li…  12 days  @bob',
      '2026-11-20-cdn/A2            決済の上限をコ…    1 day  สมชาย',
    ]));

  test('leaves columns out from the end where shortening is not enough, and says so', () => {
    const lines = grid(table, 40, paintOf(0)).split('\n');
    expect(lines[0]).toMatch(/^Ref +Title$/);
    expect(lines.at(-1)).toBe('(no room for: Late, Owner)');
  });

  test('shows the columns that the table names, in its order', () =>
    expect(grid({ ...table, shown: ['owner', 'ref'] }, 80, paintOf(0)).split('\n')[0]).toMatch(/^Owner +Ref$/));

  test.each([20, 33, 50, 80, 200])('hostile cells keep their row and their place at %d columns', (columns) => {
    const rows = attacks.map((attack) => ({ ref: attack, title: attack, days: 3, owner: attack }));
    const lines = grid({ ...table, rows }, columns, paintOf(0)).split('\n');
    expect(lines.filter((line) => !line.startsWith('(')).length).toBe(attacks.length + 2);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  });

  test('ten thousand rows take less than five seconds, and none is lost', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      ref: `r/A${at}`,
      title: `決済 ${'é '.repeat(at % 90)}`,
      days: at,
      owner: '@bob',
    }));
    const { result, milliseconds } = await cpuTime(() => grid({ ...table, rows }, 80, paintOf(0)));
    const lines = result.split('\n').slice(2);
    expect(milliseconds).toBeLessThan(5000);
    expect(lines.map((line) => line.slice(0, 9).trim().split(' ')[0])).toEqual(rows.map(({ ref }) => ref));
  });

  test('fits nothing where nothing needs to fit', () =>
    expect(grid(table, Number.POSITIVE_INFINITY, paintOf(0))).toBe(grid(table, 120, paintOf(0))));
});
