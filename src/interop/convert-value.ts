import { type Node, toData } from '../core/record/node.ts';
import type { Writable } from '../core/record/yaml-text.ts';
import { type Moment, readMoment } from '../core/say-time.ts';
import type { FieldPlace } from './import-map.ts';

/** A value in our form, or why theirs cannot be understood ("Unexpected X, expected Y"). */
export type Converted = { value: Writable } | { why: string };

/** Whether a value says nothing. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** A scalar as its author wrote it (1.10 stays 1.10), '' for an empty one; of a list or map its source. */
export function wordsOf(node: Node, text: string): string {
  if (node.kind === 'scalar' && node.value === null) return '';
  return (
    node.kind === 'scalar' && typeof node.value === 'string' ? node.value : text.slice(node.start, node.end)
  ).trim();
}

/** Their value in the form that its place needs; `zone` is that of times without an offset. */
export function convertValue(node: Node, field: FieldPlace, text: string, zone: string | undefined): Converted {
  const { form, path } = field.target;
  if (form === 'own' && (node.kind !== 'scalar' || field.values === undefined))
    return { value: toData(node) as Writable };
  if (node.kind === 'map')
    return { why: `Unexpected map, expected ${form === 'list' ? 'a list' : 'one value'} for ${path}` };
  if (form === 'list') return listFrom(node, field, text);
  if (node.kind === 'list') {
    if (field.join === undefined || node.items.some((item) => item.kind !== 'scalar'))
      return { why: `Unexpected list, expected one value for ${path}` };
    return { value: node.items.map((item) => wordsOf(item, text)).join(field.join) };
  }
  const words = wordsOf(node, text);
  if (form === 'time') return readTime(words, zone);
  return form === 'text' || field.values !== undefined ? lookUp(words, field) : { value: node.value };
}

function listFrom(node: Node, field: FieldPlace, text: string): Converted {
  const items = node.kind === 'list' ? node.items : [node];
  if (items.some((item) => item.kind !== 'scalar'))
    return { why: `Unexpected lists or maps in a list, expected texts for ${field.target.path}` };
  const words = items.flatMap((item) => {
    const whole = wordsOf(item, text);
    return field.split === undefined ? [whole] : whole.split(field.split).map((part) => part.trim());
  });
  const converted = words.filter((word) => word !== '').map((word) => lookUp(word, field));
  const wrong = converted.find((one) => 'why' in one);
  return wrong ?? { value: converted.map((one) => ('value' in one ? one.value : null)) };
}

function lookUp(words: string, { values }: FieldPlace): Converted {
  if (values === undefined) return { value: words };
  const value = values.get(words);
  return value === undefined
    ? { why: `Unexpected value, expected one of the map's: ${[...values.keys()].join(', ')}` }
    : { value };
}

const writtenTime =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:([Zz]|UTC|GMT)|([+-]\d\d):?(\d\d))?$/;

/**
 * A time as sites write it: RFC 3339, or with a blank for the T, or without an offset where the map states a zone. An
 * offset may lack its colon and stand behind a blank. Anything else is not understood, and nothing is guessed.
 */
function readTime(words: string, zone: string | undefined): Converted {
  const moment = foreignMoment(words, zone);
  return 'problem' in moment ? { why: moment.problem } : { value: moment.text };
}

/** The same as a moment. */
export function foreignMoment(words: string, zone: string | undefined): Moment {
  const match = writtenTime.exec(words);
  const [, day, time, utc, hours, minutes] = match ?? [];
  const offset = utc !== undefined ? 'Z' : hours === undefined ? undefined : `${hours}:${minutes}`;
  const written =
    match === null ? words : offset === undefined ? `${day} ${time?.split('.')[0]}` : `${day}T${time}${offset}`;
  return readMoment(written, { now: 0, zone });
}
