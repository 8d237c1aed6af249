import type { Schema } from './schemas.d.ts';
import type { SchemaError } from './validators.d.ts';

const time = 'a time with an offset such as 2026-11-20T09:12:00+01:00';
const day = 'a day such as 2026-11-20';

// By the pattern itself: a test holds that every pattern of the schemas has its words here.
const patterns: { readonly [pattern: string]: string } = {
  '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$': time,
  '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d))?$': `${day}, or ${time}`,
  '^\\d{4}-\\d\\d-\\d\\d$': day,
  '^\\d+(m|h|d|w|mo|y)$': 'a span such as 30m, 72h, 14d, 6mo or 1y',
  '^[0-9a-f]{64}$': '64 lower-case hexadecimal digits',
  '^sha256:[0-9a-f]{64}$': 'sha256: and 64 lower-case hexadecimal digits',
  '^([0-9a-f]{7,64})?$': 'the hash of a commit, 7 to 64 hexadecimal digits',
  '^[A-Za-z][A-Za-z0-9._-]{0,63}$': 'a letter, then letters, digits, dots, dashes or underscores',
  '^[A-Z]{3}$': 'three capital letters such as EUR',
  '^(?!/)(?!.*(?:^|/)\\.\\.(?:/|$)).+$': 'a folder below the root, without `..`',
  '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$': 'a time of day such as 09:00, in quotes',
  '^@[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$': 'a handle such as @alice, in quotes',
  '^[^\\s@]+@[^\\s@]+$': 'an e-mail address',
};

/** Words for what a pattern asks for. */
export function expectedOfPattern(pattern: string): string {
  return patterns[pattern] ?? `text like ${pattern}`;
}

const types: { readonly [type: string]: string } = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** Words for what a schema asks for; of an error that is not about the type, for what that asks for. */
export function expectedBy(schema: Schema | undefined, error?: SchemaError): string {
  const limit = error?.params.limit;
  if (error?.keyword === 'minLength') return 'at least one character';
  if (error?.keyword === 'maxLength') return `at most ${limit} characters`;
  if (error?.keyword === 'minimum') return `${limit} or more`;
  if (error?.keyword === 'maximum') return `${limit} or less`;
  if (error?.keyword === 'minItems') return `at least ${limit} in the list`;
  if (error?.keyword === 'uniqueItems') return 'each once';
  if (error?.keyword === 'const') return String(error.params.allowedValue);
  if (schema?.const !== undefined) return schema.const;
  if (schema?.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  if (schema?.pattern !== undefined) return expectedOfPattern(schema.pattern);
  const asked = [schema?.type ?? (error?.params.type as string | undefined)].flat().find((type) => type !== 'null');
  return types[asked ?? ''] ?? 'another value';
}

/** Words for what was found. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'empty value';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'string') {
    if (value === '') return 'empty text';
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  }
  return String(value);
}
