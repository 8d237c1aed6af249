import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareSchemas } from '#bare-schemas';
import { validators } from '#validators';
import { rules } from '../../../src/core/check/index.ts';
import { fitsOf } from '../../../src/core/record/fits.ts';
import { splitFrontmatter } from '../../../src/core/record/frontmatter.ts';
import { toData } from '../../../src/core/record/node.ts';
import { readPlain } from '../../../src/core/record/plain-yaml.ts';
import type { SchemaName } from '../../../src/core/record/validators.d.ts';

type Data = { [key: string]: unknown };

const names = Object.keys(validators) as SchemaName[];
const fits = Object.fromEntries(names.map((name) => [name, fitsOf(bareSchemas[name])]));

/** The frontmatter of every rule's examples, by kind. */
const examples = rules
  .flatMap(({ good, bad }) => [good, bad])
  .flatMap(({ kind, text }) => {
    const { start, end } = splitFrontmatter(text);
    const root = readPlain(text, start, end);
    if (root === undefined) return [];
    const data = toData(root) as Data & { approvals?: Data[] };
    // In the examples stands a word for it.
    for (const approval of data.approvals ?? []) approval.fingerprint = `sha256:${'a'.repeat(64)}`;
    return [{ kind, data: data as Data }];
  });

const settings: { kind: SchemaName; data: unknown }[] = [
  { kind: 'config', data: { profile: 'scaleup', rules: { owner: 'warn' }, approvals: { sev1: ['management'] } } },
  { kind: 'people', data: [{ handle: '@alice', name: 'Alice' }] },
  {
    kind: 'waivers',
    data: [{ rule: 'owner', record: 'x', by: '@cto', on: '2026-01-01', until: '2026-02-01', reason: 'x' }],
  },
];

const odd = fc.constantFrom<unknown>(
  ...[null, '', 0, -1, 1.5, 11, true, [], {}, 'x', 'x_mine', '2026-02-30', '2026-02-28', '2026-02-28T24:00Z', '@a'],
  ...['2026-02-28T10:00:00Z', 'sha256:x', '30d', 'a'.repeat(201), '\u{1f600}'.repeat(150), '\u{1f600}'.repeat(201)],
  ...[['a', 'a'], [{}, {}], { x_a: 1 }, { started: '2026-02-28T10:00:00Z' }, 'restricted', 'closed', Number.NaN],
);
const keys = fc.constantFrom(
  'x_mine',
  'zzz',
  'id',
  'status',
  'owner',
  'times',
  'actions',
  'restricted',
  'confidentiality',
);

/** A copy in which the value that the steps lead to is another one, gone, or has a new neighbour. */
function changed(value: unknown, steps: readonly number[], act: string, key: string, other: unknown): unknown {
  const [step, ...more] = steps;
  if (typeof value !== 'object' || value === null || step === undefined) return act === 'replace' ? other : value;
  const isLast = more.length === 0;
  if (Array.isArray(value)) {
    if (value.length === 0) return [other];
    const at = step % value.length;
    if (isLast && act === 'delete') return value.filter((_, i) => i !== at);
    if (isLast && act === 'add') return [...value, value[at]];
    return value.map((item, i) => (i === at ? changed(item, more, act, key, other) : item));
  }
  const all = Object.keys(value);
  if (isLast && act === 'add') return { ...value, [key]: other };
  const at = all[step % Math.max(1, all.length)];
  if (at === undefined) return value;
  const { [at]: old, ...rest } = value as Data;
  return isLast && act === 'delete' ? rest : { ...value, [at]: changed(old, more, act, key, other) };
}

describe('a schema as a quick look', () => {
  it('knows every keyword that the schemas use', () => {
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      expect(fits[name]?.(17), name).toBe(false);
      // Parts are made when they are first asked.
      const { $defs = {} } = bareSchemas[name];
      for (const part of Object.values($defs)) expect(fitsOf({ $defs, ...part })({ nosuch: 17 })).toBe(false);
    }
  });

  it('says which part is not known when it is asked', () => {
    const part = fitsOf({ properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { multipleOf: 2 } as object } });
    expect(part({})).toBe(true);
    expect(() => part({ a: 1 })).toThrow('multipleOf');
  });

  it('says yes to every example that the validators take', () => {
    const sound = examples.filter(({ kind, data }) => validators[kind](data));
    expect(sound.length).toBeGreaterThan(50);
    for (const { kind, data } of sound) expect(fits[kind]?.(data)).toBe(true);
  });

  it('never says yes where the validators say no, nor no where lists of maps are not the question', () => {
    const steps = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
    const one = fc.tuple(steps, fc.constantFrom('replace', 'delete', 'add'), keys, odd);
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...examples, ...settings),
        fc.array(one, { minLength: 1, maxLength: 3 }),
        (start, changes) => {
          const { kind } = start;
          const data = changes.reduce((value, change) => changed(value, ...change), start.data as unknown);
          const isFit = fits[kind]?.(data) ?? false;
          seen[`${isFit}`]++;
          expect(isFit, JSON.stringify(data)).toBe(validators[kind](data));
        },
      ),
      { numRuns: 4_000 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(300);
  });

  it('refuses a schema that it does not wholly know', () => {
    expect(() => fitsOf({ multipleOf: 2 } as object)).toThrow('multipleOf');
    expect(() => fitsOf({ not: { uniqueItems: true } })).toThrow('condition');
  });
});
