import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Schema } from '#schemas';
import { schemas } from '#schemas';
import type { SchemaName } from '#validators';
import { validators } from '#validators';
import { resolveConfig } from '../src/core/config.ts';
import { formats } from '../src/core/record/formats.ts';

type Data = { [key: string]: unknown };

const names = Object.keys(schemas) as SchemaName[];
const written = (name: SchemaName): Schema =>
  JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const sample = (name: SchemaName): Data =>
  parse(readFileSync(new URL(`fixtures/schemas/${name}.yaml`, import.meta.url), 'utf8'));

/** Every schema inside a schema, itself included, with its path; references are not followed. */
function* partsOf(schema: Schema, path = ''): Generator<[path: string, part: Schema]> {
  yield [path, schema];
  for (const [key, part] of Object.entries(schema.properties ?? {})) yield* partsOf(part, `${path}/properties/${key}`);
  for (const [key, part] of Object.entries(schema.$defs ?? {})) yield* partsOf(part, `${path}/$defs/${key}`);
  if (schema.items) yield* partsOf(schema.items, `${path}/items`);
  if (schema.additionalProperties) yield* partsOf(schema.additionalProperties, `${path}/*`);
}

/** Marks each part of the schema that the value reaches. */
function reach(value: unknown, part: Schema, root: Schema, reached: Set<Schema>): void {
  reached.add(part);
  const target = part.$ref === undefined ? part : (root.$defs?.[part.$ref.slice('#/$defs/'.length)] ?? part);
  reached.add(target);
  if (Array.isArray(value)) for (const item of value) reach(item, target.items ?? {}, root, reached);
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value))
      reach(child, target.properties?.[key] ?? target.additionalProperties ?? {}, root, reached);
}

/** A copy with the value at a pointer replaced; undefined removes it. */
function withValue(data: Data, pointer: string, value: unknown): Data {
  const copy = structuredClone(data);
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() ?? '';
  const parent = steps.reduce((node, step) => node[step] as Data, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

function errorsOf(name: SchemaName, data: unknown): string[] {
  const validate = validators[name];
  return validate(data) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

describe.each(names)('%s', (name) => {
  test('is what the build made of the file', () => {
    expect(schemas[name]).toEqual(written(name));
    expect(Object.isFrozen(schemas[name].$defs)).toBe(true);
  });

  test('compiles strictly, by itself', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true, ownProperties: true, formats });
    expect(ajv.compile(written(name))(sample(name))).toBe(true);
  });

  test('describes every property and closes every object', () => {
    for (const [path, part] of partsOf(written(name))) {
      if (/\/(properties|\$defs)\/[^/]+$/.test(path)) expect(part.description, path).toMatch(/^\S.{8,}[.)]$/);
      if (part.type !== 'object') continue;
      expect(part, path).toHaveProperty('patternProperties', { '^x_': true });
      if (part.additionalProperties === undefined) expect(part, path).toHaveProperty('unevaluatedProperties', false);
    }
  });

  test('accepts a sample that shows every key', () => {
    expect(errorsOf(name, sample(name))).toEqual([]);
    const root = written(name);
    const reached = new Set<Schema>();
    reach(sample(name), root, root, reached);
    const missed = [...partsOf(root)].filter(([path, part]) => path.includes('properties/') && !reached.has(part));
    expect(missed.map(([path]) => path)).toEqual([]);
  });

  test("keeps the user's own keys and refuses unknown ones, on every object", () => {
    const places = function* (value: unknown, at: string): Generator<[string, Data]> {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value)) yield [at, value as Data];
      for (const [key, child] of Object.entries(value)) yield* places(child, `${at}/${key}`);
    };
    const maps =
      /^\/(services|taxonomy|approvals|participants|milestones|targets|rules|sla\/(review|action)|constants|defaults|leave_out|fields\/\d+\/(when|values))$/;
    const data = sample(name);
    for (const [at, object] of places(data, '')) {
      object.x_own = { any: [null] };
      expect(errorsOf(name, data), at).toEqual([]);
      delete object.x_own;
      object.unheard_of = null;
      const expected = maps.test(at) ? /^\S+\/unheard_of (type|enum)$/ : /^\S* additionalProperties$/;
      expect(errorsOf(name, data), at).toEqual([expect.stringMatching(expected)]);
      delete object.unheard_of;
    }
  });
});

test('shared parts are the same in every schema', () => {
  const seen = new Map<string, Schema>();
  for (const name of names)
    for (const [key, part] of Object.entries(written(name).$defs ?? {}))
      expect(part, `${name} ${key}`).toEqual(seen.get(key) ?? seen.set(key, part).get(key));
});

test('a decision is an action, and what it is about', () => {
  const { action, decision } = { ...written('incident').$defs, ...written('management-review').$defs };
  const { about, ...rest } = decision?.properties ?? {};
  expect(about).toBeDefined();
  expect(rest).toEqual(action?.properties);
  expect(decision?.required).toEqual(action?.required);
});

test('the defaults of the config schema are those of the code', () => {
  const compare = (part: Schema, value: unknown, path: string): void => {
    if (part.default !== undefined) expect(part.default, path).toEqual(value);
    else {
      expect(part.properties, `${path} has a default`).toBeDefined();
      for (const [key, child] of Object.entries(part.properties ?? {}))
        compare(child, (value as Data)[key], `${path}/${key}`);
    }
  };
  for (const [key, part] of Object.entries(written('config').properties ?? {}))
    compare(part, resolveConfig({})[key as 'profile'], `/${key}`);
});

test('a record at the moment of writing is lean', () => {
  const lean = {
    schema: 'pir/incident@1',
    id: '2026-03-04-login-slow',
    title: 'Sign-in was slow',
    type: 'availability',
    severity: 'sev2',
    status: 'draft',
    owner: '@lea',
    times: { detected: '2026-03-04T07:05:00Z' },
  };
  expect(errorsOf('incident', lean)).toEqual([]);
  for (const key of Object.keys(lean))
    expect(errorsOf('incident', withValue(lean, `/${key}`, undefined)), key).toEqual([' required']);
  expect(errorsOf('incident', { ...lean, times: { resolved: '2026-03-04T07:05:00Z' } })).toEqual(['/times not']);
  expect(errorsOf('config', {})).toEqual([]);
});

test.each<[SchemaName, string, unknown]>([
  ['incident', '/owner', null],
  ['incident', '/owner', ''],
  ['incident', '/owner', 'someone out there'],
  ['incident', '/id', 'Not An Id'],
  ['incident', '/severity', 'unheard-of'],
  ['incident', '/causes/0/category', ''],
  ['incident', '/causes/0/stopped', ''],
  ['incident', '/actions/0/owner', null],
  ['incident', '/actions/0/owner', undefined],
  ['incident', '/actions/0/due', null],
  ['incident', '/actions/0/due', undefined],
  ['incident', '/actions/0/done/evidence', undefined],
  ['incident', '/actions/0/deferrals/0/approved_by', ''],
  ['incident', '/times/started', '2024-02-29T23:59:59.123456789-23:59'],
  ['incident', '/reviews/0/held', '2026-03-06T10:00:00+01:00'],
  ['waivers', '/0/by', null],
  ['waivers', '/0/reason', undefined],
  ['waivers', '/0/until', null],
])('leaves to the rules: %s %s %j', (name, pointer, value) => {
  expect(errorsOf(name, withValue(sample(name), pointer, value))).toEqual([]);
});

test.each<[name: SchemaName, pointer: string, value: unknown, keyword: string]>([
  ['incident', '/schema', 'pir/incident@2', 'const'],
  ['incident', '/id', 2026, 'type'],
  ['incident', '/title', '', 'minLength'],
  ['incident', '/title', null, 'type'],
  ['incident', '/title', ['a'], 'type'],
  ['incident', '/type', 'outage', 'enum'],
  ['incident', '/type', 3, 'enum'],
  ['incident', '/status', null, 'enum'],
  ['incident', '/owner', 7, 'type'],
  ['incident', '/owner', 'o'.repeat(201), 'maxLength'],
  ['incident', '/services', 'sign-in', 'type'],
  ['incident', '/services/0', '', 'minLength'],
  ['incident', '/times', null, 'type'],
  ['incident', '/times', [], 'type'],
  ['incident', '/times/resolved', null, 'type'],
  ['incident', '/times/resolved', true, 'type'],
  ['incident', '/times/resolved', '', 'pattern'],
  ['incident', '/times/resolved', 'soon', 'pattern'],
  ['incident', '/times/resolved', '2021-05-03T011:00:00-00:00', 'pattern'],
  ['incident', '/times/resolved', '2023-04-12:11:00:30:00', 'pattern'],
  ['incident', '/times/resolved', '2023-08-1T13:00:00-00:00', 'pattern'],
  ['incident', '/times/resolved', '2021-06-01T23:00:00', 'pattern'],
  ['incident', '/times/resolved', '2024-11-14 09:15:00', 'pattern'],
  ['incident', '/times/resolved', '2026-01-21', 'pattern'],
  ['incident', '/times/resolved', '2026-03-04T08:02:00Z\n', 'pattern'],
  ['incident', '/times/resolved', '2023-02-30T10:00:00Z', 'format'],
  ['incident', '/times/resolved', '2023-02-29T10:00:00Z', 'format'],
  ['incident', '/times/resolved', '2023-13-01T10:00:00Z', 'format'],
  ['incident', '/times/resolved', '2023-02-01T24:00:00Z', 'format'],
  ['incident', '/times/resolved', '2023-02-01T10:60:00Z', 'format'],
  ['incident', '/times/resolved', '2023-02-01T10:00:60Z', 'format'],
  ['incident', '/times/resolved', '2023-02-01T10:00:00+24:00', 'format'],
  ['incident', '/times/resolved', '0000-02-01T10:00:00Z', 'format'],
  ['incident', '/within/started', '30 min', 'pattern'],
  ['incident', '/within/started', 30, 'type'],
  ['incident', '/not_applicable/mitigated', '', 'minLength'],
  ['incident', '/detection/source', 'a call', 'enum'],
  ['incident', '/detection/detail', null, 'type'],
  ['incident', '/impact/customers', -1, 'minimum'],
  ['incident', '/impact/customers', 1.5, 'type'],
  ['incident', '/impact/customers', '1,240', 'type'],
  ['incident', '/impact/cost/amount', -1, 'minimum'],
  ['incident', '/impact/cost/currency', 'euro', 'pattern'],
  ['incident', '/notifications/0/on', '2026-03-04', 'pattern'],
  ['incident', '/evidence/0/sha256', 'ABC', 'pattern'],
  ['incident', '/causes/0', 'The directory', 'type'],
  ['incident', '/causes/0/id', '', 'pattern'],
  ['incident', '/causes/0/id', 'C/1', 'pattern'],
  ['incident', '/causes/0/role', 'main', 'enum'],
  ['incident', '/causes/0/statement', '', 'minLength'],
  ['incident', '/causes/0/whys/1', null, 'type'],
  ['incident', '/actions', null, 'type'],
  ['incident', '/actions/0', null, 'type'],
  ['incident', '/actions/0/title', '', 'minLength'],
  ['incident', '/actions/0/due', '', 'pattern'],
  ['incident', '/actions/0/due', 'next week', 'pattern'],
  ['incident', '/actions/0/due', '2026-02-30', 'format'],
  ['incident', '/actions/0/due', 20260331, 'type'],
  ['incident', '/actions/0/done/on', null, 'type'],
  ['incident', '/actions/0/done/by', null, 'type'],
  ['incident', '/nonconformity/applies', 'yes', 'type'],
  ['incident', '/reviews/0/stage', 'lite', 'enum'],
  ['incident', '/reviews/0/held', null, 'type'],
  ['incident', '/reviews/0/held', '2026-03-06T10:00', 'pattern'],
  ['incident', '/reviews/0/held', '2026-04-31', 'format'],
  ['incident', '/reviews/0/held', '2026-04-30T25:00Z', 'format'],
  ['incident', '/approvals/0/fingerprint', 'sha256:', 'pattern'],
  ['risk', '/assessments/0/likelihood', 0, 'minimum'],
  ['risk', '/actions/0/verified/result', 'good', 'enum'],
  ['policy', '/version', 3, 'type'],
  ['acknowledgement', '/method', 'mail', 'enum'],
  ['management-review', '/inputs/0/item', '9.3.2h', 'enum'],
  ['management-review', '/decisions/0/about', 'capacity', 'type'],
  ['config', '/profile', 'big', 'enum'],
  ['config', '/places/incident', '/etc', 'pattern'],
  ['config', '/places/incident', 'a/../../b', 'pattern'],
  ['config', '/severities', [], 'minItems'],
  ['config', '/severities', ['a', 'a'], 'uniqueItems'],
  ['config', '/sla/action/now', 'soon', 'pattern'],
  ['config', '/risk/scale', 1, 'minimum'],
  ['config', '/repeat/basis', 'title', 'enum'],
  ['config', '/milestones/hand_over/from', 'begun', 'enum'],
  ['config', '/targets/repeat_rate/value', '10 %', 'type'],
  ['config', '/calendar/from', '9:00', 'pattern'],
  ['config', '/calendar/holidays/0', '2026-02-29', 'format'],
  ['config', '/rules/blame', 'fatal', 'enum'],
  ['config', '/epoch', 'main', 'pattern'],
  ['people', '/0/handle', 'mo', 'pattern'],
  ['people', '/0/until', null, 'type'],
  ['waivers', '/0/rule', '', 'minLength'],
  ['import-map', '/fields', [], 'minItems'],
  ['import-map', '/fields/0/to', '', 'minLength'],
  ['import-map', '/fields/2/values/high', 1, 'type'],
  ['import-map', '/fields/5/in', 'text', 'enum'],
  ['import-map', '/constants/type', ['availability'], 'type'],
])('one wrong value is one error: %s %s %j', (name, pointer, value, keyword) => {
  expect(errorsOf(name, withValue(sample(name), pointer, value))).toEqual([`${pointer} ${keyword}`]);
});
