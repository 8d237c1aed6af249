import { valuesOf } from '../core/explain/explain-field.ts';
import { fields } from '../core/record/fields.ts';
import type { SchemaName } from '../core/record/validators.d.ts';
import type { Report, Table } from '../core/report.ts';
import type { World } from '../world/world.ts';
import type { Argument, Command, Request } from './command.ts';
import { chosenOf, reportOnPir } from './report-on-pir.ts';

const names: readonly SchemaName[] = [
  'incident',
  'risk',
  'policy',
  'acknowledgement',
  'management-review',
  'config',
  'people',
  'waivers',
  'import-map',
];

const argument: Argument = { name: 'NAME', about: names.join(', '), choices: names };

export const command: Command = {
  arguments: [argument],
  options: [],
  examples: [
    ['pir schema incident > incident.schema.json', 'for an editor that completes and checks frontmatter'],
    ['pir schema config --format markdown', 'the settings as a table'],
  ],
  about: 'JSON Schema 2020-12. Every other format than human gives the fields as a table.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const name = chosenOf<SchemaName>(request, argument);
  return {
    ...reportOnPir('schema', request, world),
    raw: world.shipped(`schemas/${name}.schema.json`),
    tables: [fieldsTable(name)],
  };
}

function fieldsTable(name: SchemaName): Table {
  const all = fields().filter(({ schema }) => schema === name);
  return {
    name: 'fields',
    title: `${all.length} fields of ${name}`,
    columns: [
      { key: 'field', title: 'Field', unit: 'text' },
      { key: 'may_be', title: 'May be', unit: 'text' },
      { key: 'needed', title: 'Needed', unit: 'boolean' },
      { key: 'default', title: 'Default', unit: 'text' },
      { key: 'about', title: 'What it is', unit: 'text' },
    ],
    rows: all.map((field) => ({
      field: field.name.replace(new RegExp(`^${name}\\.`), ''),
      may_be: valuesOf(field.about),
      needed: field.isRequired,
      default: field.about.default === undefined ? null : JSON.stringify(field.about.default),
      about: field.about.description ?? null,
    })),
  };
}
