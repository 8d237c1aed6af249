// Types of `#schemas`: the schemas themselves, frozen. Load them only where a schema is read, not where one is applied.
import type { SchemaName } from './validators.d.ts';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'pir-time' | 'pir-day' | 'pir-held';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: { readonly [key: string]: Schema };
  /** The values of a map whose keys are free. */
  readonly additionalProperties?: Schema;
}

export declare const schemas: { readonly [name in SchemaName]: Schema };
