import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { formats } from '../../src/core/record/formats.ts';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const schemas = new URL('../../schemas/', import.meta.url);
// What pir writes for others is described in the reference; nobody types it in an editor.
const written = ['control-map', 'events', 'facts', 'manifest', 'reconciliation', 'report'];
const names = readdirSync(schemas)
  .map((name) => name.replace('.schema.json', ''))
  .filter((name) => !written.includes(name));

it.each(names)('pir schema %s prints the schema, and nothing else, wherever it is run', async (name) => {
  const cwd = makeFolder();
  const { code, out, err } = await runPir(['schema', name], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(readFileSync(new URL(`${name}.schema.json`, schemas), 'utf8'));
  expect(() => new Ajv2020({ strict: false, formats }).compile(JSON.parse(out))).not.toThrow();
});

it('gives the fields as a table in every other format', async () => {
  const { out } = await runPir(['schema', 'incident', '--format', 'json'], { cwd: makeFolder() });
  const [table] = JSON.parse(out).tables;
  expect(table.rows).toContainEqual({
    field: 'type',
    may_be: 'security, availability, privacy, safety, near_miss, exercise',
    needed: true,
    default: null,
    about: 'What sort of incident it is.',
  });
  const config = await runPir(['schema', 'config', '--format', 'csv'], { cwd: makeFolder() });
  expect(config.out).toContain('sla.acknowledgement,');
});

it('names the nearest schema for one that does not exist', async () => {
  const { code, err } = await runPir(['schema', 'incidents'], { cwd: makeFolder() });
  expect([code, err]).toEqual([2, expect.stringContaining('Did you mean incident?')]);
});
