import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/core/check/index.ts';
import { judgeRecord } from '../../src/core/check/judge.ts';
import { planRules } from '../../src/core/check/plan-rules.ts';
import { clockAt } from '../../src/core/clock.ts';
import { resolveConfig } from '../../src/core/config.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { fingerprintOf } from '../../src/core/record/fingerprint.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import type { IncidentRecord, RecordText } from '../../src/core/record/record.ts';
import { zoneClock } from '../../src/core/zone.ts';
import { corpusFiles } from './corpus.mjs';
import { DAY, END, makeRecord, untidiness } from './record.mjs';
import { renderRecord } from './render.mjs';

await loadBodyTree();

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const config = resolveConfig({});
const context = { config, people: undefined, asOf: END, clock: clockAt(END, zoneClock('UTC')), sha256 };
const plan = planRules(rules, config);

const fileOf = (path: string, text: string): RecordText => ({ path, kind: 'incident', text });
const recordsOf = (corpus: Parameters<typeof corpusFiles>[0]) =>
  [...corpusFiles(corpus)].filter(([path]) => path.startsWith('incidents/')).map(([path, text]) => fileOf(path, text));
const findingsOf = (file: RecordText, as = context) =>
  judgeRecord(file, plan, as).findings.map(({ path, line, rule, message }) => `${path}:${line} ${rule} ${message}`);

describe('a generated corpus', () => {
  it('is the same for the same numbers, and another for another seed', () => {
    const one = [...corpusFiles({ records: 40, seed: 3 })];
    expect([...corpusFiles({ records: 40, seed: 3 })]).toEqual(one);
    expect([...corpusFiles({ records: 40, seed: 4 })]).not.toEqual(one);
  });

  it('is the same on every machine', () => {
    const text = [...corpusFiles({ records: 20 })].flat().join('\n');
    expect(sha256(text).slice(0, 16)).toBe('d49509cedc3fd540');
  });

  it('has no record on which a rule speaks', () => {
    expect(recordsOf({ records: 300 }).flatMap((file) => findingsOf(file))).toEqual([]);
  });

  it('leaves open only whether records and files exist that do exist', () => {
    const paths = new Set([...corpusFiles({ records: 300 })].map(([path]) => path));
    const questions = recordsOf({ records: 300 }).flatMap((file) =>
      judgeRecord(file, plan, context).doubts.map(({ question }) => question),
    );
    const named = questions.map((question) => {
      if (question.ask === 'file') return question.path;
      return question.ask === 'record' ? `incidents/${question.id.slice(0, 4)}/${question.id}.md` : question.ask;
    });
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });

  it('has the shape that the figures are stated for', () => {
    const texts = recordsOf({ records: 300 }).map(({ text }) => text);
    const mean = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const whole = mean(texts.map((text) => text.length));
    const front = mean(texts.map((text) => text.indexOf('\n---\n')));
    const actions = texts.map((text) => text.match(/^ {2}- id: A/gm)?.length ?? 0);
    expect(whole).toBeGreaterThan(4_800);
    expect(whole).toBeLessThan(5_600);
    expect(front).toBeGreaterThan(1_600);
    expect(front).toBeLessThan(1_950);
    expect([Math.min(...actions), Math.max(...actions)]).toEqual([3, 6]);
    expect(texts.filter((text) => text.includes('| --- | --- | --- |'))).toHaveLength(300);
  });

  it('has one untidy record in ten, in each of the ways', () => {
    const records = Array.from({ length: 300 }, (_, index) => makeRecord(1, index, 300));
    const untidy = records.filter((record) => record.untidy.length > 0);
    expect(untidy).toHaveLength(30);
    expect(new Set(untidy.flatMap((record) => record.untidy))).toEqual(new Set(untidiness));
    const marks: { [way: string]: RegExp } = {
      comments: /^severity: \S+ {2}# /m,
      blocks: /^ {4}statement: >-$/m,
      quoting: /^severity: '/m,
      setext: /^Summary\n-------$/m,
      html: /^<details>$/m,
    };
    for (const record of records) {
      const text = renderRecord(record);
      for (const way of untidiness) {
        const isThere = (marks[way] as RegExp).test(text);
        expect(`${record.index} ${way} ${isThere}`).toBe(`${record.index} ${way} ${record.untidy.includes(way)}`);
      }
    }
  });

  it('has one fault in each record it is told to break', () => {
    const clean = recordsOf({ records: 60 });
    const broken = recordsOf({ records: 60, broken: 1 });
    for (const [i, file] of broken.entries()) {
      expect(file.text).not.toBe(clean[i]?.text);
      expect(findingsOf(file)).not.toEqual([]);
    }
    const some = recordsOf({ records: 200, broken: 0.1 }).filter((file) => findingsOf(file).length > 0).length;
    expect(some).toBeGreaterThan(8);
    expect(some).toBeLessThan(35);
  });
});

describe('the life of a generated record', () => {
  it('goes from draft to closed, and no rule speaks when a version is written', () => {
    const lives = Array.from({ length: 60 }, (_, index) => {
      const record = makeRecord(1, index, 300);
      return record.events.map(({ at }) => {
        const text = renderRecord(record, at);
        const as = { ...context, asOf: at, clock: clockAt(at, zoneClock('UTC')) };
        expect(findingsOf(fileOf(record.path, text), as)).toEqual([]);
        return /^status: (\w+)$/m.exec(text)?.[1];
      });
    });
    for (const life of lives) {
      const steps = life.filter((status, i) => status !== life[i - 1]);
      expect(steps.join(' ')).toMatch(/^draft( in_review)?( approved)? ?(in_review|approved|closed)$/);
    }
    const versions = lives.flat().length / lives.length;
    expect(versions).toBeGreaterThan(5);
    expect(versions).toBeLessThan(7);
  });

  it('is signed with the fingerprint that the program works out', () => {
    const signed = recordsOf({ records: 200 }).filter(({ text }) => text.includes('\napprovals: '));
    expect(signed.length).toBeGreaterThan(10);
    for (const file of signed) {
      const record = parseRecord(file).record as IncidentRecord;
      expect(record.data.approvals?.[0]?.fingerprint).toBe(fingerprintOf(record, sha256));
    }
  });

  it('ends before the day that all histories end', () => {
    for (let index = 0; index < 100; index++) {
      const { events } = makeRecord(1, index, 100);
      expect(events.every(({ at }, i) => at < END && at >= (events[i - 1]?.at ?? 0))).toBe(true);
      expect(events[0]?.at).toBeGreaterThan(END - 366 * DAY);
    }
  });
});
