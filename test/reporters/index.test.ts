import { describe, expect, test } from 'vitest';
import { reporterOf, reporters } from '../../src/reporters/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { checked, drawn, hostile, hostileDrawn, hostilePage, measured, plainStyle, report, shown } from './fixture.ts';
import { commandsIn } from './runner.ts';

// Written out here, not taken from the code: what a terminal obeys, and what has no width or form of its own.
const forbidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const reports = { checked, measured, shown, drawn, hostile, hostilePage, hostileDrawn, nothing: report() };

test('the formats of the interface are there; more may follow', () => {
  const names = reporters.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 10).join(' ')).toBe('human json jsonl markdown csv github gitlab sarif junit rdjson');
  const forFindings = reporters.filter(({ onlyFindings }) => onlyFindings).map(({ name }) => name);
  expect(forFindings.slice(0, 5).join(' ')).toBe('github gitlab sarif junit rdjson');
  expect(reporterOf('sarif')?.name).toBe('sarif');
  expect(reporterOf('toString')).toBeUndefined();
});

describe.each(reporters)('$name', ({ name, load }) => {
  test.each(Object.entries(reports))('%s: only allowed bytes, whole lines, the same each time', async (_, given) => {
    const { render } = await load();
    const before = structuredClone(given);
    const text = await render(given, plainStyle);
    expect(forbidden.exec(text)).toBeNull();
    expect(text === '' || text.endsWith('\n')).toBe(true);
    expect(await render(given, plainStyle)).toBe(text);
    expect(given).toEqual(before);
  });

  test.each(Object.entries(reports))('%s: no build log obeys it', async (_, given) => {
    const { render } = await load();
    const obeyed = commandsIn(await render(given, plainStyle)).map((command) => command.name);
    const expected = { error: 'error', warning: 'warning', note: 'notice' } as const;
    expect(obeyed).toEqual(name === 'github' ? given.findings.map(({ severity }) => expected[severity]) : []);
  });

  // jsonl and csv have rows only; main's exit code speaks for them.
  test.runIf(name !== 'jsonl' && name !== 'csv')(
    'an incomplete run without findings is told from a clean one',
    async () => {
      const { render } = await load();
      const text = await render(report({ complete: false }), plainStyle);
      expect(text).not.toBe(await render(report(), plainStyle));
      expect(text).toMatch(/Not everything could be looked at|"complete": false/);
    },
  );

  test('a thousand findings on one line as long as a record take less than two seconds', async () => {
    const { render } = await load();
    const source = `title: ${'決x#'.repeat(80_000)}`;
    const [first] = checked.findings;
    const findings = Array.from({ length: 1000 }, (_, at) => ({
      ...first,
      source,
      column: at * 300 + 1,
      endColumn: at * 300 + 9,
    }));
    const report = { ...checked, findings: findings as typeof checked.findings };
    const { milliseconds } = await cpuTime(() => render(report, plainStyle));
    expect(milliseconds).toBeLessThan(2000);
  });
});
