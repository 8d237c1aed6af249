import { type Schema, schemas } from '#schemas';
import { type Field, fields } from '../record/fields.ts';
import type { SchemaName } from '../record/validators.d.ts';
import type { Block } from '../report.ts';

/** A page about all that one of them holds: its keys, a line each. */
export function explainSchema(schema: SchemaName): Block[] {
  const prefix = schema === 'incident' ? '' : `${schema}.`;
  const top = fields().filter((field) => field.schema === schema && !field.name.slice(prefix.length).includes('.'));
  return [
    { block: 'heading', level: 1, text: schema },
    {
      block: 'text',
      text: `${schemas[schema].title ?? schema}. What lies below is explained by its name with dots: pir explain ${top.at(-1)?.name ?? schema}.`,
    },
    { block: 'facts', rows: top.map(({ name, about }) => [name.slice(prefix.length), about.description ?? '']) },
  ];
}

/** The fields that a person may mean: the whole name, else every field that ends so. */
export function findFields(asked: string): Field[] {
  const all = fields();
  const plain = asked
    .replace(/^incident\./, '')
    .replace(/\[\d*\]|\/\d+(?=\/|$)/g, '')
    .replace(/^\//, '')
    .replaceAll('/', '.');
  const exact = all.filter(({ name }) => name === plain);
  return exact.length > 0 ? exact : all.filter(({ name }) => name.endsWith(`.${plain}`));
}

/** A page about one field: what it is, what it may be, what it is without a value. */
export function explainField({ name, schema, about, isRequired }: Field): Block[] {
  const rows: (readonly [string, string])[] = [['In', `${schema}.schema.json`]];
  rows.push(['May be', valuesOf(about)]);
  if (isRequired) rows.push(['Needed', 'yes']);
  if (about.default !== undefined) rows.push(['Default', JSON.stringify(about.default)]);
  for (const example of about.examples ?? [])
    rows.push(['Example', typeof example === 'string' ? example : JSON.stringify(example)]);
  return [
    { block: 'heading', level: 1, text: name },
    { block: 'text', text: about.description ?? '' },
    { block: 'facts', rows },
  ];
}

/** What a value may be, in words. */
export function valuesOf(about: Schema): string {
  if (about.const !== undefined) return about.const;
  if (about.enum !== undefined) return about.enum.join(', ');
  if (about.format === 'pir-time') return 'a time with an offset: 2026-11-20T09:12:00+01:00';
  if (about.format === 'pir-day') return 'a day: 2026-11-20';
  if (about.format === 'pir-held') return 'a day or a time with an offset';
  const type =
    about.type === undefined ? 'anything' : typeof about.type === 'string' ? about.type : about.type.join(' or ');
  const words: { [type: string]: string } = {
    string: 'text',
    object: 'a map',
    array: 'a list',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return (
    type
      .split(' or ')
      .map((each) => words[each] ?? each)
      .join(' or ')
      .replace(' or null', ', or empty') + (about.pattern === undefined ? '' : ` that matches ${about.pattern}`)
  );
}
