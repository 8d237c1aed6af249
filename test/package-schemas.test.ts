import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { demoPackage } from './demo-package.ts';

const names = {
  'manifest.json': 'manifest',
  'history/events.json': 'events',
  'control-map.json': 'control-map',
} as const;
const reports = ['reports/metrics.json', 'reports/coverage.json', 'reports/repeats.json', 'checks/check.json'];

// Made before the tests, since what one of them makes is gone with it.
const made = await demoPackage();

const validatorOf = (name: string) => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, `../schemas/${name}.schema.json`), 'utf8'));
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  return { schema, validate: ajv.compile(schema) };
};

describe('the schemas of an evidence package', () => {
  it.each(Object.entries(names))('%s is as schemas/%s.schema.json says, keys in its order', (file, name) => {
    const { schema, validate } = validatorOf(name);
    const data = JSON.parse(made.read(file));
    expect(validate(data), JSON.stringify(validate.errors?.slice(0, 5), null, 1)).toBe(true);
    expect(Object.keys(data)).toEqual(schema.required);
    // A schema that takes anything would hold nothing.
    expect(validate({ ...data, more: 1 })).toBe(false);
    expect(validate({ ...data, version: 2 })).toBe(false);
  });

  it.each(reports)('%s is a report', (file) => {
    const { validate } = validatorOf('report');
    const data = JSON.parse(made.read(file));
    expect(validate(data), JSON.stringify(validate.errors?.slice(0, 5), null, 1)).toBe(true);
  });

  it('lists events with the keys that pir log promises, in their order', () => {
    const { events } = JSON.parse(made.read('history/events.json'));
    const { $defs } = validatorOf('events').schema;
    for (const event of events) expect(Object.keys(event)).toEqual($defs.event.required);
  });
});
