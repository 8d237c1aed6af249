import { expect, test } from 'vitest';
import { render } from '../../src/reporters/rdjson.ts';
import { checked, finding, hostile, report } from './fixture.ts';

const read = (given: Parameters<typeof render>[0]) => JSON.parse(render(given));

test('a finding is a diagnostic', () =>
  expect(read(report({ findings: [finding()] }))).toEqual({
    source: { name: 'pir' },
    diagnostics: [
      {
        message: expect.stringMatching(/^Unexpected unowned .*owner\. Name one person/),
        location: {
          path: 'incidents/2026/2026-11-20-checkout-down.md',
          range: { start: { line: 14, column: 12 }, end: { line: 14, column: 15 } },
        },
        severity: 'ERROR',
        code: { value: 'action-owner' },
      },
    ],
  }));

test.each(['é: tbd', '決済: tbd', '🔥: tbd', 'half \ud800: tbd', ': tbd'])(
  'columns count bytes of UTF-8 in %j',
  (source) => {
    const { range } = read(report({ findings: [finding({ source })] })).diagnostics[0].location;
    const bytes = new TextEncoder().encode(source);
    expect(new TextDecoder().decode(bytes.slice(range.start.column - 1, range.end.column - 1))).toBe('tbd');
  },
);

test('many findings on one line are each counted right', () => {
  const source = '決🔥é x'.repeat(50);
  const columns = [1, 4, 6, 200, 9, 31];
  const { diagnostics } = read(
    report({ findings: columns.map((column) => finding({ source, column, endColumn: column + 1 })) }),
  );
  const starts = diagnostics.map(
    (each: { location: { range: { start: { column: number } } } }) => each.location.range.start.column,
  );
  expect(starts).toEqual(columns.map((column) => new TextEncoder().encode(source.slice(0, column - 1)).length + 1));
});

test('columns are left out where the line is not known', () => {
  const range = (changes: Parameters<typeof finding>[0]) =>
    read(report({ findings: [finding(changes)] })).diagnostics[0].location.range;
  expect(range({ source: null })).toEqual({ start: { line: 14 }, end: { line: 14 } });
  expect(range({ endLine: 16 })).toEqual({ start: { line: 14, column: 12 }, end: { line: 16 } });
});

test('severities are of Reviewdog, and nothing is lost', () => {
  const severities = read(checked).diagnostics.map((each: { severity: string }) => each.severity);
  expect(severities).toEqual(['ERROR', 'WARNING', 'ERROR', 'ERROR', 'ERROR', 'ERROR', 'INFO', 'INFO']);
  expect(read(hostile).diagnostics.map((each: { location: { path: string } }) => each.location.path)).toEqual(
    hostile.findings.map(({ path }) => path),
  );
});
