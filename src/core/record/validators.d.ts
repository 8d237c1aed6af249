// Types of `#validators`, which build.mjs makes from schemas/ with ajv.
export type SchemaName =
  | 'incident'
  | 'risk'
  | 'policy'
  | 'acknowledgement'
  | 'management-review'
  | 'config'
  | 'people'
  | 'waivers'
  | 'import-map';

/** One wrong value. There are no words in it: `keyword` and `params` say what is wrong. */
export interface SchemaError {
  /** JSON pointer of the value; of what is missing or unknown, that of the object it is missing from or stands in. */
  instancePath: string;
  /** In the `$defs` part that was applied, so not from the root of the schema: find a place by `instancePath`. */
  schemaPath: string;
  keyword: string;
  params: { readonly [name: string]: unknown };
}

export interface ValidateFunction {
  (data: unknown): boolean;
  /** The errors of the last call, all of them; null when there were none. */
  errors?: SchemaError[] | null;
}

export declare const validators: { readonly [name in SchemaName]: ValidateFunction };
