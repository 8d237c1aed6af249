import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const interfaces = {
  incident: 'Incident',
  risk: 'Risk',
  policy: 'Policy',
  acknowledgement: 'Acknowledgement',
  'management-review': 'ManagementReview',
  config: 'ConfigFile',
  people: undefined,
  waivers: undefined,
  'import-map': 'ImportMap',
};

/** Where the generated file belongs, below the root of the repository. */
export const shapesPath = 'src/core/record/shapes.ts';

const nameOf = (ref) => {
  const name = ref.slice('#/$defs/'.length);
  return name[0].toUpperCase() + name.slice(1);
};

function typeOf(schema, defs) {
  if (schema.$ref !== undefined) {
    const target = defs[schema.$ref.slice('#/$defs/'.length)];
    return target.properties === undefined ? typeOf(target, defs) : nameOf(schema.$ref);
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'array') return `(${typeOf(schema.items, defs)})[]`;
  if (schema.type !== 'object') return schema.type;
  const keys = schema.properties && Object.keys(schema.properties);
  if (keys?.length === 0) return '{ [key: string]: unknown }';
  if (keys !== undefined) return membersOf(schema, defs);
  return `{ [key: string]: ${typeOf(schema.additionalProperties, defs)} }`;
}

function membersOf(schema, defs) {
  const members = Object.entries(schema.properties).map(
    ([key, value]) => `/** ${value.description} */\n${JSON.stringify(key)}?: ${typeOf(value, defs)};`,
  );
  return `{\n${members.join('\n')}\n}`;
}

/** The TypeScript interfaces of all schemas, formatted: one for each file and one for each of its parts that has keys. */
export function shapes() {
  const found = new Map();
  for (const [name, title] of Object.entries(interfaces)) {
    const schema = JSON.parse(readFileSync(new URL(`schemas/${name}.schema.json`, root), 'utf8'));
    const add = (key, part) =>
      found.set(
        key,
        `/** ${part.description ?? part.title} */\nexport interface ${key} ${membersOf(part, schema.$defs)}`,
      );
    if (title !== undefined) add(title, schema);
    for (const [key, part] of Object.entries(schema.$defs)) if (part.properties) add(nameOf(`#/$defs/${key}`), part);
  }
  const head = `// Generated from schemas/ by test/update/shapes.mjs (npm run update), which is why it is long: do not edit.
// Everything is optional, because a record under judgement may lack anything.\n\n`;
  return execFileSync(
    fileURLToPath(new URL('node_modules/.bin/biome', root)),
    ['format', `--stdin-file-path=${shapesPath}`],
    { cwd: fileURLToPath(root), input: head + [...found.values()].join('\n\n'), encoding: 'utf8' },
  );
}
