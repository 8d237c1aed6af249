// Over 200 lines: one wrong value becomes one finding here, and each way to be wrong has its words.
import { bareSchemas } from '#bare-schemas';
import { schemas } from '#schemas';
import { validators } from '#validators';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { type Fits, fitsOf } from './fits.ts';
import { limits } from './limits.ts';
import { pointerStep } from './node.ts';
import { describeValue, expectedBy, expectedOfPattern } from './schema-words.ts';
import type { Schema } from './schemas.d.ts';
import type { SchemaError, SchemaName } from './validators.d.ts';

/** What a schema says about data. */
export interface Shape {
  problems: Problem[];
  /** Pointers of the values that do not fit: the data without them has its shape. */
  refused: string[];
}

/**
 * Judges data by a schema. `absent` holds pointers of values that could not be read and have a problem already: nothing
 * is said of them, nor of what stands in them.
 */
export function judgeShape(name: SchemaName, data: unknown, absent: ReadonlySet<string>): Shape {
  if (isFitting(name, data)) return sound;
  const validate = validators[name];
  if (validate(data)) return sound;
  const errors = ownErrors(validate.errors ?? []).filter(
    (error) => !isAbsent(pointerOf(error), absent) && !isUnowned(error),
  );
  const foreign = errors.find((error) => error.instancePath === '/schema' && error.keyword === 'const');
  // A file of another kind or version is one wrong fact, not one for each key that it has and should not have.
  const isOther = foreign !== undefined && /^pir\//.test(String(valueAt(data, '/schema')));
  const told = isOther ? [foreign] : withoutRenamed(name, errors);
  return {
    problems: told.slice(0, limits.findings).map((error) => problemOf(name, error, data)),
    refused: errors.filter(({ keyword }) => keyword !== 'required' && keyword !== 'not').map(pointerOf),
  };
}

/**
 * Without what follows from another error: that a condition does not hold, what it asks for where nobody can read what it
 * depends on, and what a branch says again.
 */
function ownErrors(errors: readonly SchemaError[]): readonly SchemaError[] {
  if (!errors.some(isConditional)) return errors;
  const isUnknown = errors.some(({ instancePath }) => instancePath === '/confidentiality');
  const plain = new Set(errors.filter((error) => !isConditional(error)).map(keyOf));
  return errors.filter(
    (error) => error.keyword !== 'if' && !(isConditional(error) && (isUnknown || plain.has(keyOf(error)))),
  );
}

const isConditional = ({ keyword, schemaPath }: SchemaError): boolean =>
  keyword === 'if' || /^#\/(?:then|else)\//.test(schemaPath);
const keyOf = (error: SchemaError): string => `${error.keyword} ${pointerOf(error)}`;

const sound: Shape = { problems: [], refused: [] };
const fits = new Map<SchemaName, Fits>();

// Made in less time than it takes to load what ajv made, which most runs then never do.
function isFitting(name: SchemaName, data: unknown): boolean {
  const isFit = fits.get(name) ?? fitsOf(bareSchemas[name]);
  fits.set(name, isFit);
  return isFit(data);
}

// That nobody is named at all is for the rule `owner` to say, as that a placeholder is: one wrong fact, one finding.
function isUnowned(error: SchemaError): boolean {
  return error.instancePath === '' && missingKey(error) === 'owner';
}

function isAbsent(pointer: string, absent: ReadonlySet<string>): boolean {
  if (absent.size === 0) return false;
  for (let part = pointer; part !== ''; part = part.slice(0, part.lastIndexOf('/'))) if (absent.has(part)) return true;
  return absent.has('');
}

function missingKey(error: SchemaError): string | undefined {
  return error.keyword === 'required' ? String(error.params.missingProperty) : undefined;
}

function unknownKey(error: SchemaError): string | undefined {
  const key = error.params.unevaluatedProperty ?? error.params.additionalProperty;
  return typeof key === 'string' ? key : undefined;
}

/** Where the wrong value stands, or the missing one would. */
function pointerOf(error: SchemaError): string {
  const key = missingKey(error) ?? unknownKey(error);
  return key === undefined ? error.instancePath : error.instancePath + pointerStep(key);
}

// A misspelt key is unknown, and the right one is missing: one fact.
function withoutRenamed(name: SchemaName, errors: readonly SchemaError[]): readonly SchemaError[] {
  const renamed = new Set<string>();
  if (!errors.some((error) => missingKey(error) !== undefined)) return errors;
  for (const error of errors.slice(0, limits.findings)) {
    const unknown = unknownKey(error);
    const meant = unknown === undefined ? undefined : nearest(unknown, keysAt(name, error.instancePath));
    if (meant !== undefined) renamed.add(error.instancePath + pointerStep(meant));
  }
  return errors.filter((error) => missingKey(error) === undefined || !renamed.has(pointerOf(error)));
}

function problemOf(name: SchemaName, error: SchemaError, data: unknown): Problem {
  const pointer = pointerOf(error);
  const schema = schemaAt(name, pointer);
  const unknown = unknownKey(error);
  if (unknown !== undefined) return unknownProblem(name, error.instancePath, unknown, pointer);
  const missing = missingKey(error);
  const about = schema?.description === undefined ? '' : ` ${schema.description}`;
  if (missing !== undefined)
    return {
      message: `Unexpected absence of \`${missing}\`, expected ${expectedBy(schema)}`,
      hint: `Add \`${missing}:\`.${about}`,
      pointer,
    };
  const value = valueAt(data, pointer);
  const found = describeValue(value);
  if (error.keyword === 'enum') {
    const allowed = (error.params.allowedValues as unknown[]).map(String);
    const guess = typeof value === 'string' ? nearest(value, allowed) : undefined;
    return {
      message: `Unexpected ${found}, expected one of ${allowed.join(', ')}`,
      hint: guess === undefined ? `Choose one of them.${about}` : `Did you mean ${guess}?`,
      pointer,
    };
  }
  if (error.keyword === 'false schema')
    return {
      message: 'Unexpected `restricted` in a record that is not, expected `confidentiality: restricted` beside it',
      hint: 'Add `confidentiality: restricted` if the full record is kept elsewhere, else delete it.',
      pointer,
      atKey: true,
    };
  if (error.keyword === 'not' && pointer === '/times')
    return {
      message: 'Unexpected absence of `started` and `detected`, expected at least one of them',
      hint: 'Add `detected:`, when somebody first knew, or `started:`, when the harm began.',
      pointer: '/times/detected',
    };
  if (error.keyword === 'format')
    return {
      message: `Unexpected ${found}, expected ${error.params.format === 'pir-day' ? 'a day' : 'a day and time'} of the calendar`,
      hint: `${swapped(value) ?? 'Correct it'}: there is no such day, time or offset.`,
      pointer,
    };
  const expected =
    error.keyword === 'pattern' ? expectedOfPattern(String(error.params.pattern)) : expectedBy(schema, error);
  return {
    message: `Unexpected ${found}, expected ${expected}`,
    hint: hintFor(value, error, expected, about),
    pointer,
  };
}

/** The day that was meant, where month and day can only have been swapped. */
function swapped(value: unknown): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(String(value)) ?? [];
  const isSwapped = Number(month) > 12 && Number(month) <= 31 && Number(day) >= 1 && Number(day) <= 12;
  return isSwapped ? `Did you swap month and day, and mean ${year}-${day}-${month}? As it stands` : undefined;
}

function hintFor(value: unknown, error: SchemaError, expected: string, about: string): string {
  const types = [error.params.type].flat();
  if (error.keyword === 'type' && types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return `Quote it: "${value}".`;
  if (value === null) return `Write ${expected}, or delete the key.${about}`;
  if (expected.includes('offset') && typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(value))
    return 'Add the offset from UTC: Z, or one such as +01:00.';
  return `Write ${expected}.${about}`;
}

function unknownProblem(name: SchemaName, path: string, key: string, pointer: string): Problem {
  const known = keysAt(name, path);
  const guess = nearest(key, known);
  const own = `x_${key.toLowerCase().replace(/[^a-z0-9_]+/g, '_')}`;
  const few = known.length > 0 && known.length <= 12 ? `one of ${known.join(', ')}` : 'a key of the schema';
  return {
    message: `Unexpected key \`${key.slice(0, 60)}\`, expected ${guess === undefined ? few : `\`${guess}\``}`,
    hint:
      guess === undefined
        ? path !== '' && keysAt(name, '').includes(key)
          ? `It stands at the left margin: take away the indentation of \`${key}\` and of what belongs to it.`
          : `Delete it, or call it \`${own.slice(0, 60)}\` if it is yours.`
        : `Did you mean \`${guess}\`? A key of your own begins with \`x_\`.`,
    pointer,
    atKey: true,
  };
}

function resolve(schema: Schema | undefined, root: Schema): Schema | undefined {
  const name = /#\/\$defs\/(.+)$/.exec(schema?.$ref ?? '')?.[1];
  if (name === undefined) return schema;
  // The words beside a reference are nearer to the matter than those of what it refers to.
  return {
    ...resolve(root.$defs?.[name], root),
    ...(schema?.description !== undefined && { description: schema.description }),
  };
}

/** The part of a schema that speaks of a pointer. */
export function schemaAt(name: SchemaName, pointer: string): Schema | undefined {
  const root = schemas[name];
  let schema: Schema | undefined = root;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const here = resolve(schema, root);
    const own =
      here?.properties !== undefined && Object.hasOwn(here.properties, step) ? here.properties[step] : undefined;
    schema = own ?? here?.items ?? here?.additionalProperties;
  }
  return resolve(schema, root);
}

const keysAt = (name: SchemaName, pointer: string): string[] => Object.keys(schemaAt(name, pointer)?.properties ?? {});

function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? (value as { [key: string]: unknown })[step] : undefined;
  }
  return value;
}

/** A copy of data without the values at those pointers; an item taken out of a list leaves a hole (undefined). */
export function prune<T>(data: T, pointers: readonly string[]): T | undefined {
  if (pointers.length === 0) return data;
  if (pointers.includes('')) return undefined;
  const copy = copyOf(data);
  for (const pointer of pointers) {
    const slash = pointer.lastIndexOf('/');
    const parent = valueAt(copy, pointer.slice(0, slash));
    const step = pointer
      .slice(slash + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~');
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) continue;
    if (Array.isArray(parent)) parent[Number(step)] = undefined;
    else delete (parent as { [key: string]: unknown })[step];
  }
  return copy;
}

function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)])) as T;
}
