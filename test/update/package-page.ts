import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlMap } from '../../src/core/audit/control-map.ts';
import { allowances } from '../../src/core/audit/package/manifest.ts';
import type { Block, Column, Row, Table } from '../../src/core/report.ts';

interface Schema {
  $ref?: string;
  const?: unknown;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: { [key: string]: Schema };
  additionalProperties?: Schema;
  items?: Schema;
  oneOf?: Schema[];
  $defs?: { [key: string]: Schema };
}

/** docs/reference/package.md: what `pir audit package` writes, from the schemas that its files are held to. */
export function packagePage(): Block[] {
  return [
    { block: 'heading', level: 1, text: 'The evidence package' },
    text(
      'What pir audit package writes for programs. The README of a package says what each file is for, and how to verify all ' +
        'of them with stock tools; pir audit verify does so by itself.',
    ),
    ...['manifest', 'events', 'control-map'].flatMap(schemaBlocks),
    { block: 'heading', level: 2, text: '--allow' },
    text('What a package may be made in spite of; the manifest says so. Findings of other rules are content.'),
    table(
      'Reasons',
      Object.entries(allowances).map(([what, means]) => ({ what, means })),
      [
        ['what', 'Reason'],
        ['means', 'There are'],
      ],
    ),
    { block: 'heading', level: 2, text: 'The control map' },
    text(
      'Ids are those of the frameworks, the words are our own. Each requirement points to records and figures of the period, ' +
        'or says that there is no evidence in this period, or that pir does not cover it.',
    ),
    table(
      'Controls',
      controlMap.flatMap(({ framework, id, words, requirements }) =>
        requirements.map(({ words: asked, evidence }, at) => ({
          framework: at === 0 ? framework : '',
          id: at === 0 ? id : '',
          words: at === 0 ? words : '',
          asked,
          covered: evidence === null ? 'not by pir' : '',
        })),
      ),
      [
        ['framework', 'Framework'],
        ['id', 'Control'],
        ['words', 'What it is about'],
        ['asked', 'What is looked for'],
        ['covered', 'Covered'],
      ],
    ),
  ];
}

const text = (words: string): Block => ({ block: 'text', text: words });

function schemaBlocks(name: string): Block[] {
  const path = join(import.meta.dirname, `../../schemas/${name}.schema.json`);
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema & { title: string };
  return [
    { block: 'heading', level: 2, text: schema.title.replace(' of an evidence package', '') },
    text(`${schema.description} The schema is schemas/${name}.schema.json.`),
    table(
      'Fields',
      [...rowsOf(schema, schema, '')],
      [
        ['key', 'Key'],
        ['type', 'Type'],
        ['about', 'What it is'],
      ],
    ),
  ];
}

function* rowsOf(schema: Schema, top: Schema, prefix: string): Generator<Row> {
  for (const [key, given] of Object.entries(schema.properties ?? {})) {
    const name = `${prefix}${key}`;
    yield { key: name, type: typeOf(given), about: given.description ?? '' };
    const inner = [given, given.items, ...(given.oneOf ?? [])].flatMap((each) => (each ? [followed(each, top)] : []));
    for (const each of inner) yield* rowsOf(each, top, `${name}.`);
  }
}

function followed(schema: Schema, top: Schema): Schema {
  return schema.$ref === undefined ? schema : (top.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? schema);
}

function typeOf({ type, enum: values, const: only, oneOf, items }: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return values.map((value) => (value === null ? 'null' : String(value))).join(', ');
  if (oneOf !== undefined) return oneOf.map(typeOf).join(' or ');
  const words = [type ?? []].flat().join(' or ');
  return words === 'array' ? `list of ${items?.type === 'string' ? 'texts' : 'maps'}` : words;
}

function table(title: string, rows: readonly Row[], heads: readonly (readonly [key: string, title: string])[]): Block {
  const columns = heads.map(([key, head]): Column => ({ key, title: head, unit: 'text' }));
  const made: Table = { name: title, title, columns, rows };
  return { block: 'table', table: made };
}
