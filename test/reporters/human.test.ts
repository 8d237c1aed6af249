import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/reporters/human.ts';
import { checked, finding, hostile, hostilePage, measured, plainStyle, report, shown } from './fixture.ts';

const widths = [80, 120];
const golden = (name: string) => `../golden/reporters/${name}.txt`;
const widest = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

describe.each(widths)('at %d columns', (columns) => {
  test.each(Object.entries({ checked, measured, shown }))('%s', async (name, given) => {
    const text = render(given, { ...plainStyle, columns });
    expect(widest(text)).toBeLessThanOrEqual(columns);
    await expect(text).toMatchFileSnapshot(golden(`human-${name}-${columns}`));
  });
});

test.each([40, 60, 80])(
  'hostile texts stay within %d columns too, but for paths, which are never shortened',
  (columns) => {
    const { files: _, ...others } = hostile;
    const paths = new Set(hostile.findings.map(({ path }) => path.length));
    const lines = render({ ...others, files: [] }, { ...plainStyle, columns }).split('\n');
    const wide = lines.filter((line) => stringWidth(line) > columns);
    expect(wide.filter((line) => line.startsWith(' '))).toEqual([]);
    expect(wide.length).toBeLessThanOrEqual(paths.size * 2);
    const page = render(hostilePage, { ...plainStyle, columns });
    const prose = page.split('\n').filter((line) => !line.startsWith('    '));
    expect(prose.filter((line) => stringWidth(line) > columns && !line.includes('word word'))).toEqual([]);
  },
);

test('every finding is named, however many there are of one rule in one file', () => {
  const findings = Array.from({ length: 30 }, (_, at) =>
    finding({ line: at + 1, message: `Unexpected number ${at}, expected none` }),
  );
  const text = render(report({ findings }), plainStyle);
  for (let at = 0; at < 30; at++) expect(text).toContain(`Unexpected number ${at},`);
});

test('no findings are one line', () => {
  expect(render(report(), plainStyle)).toBe('40 records, no findings\n');
  expect(render(report({ summary: { errors: 0, warnings: 0, records: 1 } }), plainStyle)).toBe(
    '1 record, no findings\n',
  );
});

test('a command that judges nothing and has nothing to say prints nothing', () =>
  expect(render(report({ command: 'list' }), plainStyle)).toBe(''));

test('quiet leaves out notes, waived findings and the sum', () => {
  const text = render(checked, { ...plainStyle, isQuiet: true });
  expect(text).toContain('action-owner');
  expect(text).not.toMatch(/waived|baselined|note:|40 records/);
  expect(render(report(), { ...plainStyle, isQuiet: true })).toBe('');
  expect(render({ ...checked, complete: false }, { ...plainStyle, isQuiet: true })).toContain('Not everything');
});

test('a finding whose line must not be shown has no frame', () => {
  const text = render(report({ findings: [finding({ source: null })] }), plainStyle);
  expect(text).not.toContain('│');
  expect(text).toContain('→ Name one person');
});

test('the hint of what to do next is left to stderr', () =>
  expect(render(report({ next: ['pir new'] }), plainStyle)).not.toContain('pir new'));

test('a refused edit says its errors under its own name', () => {
  const text = render(
    report({ command: 'close', findings: [finding()], summary: { errors: 1, warnings: 0, records: 1 } }),
    plainStyle,
  );
  expect(text.trimEnd().split('\n').at(-1)).toBe('1 error in 1 record');
});

describe('colour', () => {
  test.each([1, 2, 3] as const)('level %d changes nothing but colour', (color) => {
    for (const given of [checked, measured, shown, hostile, hostilePage]) {
      const text = render(given, { ...plainStyle, color });
      expect(text).not.toBe(render(given, plainStyle));
      expect(stripVTControlCharacters(text)).toBe(render(given, plainStyle));
      // Nothing but colours, and each line ends without one, so that nothing runs on.
      expect(text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')).toBe(
        render(given, plainStyle),
      );
    }
  });
});
