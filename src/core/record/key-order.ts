import { type Schema, schemas } from '#schemas';
import type { RecordKind } from './kinds.ts';

/** The keys of the map at that pointer, in the order in which the schema lists them; [] where it lists none. */
export function keyOrder(kind: RecordKind, pointer: string): readonly string[] {
  const top = schemas[kind];
  let at: Schema | undefined = top;
  for (const step of pointer === '' ? [] : pointer.slice(1).split('/')) {
    at = followed(at, top);
    at = at?.properties?.[step] ?? at?.items ?? at?.additionalProperties;
  }
  return Object.keys(followed(at, top)?.properties ?? {});
}

function followed(schema: Schema | undefined, top: Schema): Schema | undefined {
  return schema?.$ref === undefined ? schema : top.$defs?.[schema.$ref.replace('#/$defs/', '')];
}
