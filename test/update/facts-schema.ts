import type { FactColumn } from '../../src/core/facts/fact-table.ts';
import { columnsOf, factTables } from '../../src/core/facts/index.ts';

type Schema = { [key: string]: unknown };

const types: { readonly [unit in FactColumn['unit']]: Schema } = {
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  count: { type: 'integer', minimum: 0 },
  days: { type: 'integer' },
  seconds: { type: 'number' },
  money: { type: 'number' },
  date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
  instant: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$' },
  list: { type: 'array', items: { type: 'string' } },
};

/** The schema of one line of `pir export jsonl`, as the tables of facts describe themselves. */
export function factsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:pir:schema:facts@1',
    title: 'One line of pir export jsonl; the rows of pir export parquet without `table`',
    description:
      'Instants are UTC, days are of the config’s zone, durations are seconds. What is not known is null, never 0 or empty.',
    oneOf: factTables.map(({ name }) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(
      factTables.map((table) => [
        table.name,
        {
          type: 'object',
          description: table.about,
          required: ['table', ...columnsOf(table).map(({ key }) => key)],
          properties: {
            table: { const: table.name, description: 'The name of the table.' },
            ...Object.fromEntries(columnsOf(table).map((column) => [column.key, typeOf(column)])),
          },
          unevaluatedProperties: false,
        },
      ]),
    ),
  };
}

/** The same as the file has it: a property a line. */
export function factsSchemaText(): string {
  const text = JSON.stringify(factsSchema(), null, 2);
  const isFlat = (body: string) =>
    !body.includes('{') || /^\s*"type": "array",\s*"items": \{[^{}]*\},[^{}]*$/.test(body);
  const joined = (part: string) => part.replace(/\n\s*/g, ' ');
  return `${text
    .replace(/(^ {8}"[a-z_]+": )\{([\s\S]*?)^ {8}\}/gm, (whole, key: string, body: string) =>
      isFlat(body) ? `${key}{${joined(body)}}` : whole,
    )
    .replace(/\[\n[^[\]{}]*\]/g, joined)
    .replace(/\{\s+("\$ref": "[^"]+")\s+\}/g, '{ $1 }')}\n`;
}

function typeOf({ unit, isNeeded, about }: FactColumn): Schema {
  const { type, ...rest } = types[unit];
  return { type: isNeeded ? type : [type, 'null'], ...rest, description: about };
}
