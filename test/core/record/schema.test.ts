import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas } from '#schemas';
import { judgeShape, prune, schemaAt } from '../../../src/core/record/schema.ts';
import { expectedOfPattern } from '../../../src/core/record/schema-words.ts';
import { soundText, told } from './read.ts';

const base = {
  schema: 'pir/incident@1',
  id: 'x',
  title: 't',
  type: 'privacy',
  severity: 's',
  status: 'draft',
  owner: null,
  times: { started: '2026-01-01T00:00:00Z' },
};
const judge = (more: object, absent: string[] = []) => judgeShape('incident', { ...base, ...more }, new Set(absent));
const said = (more: object, absent?: string[]): string[] =>
  judge(more, absent).problems.map(({ pointer, message }) => `${pointer} ${message}`);

describe('judgeShape', () => {
  it('says nothing of what fits', () => {
    expect(judge({})).toEqual({ problems: [], refused: [] });
    expect(judge({ x_mine: { any: [1] } })).toEqual({ problems: [], refused: [] });
  });

  it.each([
    [
      { type: 'privcy' },
      '/type Unexpected "privcy", expected one of security, availability, privacy, safety, near_miss, exercise',
    ],
    [{ title: '' }, '/title Unexpected empty text, expected at least one character'],
    [{ title: null }, '/title Unexpected empty value, expected text'],
    [{ title: ['a'] }, '/title Unexpected list, expected text'],
    [{ services: 'a' }, '/services Unexpected "a", expected a list'],
    [{ impact: 3 }, '/impact Unexpected 3, expected a map'],
    [{ impact: { customers: -1 } }, '/impact/customers Unexpected -1, expected 0 or more'],
    [{ impact: { customers: 1.5 } }, '/impact/customers Unexpected 1.5, expected a whole number'],
    [
      { nonconformity: { applies: 'yes', by: '@a', on: '2026-01-01' } },
      '/nonconformity/applies Unexpected "yes", expected true or false',
    ],
    [{ times: {} }, '/times/detected Unexpected absence of `started` and `detected`, expected at least one of them'],
    [
      { times: { started: '2026-02-30T00:00:00Z' } },
      '/times/started Unexpected "2026-02-30T00:00:00Z", expected a day and time of the calendar',
    ],
    [
      { times: { started: '2026-02-03' } },
      '/times/started Unexpected "2026-02-03", expected a time with an offset such as 2026-11-20T09:12:00+01:00',
    ],
    [
      { within: { started: '30 min' } },
      '/within/started Unexpected "30 min", expected a span such as 30m, 72h, 14d, 6mo or 1y',
    ],
    [{ tilte: 'x' }, '/tilte Unexpected key `tilte`, expected `title`'],
    [{ colour: 'x' }, '/colour Unexpected key `colour`, expected a key of the schema'],
    [
      { actions: [{ id: 'A1', title: 't', kind: 'prevent' }] },
      '/actions/0/status Unexpected absence of `status`, expected one of proposed, open, in_progress, done, verified, cancelled, accepted',
    ],
    [{ schema: 'pir/incident@2' }, '/schema Unexpected "pir/incident@2", expected pir/incident@1'],
    [{ title: 'x'.repeat(3), tags: ['y'.repeat(99), 4] }, '/tags/1 Unexpected 4, expected text'],
  ])('%j', (more, problem) => {
    expect(said(more)).toEqual([problem]);
  });

  it('takes a misspelt key and the missing one for one fact', () => {
    const { severity: _, ...rest } = base;
    const { problems } = judgeShape('incident', { ...rest, sevrity: 'sev1' }, new Set());
    expect(problems).toMatchObject([
      { pointer: '/sevrity', atKey: true, hint: 'Did you mean `severity`? A key of your own begins with `x_`.' },
    ]);
  });

  it('says nothing of what could not be read', () => {
    const { severity: _, ...rest } = base;
    expect(judgeShape('incident', rest, new Set(['/severity'])).problems).toEqual([]);
    expect(said({ impact: { customers: 'x' } }, ['/impact'])).toEqual([]);
    expect(said({ impact: { customers: 'x' } }, ['/imp'])).toHaveLength(1);
  });

  it('tells how to write it', () => {
    const hint = (more: object) => judge(more).problems[0]?.hint;
    expect(hint({ severity: 2 })).toBe('Quote it: "2".');
    expect(hint({ type: 'privcy' })).toBe('Did you mean privacy?');
    expect(hint({ times: { started: '2026-01-01T10:00:00' } })).toBe(
      'Add the offset from UTC: Z, or one such as +01:00.',
    );
    expect(hint({ colour: 1 })).toBe('Delete it, or call it `x_colour` if it is yours.');
    expect(hint({ times: { started: '2026-01-01T00:00:00Z', impact: {} } })).toMatch(/^It stands at the left margin/);
    expect(hint({ times: { started: '2026-21-11T10:00:00Z' } })).toMatch(/mean 2026-11-21\?/);
    expect(hint({ times: { started: '2026-02-30T10:00:00Z' } })).toBe(
      'Correct it: there is no such day, time or offset.',
    );
  });

  it('refuses the values, not what is missing or forbidden together', () => {
    expect(judge({ severity: 2, colour: 1, times: {} }).refused.sort()).toEqual(['/colour', '/severity']);
  });

  it('has words for every pattern of the schemas', () => {
    const folder = join(import.meta.dirname, '../../../schemas');
    const patterns = new Set<string>();
    const visit = (part: unknown): void => {
      if (typeof part !== 'object' || part === null) return;
      for (const [key, value] of Object.entries(part)) {
        if (key === 'pattern' && typeof value === 'string') patterns.add(value);
        else visit(value);
      }
    };
    // Those of what is only written are applied to nothing that a person wrote.
    for (const name of readdirSync(folder))
      if (Object.hasOwn(schemas, name.replace('.schema.json', '')))
        visit(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    expect(patterns.size).toBeGreaterThan(5);
    for (const pattern of patterns) expect(expectedOfPattern(pattern), pattern).not.toContain('text like');
  });

  it.each(['started', 'detected', 'resolved'])('says of one tab, before %s, one thing', (name) => {
    const tabbed = soundText().replace(`\n  ${name}:`, `\n\t${name}:`);
    expect(told(tabbed)).toEqual([expect.stringContaining('Unexpected tab as indentation, expected spaces')]);
  });

  it('points at the key of what it does not know, at the value of what is wrong', () => {
    expect(told(soundText([['severity: sev2', 'severity: sev2\ncolour: red']]))).toEqual([
      '7:1-7 schema Unexpected key `colour`, expected a key of the schema',
    ]);
    expect(told(soundText([['    status: done', '    status: finished']]))[0]).toMatch(
      /^35:13-21 schema Unexpected "finished", expected one of/,
    );
  });
});

describe('schemaAt', () => {
  it('finds what speaks of a pointer, by the words nearest to it', () => {
    expect(schemaAt('incident', '/actions/3/due')?.description).toBe('The day it must be done by.');
    expect(schemaAt('incident', '/times/started')?.pattern).toBeDefined();
    expect(schemaAt('incident', '/nowhere/at/all')).toBeUndefined();
    expect(schemaAt('incident', '/toString')).toBeUndefined();
  });
});

describe('prune', () => {
  it('copies, leaves holes in lists, and knows escapes', () => {
    const data = { a: [1, 2, 3], b: { 'c/d': 1, e: 2 } };
    expect(prune(data, ['/a/1', '/b/c~1d', '/z/y'])).toEqual({ a: [1, undefined, 3], b: { e: 2 } });
    expect(data).toEqual({ a: [1, 2, 3], b: { 'c/d': 1, e: 2 } });
    expect(prune(data, [''])).toBeUndefined();
    expect(prune(data, [])).toBe(data);
  });
});
