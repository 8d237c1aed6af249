import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { replay } from '../examples/replay.mjs';
import { makeFolder } from './repository.ts';
import { runPir } from './run-pir.ts';
import { factsSchema, factsSchemaText } from './update/facts-schema.ts';

const file = join(import.meta.dirname, '../schemas/facts.schema.json');

describe('schemas/facts.schema.json', () => {
  it('says what the tables say of themselves', () => {
    if (process.env.PIR_UPDATE === '1') writeFileSync(file, factsSchemaText());
    expect(readFileSync(file, 'utf8')).toBe(factsSchemaText());
    expect(JSON.parse(factsSchemaText())).toEqual(factsSchema());
  });

  it('describes every column in a sentence', () => {
    for (const table of Object.values(factsSchema().$defs as { [name: string]: { properties: object } }))
      for (const [key, { description }] of Object.entries(table.properties))
        expect(description, key).toMatch(/^\S.{8,}[.]$/);
  });

  it('holds every line of an organisation’s export, and no line of other shape', async () => {
    const cwd = makeFolder();
    replay(cwd);
    const { out, code } = await runPir(['export', 'jsonl'], { cwd, now: '2026-11-02T12:00:00Z' });
    expect(code).toBe(0);
    const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(factsSchema());
    const lines = out.trimEnd().split('\n');
    const tables = new Set<string>();
    for (const line of lines) {
      const row = JSON.parse(line);
      tables.add(row.table);
      expect(validate(row), `${line}\n${JSON.stringify(validate.errors)}`).toBe(true);
    }
    expect([...tables]).toEqual(Object.keys(factsSchema().$defs as object));
    const row = JSON.parse(lines[0] as string);
    for (const wrong of [
      { ...row, more: 1 },
      { ...row, id: null },
      { ...row, time_to_detect: '1' },
      { ...row, table: 'x' },
    ])
      expect(validate(wrong)).toBe(false);
  });
});
