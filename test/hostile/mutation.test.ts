import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { rules } from '../../src/core/check/index.ts';
import { judgeRecord } from '../../src/core/check/judge.ts';
import { planRules } from '../../src/core/check/plan-rules.ts';
import { clockAt } from '../../src/core/clock.ts';
import { resolveConfig } from '../../src/core/config.ts';
import { peopleOf } from '../../src/core/people.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import type { RecordKind } from '../../src/core/record/kinds.ts';
import type { Report } from '../../src/core/report.ts';
import { parseInstant } from '../../src/core/time.ts';
import { zoneClock } from '../../src/core/zone.ts';
import { reporters } from '../../src/reporters/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { expectPrintable } from './check-everywhere.ts';
import { sha256, victim } from './sound.ts';

const good: readonly (readonly [RecordKind, string])[] = rules.flatMap(({ good: { kind, text }, bad }) => [
  [kind, text] as const,
  [bad.kind, bad.text] as const,
]);
const tokens = [
  ...'---|...|- |: |? |&a |*a |!!x |<<: |[|]|{|}|"|\'|`|#|\t|\r|\n|\r\n|\0|\u001b[31m|\u202e|\u200b|\ufeff|\ud800|\u2028|é|漢|👩‍👩‍👧|<!--|-->|```|~~~|> |## |***|| |@x|@|null|~|true|.inf|1e999|0x1|2026-02-30|__proto__: 1\n|constructor: 1\n|TODO|{{x}}|<<<<<<< a\n|>>>>>>> b\n|%YAML 1.1\n|<!-- pir:begin times -->\n|<!-- pir:end times -->\n|file:../x|commit:HEAD|::error::|##[error]|=1+1'.split(
    '|',
  ),
  'a'.repeat(300),
  ' '.repeat(40),
  '['.repeat(40),
  '>'.repeat(40),
];

/** One slip: at a place (of a thousand), so many characters or lines are taken out, doubled, moved or replaced. */
const slip = fc.record({
  at: fc.nat(999),
  to: fc.nat(999),
  length: fc.nat(30),
  token: fc.constantFrom(...tokens),
  how: fc.constantFrom('insert', 'replace', 'delete', 'double', 'line', 'move', 'byte', 'cut'),
});
type Slip = typeof slip extends fc.Arbitrary<infer T> ? T : never;

function slipped(text: string, { at, to, length, token, how }: Slip): string {
  const place = Math.floor((text.length * at) / 1000);
  const lines = text.split('\n');
  const line = Math.floor((lines.length * at) / 1000);
  switch (how) {
    case 'insert':
      return text.slice(0, place) + token + text.slice(place);
    case 'replace':
      return text.slice(0, place) + token + text.slice(place + length);
    case 'delete':
      return text.slice(0, place) + text.slice(place + length);
    case 'double':
      return text.slice(0, place + length) + text.slice(place);
    case 'line':
      return lines.toSpliced(line, length % 3, token).join('\n');
    case 'move': {
      const [taken = ''] = lines.splice(line, 1);
      return lines.toSpliced(Math.floor((lines.length * to) / 1000), 0, taken).join('\n');
    }
    case 'byte': {
      const bytes = Buffer.from(text);
      bytes[Math.floor((bytes.length * at) / 1000)] = to % 256;
      return bytes.toString('utf8');
    }
    default:
      return text.slice(0, place);
  }
}

const asOf = parseInstant(EXAMPLE_AS_OF) ?? 0;
const clock = clockAt(asOf, zoneClock('Pacific/Chatham'));
const people = peopleOf([{ handle: '@alice', name: 'Alice A' }] as Parameters<typeof peopleOf>[0]);
const renders = Promise.all(reporters.map(async ({ name, load }) => [name, (await load()).render] as const));

it('a record with slips of any kind is judged and worded, whatever became of it', { timeout: 180_000 }, async () => {
  await loadBodyTree();
  const all = await renders;
  const slips = fc.array(slip, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...good),
      slips,
      fc.constantFrom('startup', 'scaleup', 'enterprise'),
      async ([kind, text], many, profile) => {
        const { milliseconds } = await cpuTime(async () => {
          const config = resolveConfig({ profile } as Parameters<typeof resolveConfig>[0]);
          const file = { path: 'incidents/a.md', kind, text: many.reduce(slipped, text) };
          const { findings, doubts, window } = judgeRecord(file, planRules(rules, config), {
            config,
            people,
            asOf,
            clock,
            sha256,
          });
          const said = [...findings, ...doubts.map(({ finding }) => finding)];
          for (const { line, column, endLine, endColumn } of said) {
            expect(
              [line, column, endLine, endColumn].every((number) => Number.isSafeInteger(number) && number >= 1),
            ).toBe(true);
            expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
            expect(line).toBeLessThanOrEqual(file.text.split('\n').length);
          }
          expect(window.from).toBeLessThanOrEqual(asOf);
          expect(window.until).toBeGreaterThan(asOf);
          for (const [name, render] of all)
            expectPrintable(
              await render(reportOf(said), { columns: 60, color: 0, isQuiet: false, version: '0' }),
              name,
            );
        });
        expect(milliseconds).toBeLessThan(2000);
      },
    ),
    { numRuns: 1500 },
  );
});

it('two readings of one text say the same', async () => {
  await loadBodyTree();
  const config = resolveConfig({});
  fc.assert(
    fc.property(fc.array(slip, { maxLength: 4 }), (many) => {
      const file = { path: 'incidents/a.md', kind: 'incident', text: many.reduce(slipped, victim()) } as const;
      const judge = () =>
        judgeRecord(file, planRules(rules, config), { config, people: undefined, asOf, clock, sha256 });
      expect(judge()).toEqual(judge());
    }),
    { numRuns: 200 },
  );
});

function reportOf(findings: Report['findings']): Report {
  return {
    command: 'check',
    asOf: EXAMPLE_AS_OF,
    complete: true,
    repository: null,
    findings,
    tables: [],
    notes: [],
    files: [],
    summary: { errors: findings.length, warnings: 0, records: 1 },
    failed: findings.length > 0,
  };
}
