// Types of `#bare-schemas`, which build.mjs makes from schemas/: what says whether a value is right, without the words.
import type { Schema } from './schemas.d.ts';
import type { SchemaName } from './validators.d.ts';

export interface BareSchema
  extends Omit<Schema, 'title' | 'description' | 'default' | 'examples' | '$defs' | 'items' | 'properties'> {
  readonly $defs?: { readonly [name: string]: BareSchema };
  readonly items?: BareSchema;
  readonly not?: BareSchema;
  readonly if?: BareSchema;
  readonly then?: BareSchema;
  readonly else?: BareSchema;
  readonly properties?: { readonly [key: string]: BareSchema | boolean };
  readonly patternProperties?: { readonly [pattern: string]: BareSchema | boolean };
  readonly additionalProperties?: BareSchema | boolean;
}

export declare const bareSchemas: { readonly [name in SchemaName]: BareSchema };
