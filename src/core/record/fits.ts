import type { BareSchema as Bare } from './bare-schemas.d.ts';
import { formats } from './formats.ts';

/** Whether a value is what a schema asks for. */
export type Fits = (value: unknown) => boolean;

/**
 * A schema as a function that says yes or no, and nothing of what is wrong. Few small functions do all of it, so that they
 * are compiled after some records; the validators that ajv makes have a thousand branches, of which each starts slowly. It
 * never says yes where ajv says no; a no may only mean that ajv has to be asked. Throws for a keyword that it does not know,
 * in a part under `$defs` when that is first asked: a record has few of them, and making all takes as long as reading it.
 */
export function fitsOf(schema: Bare): Fits {
  const parts = new Map<string, Fits>();

  function partOf(name: string): Fits {
    const known = parts.get(name);
    if (known !== undefined) return known;
    let made: Fits | undefined;
    const part: Fits = (value) => {
      made ??= of(schema.$defs?.[name] ?? unknown(`$ref to ${name}`));
      return made(value);
    };
    parts.set(name, part);
    return part;
  }

  /** Where a no decides, it has to be sure. */
  function exactly(schema: Bare): Fits {
    return /"(?:uniqueItems|\$ref)"/.test(JSON.stringify(schema)) ? unknown('a condition of that sort') : of(schema);
  }

  function of(schema: Bare | boolean): Fits {
    if (schema === true) return () => true;
    if (schema === false) return () => false;
    for (const keyword in schema) if (!keywords.has(keyword)) unknown(keyword);
    const { type, $ref, enum: words, const: word, not } = schema;
    const all: Fits[] = [];
    if (type !== undefined) all.push(ofTypes([type].flat()));
    if ($ref !== undefined) all.push(partOf($ref.slice('#/$defs/'.length)));
    if (words !== undefined) all.push(isOneOf(new Set<unknown>(words)));
    if (word !== undefined) all.push((value) => value === word);
    if (not !== undefined) all.push(inverse(exactly(not)));
    if (schema.if !== undefined) all.push(choice(exactly(schema.if), of(schema.then ?? true), of(schema.else ?? true)));
    all.push(...ofTexts(schema), ...ofNumbers(schema), ...ofLists(schema, of), ...ofMaps(schema, of));
    return together(all);
  }

  return of(schema);
}

const keywords = new Set([
  ...['$schema', '$id', '$defs', '$ref', 'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['not', 'if', 'then', 'else', 'minimum', 'maximum', 'items', 'minItems', 'uniqueItems'],
  ...['properties', 'patternProperties', 'additionalProperties', 'required'],
]);

function unknown(what: string): never {
  throw new Error(`no quick look knows ${what}`);
}

function together(all: readonly Fits[]): Fits {
  const [a, b, ...more] = all;
  if (a === undefined) return () => true;
  if (b === undefined) return a;
  if (more.length === 0) return (value) => a(value) && b(value);
  return (value) => a(value) && b(value) && more.every((fits) => fits(value));
}

const isOneOf =
  (words: ReadonlySet<unknown>): Fits =>
  (value) =>
    words.has(value);

const inverse =
  (fits: Fits): Fits =>
  (value) =>
    !fits(value);

const choice =
  (isMet: Fits, then: Fits, otherwise: Fits): Fits =>
  (value) =>
    isMet(value) ? then(value) : otherwise(value);

const isMap = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const types: { readonly [name: string]: Fits } = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
  null: (value) => value === null,
  array: Array.isArray,
  object: isMap,
};

function ofTypes(names: readonly string[]): Fits {
  const all = names.map((name) => types[name] ?? unknown(`type ${name}`));
  const [first] = all;
  return all.length === 1 && first !== undefined ? first : (value) => all.some((fits) => fits(value));
}

/** Of keywords about one type, values of another are none of their business. */
function ofTexts({ minLength = 0, maxLength, pattern, format }: Bare): Fits[] {
  const all: ((text: string) => boolean)[] = [];
  if (minLength > 1) unknown('minLength over 1');
  if (minLength === 1) all.push((text) => text !== '');
  // Characters, not units, of which there may be twice as many.
  if (maxLength !== undefined) all.push((text) => text.length <= maxLength || [...text].length <= maxLength);
  if (pattern !== undefined) {
    const shape = new RegExp(pattern, 'u');
    all.push((text) => shape.test(text));
  }
  if (format !== undefined) all.push(formats[format]);
  return all.map((fits) => (value) => typeof value !== 'string' || fits(value));
}

function ofNumbers({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Bare): Fits[] {
  if (minimum === Number.NEGATIVE_INFINITY && maximum === Number.POSITIVE_INFINITY) return [];
  return [(value) => typeof value !== 'number' || (value >= minimum && value <= maximum)];
}

function ofLists({ items, minItems = 0, uniqueItems }: Bare, of: (schema: Bare) => Fits): Fits[] {
  const all: ((list: readonly unknown[]) => boolean)[] = [];
  if (minItems > 0) all.push((list) => list.length >= minItems);
  // Lists and maps in a list are compared by ajv alone.
  if (uniqueItems)
    all.push((list) => new Set(list).size === list.length && list.every((item) => typeof item !== 'object'));
  if (items !== undefined) {
    const fits = of(items);
    all.push((list) => {
      for (let i = 0; i < list.length; i++) if (!fits(list[i])) return false;
      return true;
    });
  }
  return all.map((fits) => (value) => !Array.isArray(value) || fits(value));
}

function ofMaps(schema: Bare, of: (schema: Bare | boolean) => Fits): Fits[] {
  const { properties, patternProperties = {}, additionalProperties: rest = true, required = [] } = schema;
  if (properties === undefined && rest === true && required.length === 0) return [];
  if (Object.values(patternProperties).some((part) => part !== true)) unknown('patternProperties with a meaning');
  const needed = new Set(required);
  const known = new Map(
    Object.entries(properties ?? {}).map(([key, part]) => [key, { fits: of(part), isNeeded: needed.has(key) }]),
  );
  if (required.some((key) => !known.has(key))) unknown('required without properties');
  const free = Object.keys(patternProperties).map((pattern) => new RegExp(pattern, 'u'));
  const other = of(rest);
  return [
    (value) => {
      if (!isMap(value)) return true;
      let missing = needed.size;
      for (const key in value) {
        const part = known.get(key);
        const one = value[key];
        if (one === undefined) return false;
        if (part === undefined) {
          if (!free.some((pattern) => pattern.test(key)) && !other(one)) return false;
        } else if (!part.fits(one)) return false;
        else if (part.isNeeded) missing--;
      }
      return missing === 0;
    },
  ];
}
