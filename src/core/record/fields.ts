import { type Schema, schemas } from '#schemas';
import type { SchemaName } from './validators.d.ts';

/** A field of a record or setting: `causes.whys`, `config.sla.review`. */
export interface Field {
  /** Its whole name, with the schema in front where that is not `incident`. */
  name: string;
  schema: SchemaName;
  about: Schema;
  isRequired: boolean;
}

/** The schemas of what people write, in their order. */
export function schemaNames(): SchemaName[] {
  return Object.keys(schemas) as SchemaName[];
}

/** Every field of every schema, lists and maps entered, in the order of the schemas. */
export function fields(): Field[] {
  return schemaNames().flatMap((schema) => {
    const top = schemas[schema];
    return below(top, top, schema === 'incident' ? '' : `${schema}.`, schema, 0);
  });
}

const DEEPEST = 5;

function below(schema: Schema, top: Schema, prefix: string, name: SchemaName, depth: number): Field[] {
  const here = followed(schema, top);
  if (depth > DEEPEST) return [];
  const inner = here.items ?? here.additionalProperties;
  const own = Object.entries(here.properties ?? {}).flatMap(([key, about]) => {
    const field: Field = {
      name: `${prefix}${key}`,
      schema: name,
      about: followed(about, top),
      isRequired: here.required?.includes(key) ?? false,
    };
    return [field, ...below(about, top, `${prefix}${key}.`, name, depth + 1)];
  });
  return inner === undefined ? own : [...own, ...below(inner, top, prefix, name, depth)];
}

function followed(schema: Schema, top: Schema): Schema {
  const target = schema.$ref === undefined ? undefined : top.$defs?.[schema.$ref.replace('#/$defs/', '')];
  if (target === undefined) return schema;
  const { $ref: _ref, ...own } = schema;
  return { ...followed(target, top), ...own };
}
